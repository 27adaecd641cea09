import type { JsonSchema } from '../../core/actions/json-schema.ts';
import { kebabCase } from '../../core/actions/kebab-case.ts';

/** One member of an action's input as an option of its command. */
export interface Parameter {
  readonly member: string;
  readonly flag: string;
  readonly type: 'string' | 'integer' | 'boolean' | 'structure' | 'list';
  /** Of one value, `null` aside. */
  readonly schema: JsonSchema;
  readonly choices: readonly string[] | undefined;
  /** Can be taken away: `--no-alias` sends null. */
  readonly nullable: boolean;
  readonly required: boolean;
  /** A password: asked for, because every user of the machine reads command lines. */
  readonly secret: boolean;
  readonly description: string | undefined;
}

export function parametersOf(schema: JsonSchema): Parameter[] {
  return Object.entries(schema.properties ?? {}).map(([member, described]) => {
    const variants = described.anyOf ?? described.oneOf ?? [described];
    const value = variants.find(variant => variant.type !== 'null') ?? described;
    return {
      member,
      flag: `--${kebabCase(member)}`,
      type: typeOf(value),
      schema: value,
      choices: value.enum?.every(choice => typeof choice === 'string') ? value.enum : undefined,
      nullable: variants.some(variant => variant.type === 'null'),
      required: schema.required?.includes(member) ?? false,
      secret: member.endsWith('Password'),
      description: described.description ?? value.description,
    };
  });
}

/** A schema that does not say its type takes text: what it makes of it is the gateway's to know. */
function typeOf({ type }: JsonSchema): Parameter['type'] {
  if (type === 'integer' || type === 'number') return 'integer';
  if (type === 'boolean') return 'boolean';
  if (type === 'array') return 'list';
  return type === 'object' ? 'structure' : 'string';
}
