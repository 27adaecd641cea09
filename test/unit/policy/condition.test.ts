import { describe, expect, test } from 'vitest';
import type { RequestKeys } from '../../../src/core/policy/condition.ts';
import { readPolicy } from '../../../src/core/policy/document.ts';
import { evaluate } from '../../../src/core/policy/evaluate.ts';

const ALICE = { username: 'alice', userId: 'AIDAALICE', sourceIp: '10.1.2.3' };
const read = (condition: unknown) =>
  readPolicy(
    JSON.stringify({
      Version: '2012-10-17',
      Statement: { Effect: 'Allow', Action: '*', Resource: '*', Condition: condition },
    }),
  );

function holds(condition: object, keys: Partial<RequestKeys> = {}): boolean {
  const policy = read(condition);
  if (!('statements' in policy)) throw new Error(policy[0]?.message);
  const request = { action: 'iam:GetUser', resource: '*', keys: { ...ALICE, ...keys } };
  return evaluate([{ name: 'P', policy }], request).effect === 'allowed';
}

function said(condition: unknown): string[] {
  const policy = read(condition);
  return 'statements' in policy ? [] : policy.map(({ message }) => message);
}

const PRESENT = 'aws:MultiFactorAuthPresent';
const AGE = 'aws:MultiFactorAuthAge';
const NAME = 'aws:username';
const IP = 'aws:SourceIp';
/** What each operator is asked about, in the tests about missing keys. */
const TYPED: readonly [operator: string, key: string, operand: string, negated: boolean][] = [
  ['StringEquals', NAME, 'alice', false],
  ['StringNotEquals', NAME, 'alice', true],
  ['StringEqualsIgnoreCase', NAME, 'ALICE', false],
  ['StringLike', NAME, 'al*', false],
  ['StringNotLike', NAME, 'al*', true],
  ['NumericEquals', AGE, '60', false],
  ['NumericNotEquals', AGE, '60', true],
  ['NumericLessThan', AGE, '61', false],
  ['NumericLessThanEquals', AGE, '60', false],
  ['NumericGreaterThan', AGE, '59', false],
  ['NumericGreaterThanEquals', AGE, '60', false],
  ['Bool', PRESENT, 'true', false],
];

describe.each(TYPED)('%s', (operator, key, operand, negated) => {
  const there = { multiFactorAuthAge: 60, multiFactorAuthPresent: true };
  const missing = { username: undefined };

  test(`a fitting value ${negated ? 'fails' : 'holds'}`, () => {
    expect(holds({ [operator]: { [key]: operand } }, there)).toBe(!negated);
    expect(holds({ [`${operator}IfExists`]: { [key]: operand } }, there)).toBe(!negated);
  });

  test(`a missing key ${negated ? 'holds' : 'fails'}, and holds with IfExists`, () => {
    expect(holds({ [operator]: { [key]: operand } }, missing)).toBe(negated);
    expect(holds({ [`${operator}IfExists`]: { [key]: operand } }, missing)).toBe(true);
  });
});

describe('comparisons', () => {
  test.each<[object, Partial<RequestKeys>, boolean]>([
    [{ StringEquals: { [NAME]: 'Alice' } }, {}, false],
    [{ StringEquals: { [NAME]: 'al*' } }, {}, false],
    [{ StringLike: { [NAME]: 'al?ce' } }, {}, true],
    [{ StringLike: { [NAME]: 'AL*' } }, {}, false],
    [{ StringEquals: { [NAME]: '${aws:username}' } }, {}, true],
    [{ StringEqualsIgnoreCase: { [NAME]: '${aws:UserName}' } }, { username: 'Alice' }, true],
    [{ StringLike: { [NAME]: '${aws:userid}*' } }, { username: 'AIDAALICE2' }, true],
    [{ StringEquals: { 'aws:userid': 'AIDAALICE' } }, {}, true],
    [{ StringEquals: { 'AWS:USERNAME': 'alice' } }, {}, true],
    [{ NumericLessThan: { [AGE]: 60 } }, { multiFactorAuthAge: 60 }, false],
    [{ NumericLessThan: { [AGE]: '60.5' } }, { multiFactorAuthAge: 60 }, true],
    [{ NumericGreaterThan: { [AGE]: -1 } }, { multiFactorAuthAge: 0 }, true],
    [{ NumericLessThan: { [AGE]: '9' } }, { multiFactorAuthAge: 10 }, false],
    [{ Bool: { [PRESENT]: false } }, { multiFactorAuthPresent: false }, true],
    [{ Bool: { [PRESENT]: 'false' } }, { multiFactorAuthPresent: true }, false],
    [{ Null: { [AGE]: true } }, {}, true],
    [{ Null: { [AGE]: 'true' } }, { multiFactorAuthAge: 0 }, false],
    [{ Null: { [AGE]: 'false' } }, { multiFactorAuthAge: 0 }, true],
    [{ Null: { [PRESENT]: 'false' } }, { multiFactorAuthPresent: false }, true],
  ])('%j of %j: %s', (condition, keys, expected) => expect(holds(condition, keys)).toBe(expected));

  test('of several values one is enough; of a negated operator none may fit', () => {
    expect(holds({ StringEquals: { [NAME]: ['bob', 'alice'] } })).toBe(true);
    expect(holds({ StringNotEquals: { [NAME]: ['bob', 'alice'] } })).toBe(false);
    expect(holds({ StringNotEquals: { [NAME]: ['bob', 'carol'] } })).toBe(true);
    expect(holds({ NotIpAddress: { [IP]: ['192.0.2.0/24', '10.0.0.0/8'] } })).toBe(false);
  });

  test('of several keys and operators all must hold', () => {
    const address = { IpAddress: { [IP]: '10.0.0.0/8' } };
    expect(holds({ ...address, StringEquals: { [NAME]: 'alice' } })).toBe(true);
    expect(holds({ ...address, StringEquals: { [NAME]: 'bob' } })).toBe(false);
    expect(holds({ StringEquals: { [NAME]: 'alice', 'aws:userid': 'AIDABOB' } })).toBe(false);
  });
});

describe('addresses', () => {
  test.each([
    ['10.1.2.3', '10.1.2.3', true],
    ['10.1.2.3/32', '10.1.2.4', false],
    ['10.0.0.0/8', '10.255.0.1', true],
    ['10.9.9.9/8', '10.255.0.1', true],
    ['10.0.0.0/8', '11.0.0.1', false],
    ['10.0.0.0/8', '::ffff:10.0.0.1', true],
    ['10.0.0.0/8', '::ffff:a00:1', true],
    ['::ffff:10.0.0.0/104', '10.0.0.1', true],
    ['0.0.0.0/0', '203.0.113.9', true],
    ['0.0.0.0/0', '2001:db8::1', false],
    ['::/0', '2001:db8::1', true],
    ['::/0', '10.0.0.1', false],
    ['2001:db8::/32', '2001:DB8:0:0:1::', true],
    ['2001:db8::/32', '2001:db9::1', false],
    ['2001:db8::/33', '2001:db8:8000::', false],
  ])('%s has %s: %s', (network, sourceIp, expected) => {
    expect(holds({ IpAddress: { [IP]: network } }, { sourceIp })).toBe(expected);
    expect(holds({ IpAddressIfExists: { [IP]: network } }, { sourceIp })).toBe(expected);
    expect(holds({ NotIpAddress: { [IP]: network } }, { sourceIp })).toBe(!expected);
  });

  test('whoever comes from no address is in no network', () => {
    expect(holds({ IpAddress: { [IP]: ['0.0.0.0/0', '::/0'] } }, { sourceIp: 'unknown' })).toBe(false);
  });
});

describe('a condition that could not work is refused when it is read', () => {
  test.each<[unknown, string]>([
    ['x', 'Condition is an object of operators.'],
    [[], 'Condition is an object of operators.'],
    [{ Bool: 'x' }, 'An operator holds an object of keys and what they are compared with.'],
    [{ Bool: {} }, 'An operator holds an object of keys and what they are compared with.'],
    [{ Boolean: { [PRESENT]: true } }, 'No such operator: "Boolean".'],
    [{ bool: { [PRESENT]: true } }, 'No such operator: "bool".'],
    [{ NullIfExists: { [PRESENT]: true } }, 'No such operator: "NullIfExists".'],
    [{ BoolIfExistsIfExists: { [PRESENT]: true } }, 'No such operator: "BoolIfExistsIfExists".'],
    [{ constructor: { [PRESENT]: true } }, 'No such operator: "constructor".'],
    [{ 'ForAllValues:StringLike': { [NAME]: 'a' } }, 'No such operator: "ForAllValues:StringLike".'],
    [
      { Bool: { 'aws:MultifactorAuthentication': true } },
      'No such condition key: "aws:MultifactorAuthentication".',
    ],
    [{ Null: { 'aws:PrincipalTag/x': true } }, 'No such condition key: "aws:PrincipalTag/x".'],
    [{ Bool: { [NAME]: true } }, 'Bool does not compare "aws:username", which is a text.'],
    [{ StringEquals: { [IP]: '::1' } }, 'StringEquals does not compare "aws:SourceIp", which is an address.'],
    [
      { NumericLessThan: { [PRESENT]: 1 } },
      'NumericLessThan does not compare "aws:MultiFactorAuthPresent", which is true or false.',
    ],
    [{ Bool: { [PRESENT]: 'True' } }, 'This is compared with true or false.'],
    [{ Bool: { [PRESENT]: 1 } }, 'This is compared with true or false.'],
    [{ Bool: { [PRESENT]: null } }, 'This is compared with true or false.'],
    [{ Bool: { [PRESENT]: [] } }, 'An empty list.'],
    [{ Bool: { [PRESENT]: [[true]] } }, 'This is compared with true or false.'],
    [{ Bool: { [PRESENT]: { a: true } } }, 'This is compared with true or false.'],
    [{ Null: { [PRESENT]: 'yes' } }, 'Null takes true or false.'],
    [{ NumericLessThan: { [AGE]: '' } }, 'This is compared with a number.'],
    [{ NumericLessThan: { [AGE]: '0x10' } }, 'This is compared with a number.'],
    [{ NumericLessThan: { [AGE]: true } }, 'This is compared with a number.'],
    [{ NumericLessThan: { [AGE]: '9'.repeat(400) } }, 'This is compared with a number.'],
    [{ NumericLessThan: { [AGE]: '${aws:userid}' } }, 'This is compared with a number.'],
    [{ StringEquals: { [NAME]: 5 } }, 'This is compared with a text.'],
    [{ StringEquals: { [NAME]: '${aws:Tag}' } }, 'No such variable.'],
    [{ StringEquals: { [NAME]: Array(257).fill('a') } }, 'More than 256 entries.'],
    ...['10.0.0.0/33', '10.0.0', '10.0.0.1/', 'localhost', '::1/129', 'fe80::1%eth0', '010.0.0.1', ''].map(
      (text): [unknown, string] => [
        { IpAddress: { [IP]: text } },
        'This is compared with an address or a network, like 10.0.0.0/8.',
      ],
    ),
  ])('%j', (condition, message) => expect(said(condition)).toEqual([message]));

  test('a number too large for JSON is no number', () => {
    const text =
      '{"Statement":{"Effect":"Deny","Action":"*","Resource":"*","Condition":{"NumericLessThan":{"aws:MultiFactorAuthAge":1e999}}}}';
    expect(readPolicy(text)).toMatchObject([{ message: 'This is compared with a number.' }]);
  });
});
