import { fill } from '../fill.ts';
import * as say from '../messages-docs.ts';
import type { Schema } from './reference.ts';

export interface Row {
  name: string;
  type: string;
  required: boolean;
  rule: string;
}

/** The parameters of an action, those inside of others below them. */
export function rowsOf({ properties = {}, required = [] }: Schema, prefix = ''): Row[] {
  return Object.entries(properties).flatMap(([member, schema]) => {
    const value = notNull(schema);
    const name = prefix + member;
    return [
      { name, type: typeOf(schema), required: required.includes(member), rule: ruleOf(schema) },
      ...rowsOf(value, `${name}.`),
      ...(value.items ? rowsOf(value.items, `${name}[].`) : []),
    ];
  });
}

/** What it is when it is not null. */
function notNull(schema: Schema): Schema {
  return schema.anyOf?.find(({ type }) => type !== 'null') ?? schema;
}

function typeOf(schema: Schema): string {
  const { type, items } = notNull(schema);
  const word =
    type === 'array'
      ? fill(say.listOf, { type: typeOf(items ?? {}) })
      : (say.types[type ?? ''] ?? say.anyType);
  return schema.anyOf?.some(({ type }) => type === 'null') ? fill(say.orNull, { type: word }) : word;
}

function ruleOf(schema: Schema): string {
  const value = notNull(schema);
  const described = schema.description ?? value.description;
  // Where a sentence says the rule already, numbers would only repeat it.
  const sentences = [described, choices(value), range(value), ...(described ? [] : [length(value)])];
  if (schema.default !== undefined) sentences.push(fill(say.byDefault, { value: String(schema.default) }));
  return sentences.filter(Boolean).join(' ');
}

function choices({ enum: values, items }: Schema): string {
  const listed = values ?? items?.enum;
  return listed ? fill(say.oneOf, { choices: listed.join(', ') }) : '';
}

function range({ minimum, maximum }: Schema): string {
  // A whole number without a limit has those of JavaScript, which tell nobody anything.
  const from = minimum !== undefined && minimum > Number.MIN_SAFE_INTEGER ? minimum : undefined;
  const to = maximum !== undefined && maximum < Number.MAX_SAFE_INTEGER ? maximum : undefined;
  if (from !== undefined && to !== undefined) return fill(say.between, { from, to });
  if (from !== undefined) return fill(say.atLeast, { from });
  return to === undefined ? '' : fill(say.atMost, { to });
}

function length({ minLength, maxLength }: Schema): string {
  if (maxLength === undefined) return '';
  return minLength
    ? fill(say.lengthBetween, { from: minLength, to: maxLength })
    : fill(say.lengthAtMost, { to: maxLength });
}
