import { exampleValue } from './example-values.ts';
import type { JsonSchema } from './json-schema.ts';

/** JSON to fill in, as the AWS CLI makes it: every member, with an empty value of its type. */
export function emptyInput(schema: JsonSchema): unknown {
  return fill(schema, () => '');
}

/** What an answer may look like: every member, each text being the name of its member. */
export function sampleOutput(schema: JsonSchema): unknown {
  return fill(schema, name => name);
}

/** A request as one would write it: what is required, for whom, and where nothing is required what can be said. */
export function exampleInput(schema: JsonSchema): unknown {
  const { properties = {}, required = [] } = schema;
  const shown = Object.entries(properties).filter(([member]) =>
    required.length > 0 ? required.includes(member) || member === 'UserName' : !FOR_OTHER_PAGES.has(member),
  );
  const reads = required.length === 0 && 'Marker' in properties;
  return fill({ ...schema, properties: reads ? {} : Object.fromEntries(shown) }, undefined);
}

/** An answer as it comes, the last page of a list. */
export function exampleOutput(schema: JsonSchema): unknown {
  const { Marker: _, ...properties } = schema.properties ?? {};
  return fill(schema.type === 'object' ? { ...schema, properties } : schema, undefined);
}

const FOR_OTHER_PAGES = new Set(['Marker', 'MaxItems']);

/** `text` makes texts out of the names of members; without it everything is an example. */
function fill(schema: JsonSchema, text: ((name: string) => string) | undefined, name = ''): unknown {
  const variant = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
  if (variant !== undefined) return fill(variant, text, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  const example = text === undefined ? exampleValue(name, schema) : undefined;
  if (example !== undefined) return example;
  if (schema.format === 'date-time') return '1970-01-01T00:00:00.000Z';
  switch (schema.type) {
    case 'object':
      if (typeof schema.additionalProperties === 'object')
        return { KeyName: fill(schema.additionalProperties, text, 'KeyName') };
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([member, inner]) => [member, fill(inner, text, member)]),
      );
    case 'array':
      return schema.items === undefined ? [] : [fill(schema.items, text, name)];
    case 'integer':
    case 'number':
      return 0;
    case 'boolean':
      return true;
    default:
      return text === undefined ? name : text(name);
  }
}
