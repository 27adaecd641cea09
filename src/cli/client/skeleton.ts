import type { JsonSchema } from './parameters.ts';

/** JSON to fill in, as the AWS CLI makes it: every member, with an empty value of its type. */
export function emptyInput(schema: JsonSchema): unknown {
  return fill(schema, () => '');
}

/** What an answer may look like: every member, each text being the name of its member. */
export function sampleOutput(schema: JsonSchema): unknown {
  return fill(schema, name => name);
}

function fill(schema: JsonSchema, text: (name: string) => string, name = ''): unknown {
  const variant = (schema.anyOf ?? schema.oneOf)?.find(({ type }) => type !== 'null');
  if (variant !== undefined) return fill(variant, text, name);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
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
      return text(name);
  }
}
