import { describe, expect, test } from 'vitest';
import { type PolicyFault, readPolicy } from '../../../src/core/policy/document.ts';
import { readJson } from '../../../src/core/policy/json-text.ts';
import { POLICY_1, POLICY_2 } from '../../support/seed-policies.ts';
import { Seeded } from '../seeded.ts';

const OK = { Effect: 'Allow', Action: 'iam:GetUser', Resource: '*' };
const withStatement = (changes: object) =>
  JSON.stringify({ Version: '2012-10-17', Statement: [{ ...OK, ...changes }] });
const withRoot = (changes: object) => JSON.stringify({ Version: '2012-10-17', Statement: OK, ...changes });

function faultsOf(text: string): readonly PolicyFault[] {
  const read = readPolicy(text);
  return 'statements' in read ? [] : read;
}
const said = (text: string) => faultsOf(text).map(({ message }) => message);
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a policy document', () => {
  test.each([
    [
      'S0-12',
      POLICY_1,
      ['AllowListActions', 'AllowUserToViewAndManageTheirOwnUserMFA', 'BlockAllExceptListedIfNoMFA'],
    ],
    ['S2-15', POLICY_2, ['AllowManageOwnUserMFA', 'DenyAllExceptListedIfNoMFA']],
  ])('%s: the documented policy is accepted verbatim', (_, text, sids) => {
    const read = readPolicy(text);
    expect('statements' in read && read.statements.map(({ sid }) => sid)).toEqual(sids);
  });

  test('a statement knows where it stands, however the lines end', () => {
    for (const end of ['\n', '\r\n', '\r']) {
      const read = readPolicy(POLICY_1.replaceAll('\n', end));
      expect('statements' in read && read.statements.map(({ number, start }) => [number, start])).toEqual([
        [1, { line: 4, column: 9 }],
        [2, { line: 12, column: 9 }],
        [3, { line: 21, column: 9 }],
      ]);
      expect('statements' in read && read.statements[0]?.end).toEqual({ line: 11, column: 10 });
    }
  });

  test.each([
    ['one statement without a list', withRoot({})],
    ['an Id', withRoot({ Id: 'mine' })],
    ['the old version', withRoot({ Version: '2008-10-17' })],
    ['no version', withRoot({ Version: undefined })],
    ['no statement but an empty name', withStatement({ Sid: '' })],
    ['an empty Condition', withStatement({ Condition: {} })],
    ['wildcards in actions', withStatement({ Action: ['*', 'iam:*', '*:*', 'IAM:get*', 's3:Get?bject'] })],
    [
      'one condition key under two operators',
      withStatement({
        Condition: { StringLike: { 'aws:username': 'a*' }, StringNotEquals: { 'AWS:username': 'ab' } },
      }),
    ],
    [
      'any partition, any region, and what other services have',
      withStatement({
        Resource: ['arn:*:iam:*:*:user/*', 'arn:aws*:iam::*:*', 'arn:aws-cn:s3:::a', 'arn:aws:sts:eu:1:x'],
      }),
    ],
    ['as many statements as allowed', withRoot({ Statement: Array(64).fill(OK) })],
    ['as many actions as allowed', withStatement({ Action: Array(256).fill('iam:GetUser') })],
    ['a text of the greatest length', withRoot({}).padEnd(10_240)],
  ])('with %s is accepted', (_, text) => expect(faultsOf(text)).toEqual([]));

  test.each([
    ['not an object', '[]', 'A policy is an object with Version and Statement.'],
    ['nothing', '', 'No JSON: a value is missing.'],
    ['a number', '1', 'A policy is an object with Version and Statement.'],
    ['an unknown element', withRoot({ statement: [] }), 'No such element: "statement".'],
    ['an unknown element of a statement', withStatement({ Effects: 'Deny' }), 'No such element: "Effects".'],
    ['another version', withRoot({ Version: '2012-10-18' }), 'Version is one of 2012-10-17, 2008-10-17.'],
    [
      'a version that is a list',
      withRoot({ Version: ['2012-10-17'] }),
      'Version is one of 2012-10-17, 2008-10-17.',
    ],
    ['an Id that is no text', withRoot({ Id: 1 }), 'Id is a text.'],
    ['no Statement', withRoot({ Statement: undefined }), 'Statement is missing.'],
    ['no statements', withRoot({ Statement: [] }), 'An empty list.'],
    ['too many statements', withRoot({ Statement: Array(65).fill(OK) }), 'More than 64 entries.'],
    ['a statement that is none', withRoot({ Statement: ['x'] }), 'A statement is an object.'],
    ['no Effect', withStatement({ Effect: undefined }), 'Effect is Allow or Deny.'],
    ['an Effect in small letters', withStatement({ Effect: 'deny' }), 'Effect is Allow or Deny.'],
    ['no Action', withStatement({ Action: undefined }), 'A statement has either Action or NotAction.'],
    [
      'Action and NotAction',
      withStatement({ NotAction: 'iam:*' }),
      'A statement has either Action or NotAction.',
    ],
    [
      'no Resource',
      withStatement({ Resource: undefined }),
      'A statement has either Resource or NotResource.',
    ],
    [
      'both resources',
      withStatement({ NotResource: '*' }),
      'A statement has either Resource or NotResource.',
    ],
    ['an empty list of actions', withStatement({ Action: [] }), 'An empty list.'],
    ['an action that is a number', withStatement({ Action: [1] }), 'Action is a text or a list of texts.'],
    ['an action that is an object', withStatement({ Action: {} }), 'Action is a text or a list of texts.'],
    [
      'an action without a service',
      withStatement({ Action: 'GetUser' }),
      'An action is * or a name like iam:GetUser.',
    ],
    [
      'an action with a variable',
      withStatement({ Action: 'iam:${*}' }),
      'An action is * or a name like iam:GetUser.',
    ],
    ['too many actions', withStatement({ Action: Array(257).fill('*') }), 'More than 256 entries.'],
    [
      'an unknown variable',
      withStatement({ Resource: 'arn:aws:iam::*:user/${aws:who}' }),
      'No such variable.',
    ],
    [
      'a condition key twice, in other letters',
      withStatement({ Condition: { StringEquals: { 'aws:username': 'a', 'AWS:UserName': 'b' } } }),
      '"AWS:UserName" comes twice: the case of keys does not matter.',
    ],
    ...['arn:aws:iam:us-east-1:*:user/*', 'arn:aws:iam:eu-*:*:mfa/*'].map(Resource => [
      `a region of IAM (${Resource})`,
      withStatement({ Resource }),
      'What IAM has lies in no region: arn:aws:iam::*:user/name.',
    ]),
    ...['arn:aws-cn:iam::*:user/*', 'arn:*aws-cn:iam::*:user/*', 'arn::iam::*:user/*'].map(Resource => [
      `another partition of IAM (${Resource})`,
      withStatement({ Resource }),
      'The partition is aws: arn:aws:iam::*:user/name.',
    ]),
    ['a Sid with a space', withStatement({ Sid: 'a b' }), 'Sid has letters and digits only.'],
    ['a Sid that is a number', withStatement({ Sid: 1 }), 'Sid has letters and digits only.'],
    [
      'one Sid twice',
      withRoot({
        Statement: [
          { ...OK, Sid: 'A' },
          { ...OK, Sid: 'A' },
        ],
      }),
      'Another statement has Sid "A".',
    ],
    [
      '__proto__ beside Version',
      '{"__proto__":{"Effect":"Allow"},"Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}',
      'No such element: "__proto__".',
    ],
    [
      'constructor in a statement',
      '{"Statement":{"Effect":"Allow","Action":"*","Resource":"*","constructor":1}}',
      'No such element: "constructor".',
    ],
  ])('with %s is refused', (_, text, message) => expect(said(text)).toEqual([message]));

  test.each(['Principal', 'NotPrincipal'])('with %s is refused: it is of another kind of policy', name => {
    expect(said(withStatement({ [name]: '*' }))).toEqual([
      'The policy of a person has no principals: it is about the person who has it.',
    ]);
  });

  test.each([
    '2008-10-17',
    undefined,
  ])('with a variable and version %s is refused: there it is only text', Version => {
    const text = JSON.stringify({
      Version,
      Statement: { ...OK, Resource: 'arn:aws:iam::*:user/${aws:username}' },
    });
    expect(said(text)).toEqual(['Variables need Version 2012-10-17.']);
  });

  test('every fault is told with its line, in their order', () => {
    const text = '{\n  "Statement": [\n    {"Effect": "Maybe",\n     "Action": "x"}\n  ],\n  "Versoin": 1\n}';
    expect(faultsOf(text)).toEqual([
      { line: 3, column: 5, message: 'A statement has either Resource or NotResource.' },
      { line: 3, column: 16, message: 'Effect is Allow or Deny.' },
      { line: 4, column: 16, message: 'An action is * or a name like iam:GetUser.' },
      { line: 6, column: 3, message: 'No such element: "Versoin".' },
    ]);
  });
});

describe('a hostile document', () => {
  test.each([
    ['a member twice', withRoot({}).replace('{', '{"Version":"2008-10-17",'), '"Version" comes twice.'],
    ['an escaped member twice', '{"Statement":1,"St\\u0061tement":2}', '"Statement" comes twice.'],
    ['a condition twice', '{"a":{"b":{"Bool":1,"Bool":2}}}', '"Bool" comes twice.'],
  ])('with %s is refused: another reader may take the other one', (_, text, message) => {
    expect(said(text)).toEqual([message]);
  });

  test.each([
    ['NUL, escaped', '\\u0000'],
    ['half of a character, escaped', '\\ud800'],
    ['half of a character', '\ud800'],
    ['a line feed, escaped', '\\n'],
    ['a control character of C1', '\u0085'],
  ])('with %s in a text or a name is refused', (_, character) => {
    expect(said(`{"Id":"${character}","Statement":${JSON.stringify(OK)}}`)).toHaveLength(1);
    expect(said(`{"${character}":1}`)[0]).toContain('control characters');
  });

  test.each([
    ['a comment', '{/* all */"Statement":1}'],
    ['a comment at the end', '{} // all'],
    ['a comma too many', '{"Statement":[],}'],
    ['two documents', '{}{}'],
    ['no end', '{"Statement":'],
    ['an open text', '{"Statement'],
    ['single quotes', "{'Statement':1}"],
    ['NUL', '{\u0000}'],
    ['a byte order mark', '\ufeff{}'],
    ['something after the end', `${withRoot({})}]`],
  ])('with %s is no JSON, and says so with a line', (_, text) => {
    const [fault] = faultsOf(text);
    expect(fault?.message).toMatch(/^No JSON: .+\.$/);
    expect(fault?.line).toBe(1);
  });

  test('is refused before its depth can hurt', () => {
    for (const text of [
      '['.repeat(10_240),
      nested(5000),
      '{"a":'.repeat(2000),
      `{"Statement":${nested(16)}}`,
    ]) {
      expect(said(text)).toEqual(['Nested deeper than 16 levels.']);
    }
    expect(said(nested(16))).toEqual(['A policy is an object with Version and Statement.']);
    expect(said('"[[[[[[[[[[[[[[[[[[[["')).toEqual(['A policy is an object with Version and Statement.']);
  });

  test('is refused for its length without being read', () => {
    expect(faultsOf(`${'\n'.repeat(10)}${'['.repeat(1_000_000)}`)).toEqual([
      { line: 11, column: 10_231, message: 'Longer than 10240 characters.' },
    ]);
    expect(said(withRoot({}).padEnd(10_241))).toEqual(['Longer than 10240 characters.']);
  });

  test('gets no more than twenty faults, and no fault repeats much of it', () => {
    expect(faultsOf('x'.repeat(10_000)).length).toBeLessThanOrEqual(20);
    expect(faultsOf(`{${Array.from({ length: 900 }, (_, at) => `"a${at}":1`)}}`)).toHaveLength(20);
    for (const message of said(`{"${'y'.repeat(9000)}":1}`)) expect(message.length).toBeLessThan(100);
  });

  test('with ten thousand wildcards is read', () => {
    expect(faultsOf(withStatement({ Resource: `arn:aws:iam::*:user/${'*'.repeat(10_000)}` }))).toEqual([]);
  });
});

test('what is JSON here is JSON to every program, and nothing else is', () => {
  const random = new Seeded('json');
  const pieces = [
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u0041"',
      '"\\x"',
      '1',
      '01',
      '-',
      '1.',
      '1e5',
      'true',
      'tru',
    ],
    ...[
      '\u00a0',
      '\ufeff',
      '\n',
      '\u2028',
      '/',
      '//x',
      '"',
      "'",
      '\\',
      '\t',
      '"\t"',
      '.5',
      '+1',
      'NaN',
      '{"a":1}',
      '[1]',
    ],
  ] as unknown as readonly [string, ...string[]];
  let accepted = 0;
  for (let round = 0; round < 10_000; round++) {
    const text = Array.from({ length: random.integer(1, 5) }, () => random.pick(pieces)).join('');
    const faults: string[] = [];
    readJson(text, (_, message) => void faults.push(message));
    const isJson = !faults.some(message => message.startsWith('No JSON'));
    if (isJson) accepted++;
    expect([text, isJson]).toEqual([text, parses(text)]);
  }
  expect(accepted).toBeGreaterThan(300);
});

function parses(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
