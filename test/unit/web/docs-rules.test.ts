import { expect, test } from 'vitest';
import { rowsOf } from '../../../web/docs/rules.ts';

const rule = (schema: object) => rowsOf({ properties: { It: schema } })[0];

test.each([
  [{ type: 'string', enum: ['a', 'b'] }, 'text', 'One of: a, b.'],
  [{ type: 'integer', minimum: 1, maximum: 8, default: 4 }, 'whole number', '1 to 8. Without it: 4.'],
  [
    { type: 'integer', minimum: Number.MIN_SAFE_INTEGER, maximum: Number.MAX_SAFE_INTEGER },
    'whole number',
    '',
  ],
  [{ type: 'string', minLength: 1, maxLength: 64 }, 'text', '1 to 64 characters.'],
  [{ type: 'string', maxLength: 32, description: 'Six digits.' }, 'text', 'Six digits.'],
  [{ anyOf: [{ type: 'string', maxLength: 9 }, { type: 'null' }] }, 'text or null', 'At most 9 characters.'],
  [{ type: 'array', items: { type: 'string', enum: ['x'] } }, 'list of text', 'One of: x.'],
  [{}, 'JSON', ''],
])('%j is said in words', (schema, type, words) => {
  expect(rule(schema)).toEqual({ name: 'It', type, required: false, rule: words });
});

test('members of members stand below what holds them', () => {
  const tag = { type: 'object', properties: { Key: { type: 'string' } }, required: ['Key'] };
  const rows = rowsOf({ properties: { Tags: { type: 'array', items: tag }, One: tag }, required: ['Tags'] });
  expect(rows.map(({ name, required }) => [name, required])).toEqual([
    ['Tags', true],
    ['Tags[].Key', true],
    ['One', false],
    ['One.Key', true],
  ]);
});
