import { expect, test } from 'vitest';
import { Failure } from '../../src/cli/client/failure.ts';
import type { Parameter } from '../../src/cli/client/parameters.ts';
import { readShorthand } from '../../src/cli/client/shorthand.ts';
import { convert } from '../../src/cli/client/values.ts';

const tag = { type: 'object', properties: { Key: { type: 'string' }, Value: { type: 'string' } } };
const plain = (value: unknown) => JSON.parse(JSON.stringify(value));

// Expected: the shorthand of the AWS CLI as it is documented, but that a member given twice is refused here.
test.each([
  ['Key=team,Value=red', { Key: 'team', Value: 'red' }],
  ['Key=a,Value=', { Key: 'a', Value: '' }],
  ['Key=a,Value=x=y', { Key: 'a', Value: 'x=y' }],
  [`Key='a,b',Value="c d"`, { Key: 'a,b', Value: 'c d' }],
  ['Key=a\\,b,Value=c', { Key: 'a,b', Value: 'c' }],
  ['Key=[a,b],Value={x=1,y=2}', { Key: ['a', 'b'], Value: { x: '1', y: '2' } }],
])('shorthand %s', (text, expected) => {
  expect(plain(readShorthand(text, tag))).toEqual(expected);
});

test('numbers and truths become what the schema wants', () => {
  const schema = { type: 'object', properties: { N: { type: 'integer' }, B: { type: 'boolean' } } };
  expect(plain(readShorthand('N=012,B=true', schema))).toEqual({ N: 12, B: true });
  expect(plain(readShorthand('N=x', schema))).toEqual({ N: 'x' });
});

test.each([
  '',
  'Key',
  '=a',
  'Key=a,',
  'Key=a,,Value=b',
  'Key=a,Key=b',
  'Key=[a',
  'Key={a=1',
  'Key=a]',
])('shorthand %j is none', text => {
  expect(readShorthand(text, tag)).toBeUndefined();
});

test('a member of every object is a member like others', () => {
  const read = readShorthand('__proto__=1', tag);
  expect(Object.keys(read as object)).toEqual(['__proto__']);
});

const parameter = (schema: Parameter['schema'], type: Parameter['type']): Parameter => ({
  ...{ member: 'Tags', flag: '--tags', type, schema, choices: undefined, nullable: false },
  ...{ required: true, secret: false, description: undefined },
});

test('a list takes words, shorthand and JSON, whole or word by word', () => {
  const list = (...texts: string[]) => convert(texts, parameter({ type: 'array', items: tag }, 'list'));
  const pair = [
    { Key: 'a', Value: 'b' },
    { Key: 'c', Value: 'd' },
  ];
  expect(plain(list('Key=a,Value=b', 'Key=c,Value=d'))).toEqual(pair);
  expect(plain(list(JSON.stringify(pair)))).toEqual(pair);
  expect(plain(list('{"Key":"a","Value":"b"}', 'Key=c,Value=d'))).toEqual(pair);
  expect(list('nonsense')).toBeInstanceOf(Failure);
  expect(list('[nonsense')).toBeInstanceOf(Failure);
  const keys = parameter({ type: 'array', items: { type: 'string' } }, 'list');
  expect(convert(['a', 'b,c'], keys)).toEqual(['a', 'b,c']);
  expect(convert(['["a","b"]'], keys)).toEqual(['a', 'b']);
});
