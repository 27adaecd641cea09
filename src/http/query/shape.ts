import * as z from 'zod';

/** What a value is on this wire, where everything travels as text. Read from the schema once for each action. */
export type Shape = Text | Integer | Boolean | List | Structure | ValueMap;

export interface Text {
  readonly kind: 'text';
  readonly nullable: boolean;
  /** AWS calls it a blob: base64 of the text on this wire alone. */
  readonly blob: boolean;
  /** Clients decode it as they decode addresses: policies (RFC 3986). */
  readonly encoded: boolean;
  readonly choices: readonly string[] | undefined;
  readonly pattern: string | undefined;
  readonly min: number | undefined;
  readonly max: number | undefined;
}
export interface Integer {
  readonly kind: 'integer';
  readonly min: number | undefined;
  readonly max: number | undefined;
}
export interface Boolean {
  readonly kind: 'boolean';
}
export interface List {
  readonly kind: 'list';
  readonly item: Shape;
  readonly min: number | undefined;
  readonly max: number | undefined;
}
export interface Structure {
  readonly kind: 'structure';
  readonly members: ReadonlyMap<string, Shape>;
}
export interface ValueMap {
  readonly kind: 'map';
  readonly value: Shape;
}

/** The parts of JSON Schema that the table of actions uses. */
interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly format?: string;
  readonly pattern?: string;
  readonly enum?: readonly unknown[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly anyOf?: readonly JsonSchema[];
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly items?: JsonSchema;
  readonly blob?: unknown;
  readonly encoded?: unknown;
}

export function structureOf(schema: z.ZodType, io: 'input' | 'output'): Structure {
  const shape = read(z.toJSONSchema(schema, { io, unrepresentable: 'any', reused: 'inline' }) as JsonSchema);
  return shape.kind === 'structure' ? shape : { kind: 'structure', members: new Map() };
}

function read(schema: JsonSchema, nullable = false): Shape {
  const variants = schema.anyOf?.filter(({ type }) => type !== 'null');
  if (variants?.length === 1 && variants[0] !== undefined) {
    return read({ ...variants[0], blob: schema.blob ?? variants[0].blob }, true);
  }
  if (Array.isArray(schema.type)) {
    const [type] = schema.type.filter(name => name !== 'null');
    return read({ ...schema, type }, schema.type.includes('null'));
  }
  switch (schema.type) {
    case 'integer':
    case 'number':
      return { kind: 'integer', min: schema.minimum, max: schema.maximum };
    case 'boolean':
      return { kind: 'boolean' };
    case 'array':
      return { kind: 'list', item: read(schema.items ?? {}), min: schema.minItems, max: schema.maxItems };
    case 'object':
      return object(schema);
  }
  return {
    kind: 'text',
    nullable,
    blob: schema.blob === 'text',
    encoded: schema.encoded === 'uri',
    choices: schema.enum?.map(String),
    // The pattern of a format says nothing to people.
    pattern: schema.format === undefined ? schema.pattern : undefined,
    min: schema.minLength,
    max: schema.maxLength,
  };
}

function object({ properties, additionalProperties }: JsonSchema): Structure | ValueMap {
  if (properties === undefined && typeof additionalProperties === 'object') {
    return { kind: 'map', value: read(additionalProperties) };
  }
  const members = Object.entries(properties ?? {}).map(([name, member]) => [name, read(member)] as const);
  return { kind: 'structure', members: new Map(members) };
}
