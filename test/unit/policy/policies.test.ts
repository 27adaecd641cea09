import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/core/actions/action.ts';
import { actions } from '../../../src/core/actions/table.ts';
import {
  DEFAULT_POLICIES,
  NO_POLICIES,
  policiesText,
  readPolicies,
  standingOf,
} from '../../../src/core/policy/policies.ts';
import { POLICY_1, POLICY_2 } from '../../support/seed-policies.ts';

const everyone = (name: string) => policiesText({ attached: [name], inline: new Map() });

describe("a person's policies", () => {
  test('of somebody new are the text that the migration gives to everybody', () => {
    expect(DEFAULT_POLICIES).toBe('{"attached":["ManageOwnMFA"],"inline":{}}');
  });

  test('of the owner are none', () => {
    expect(NO_POLICIES).toBe('{"attached":[],"inline":{}}');
  });

  test('are read out of their text, attached ones first', () => {
    const text = policiesText({ attached: ['ManageOwnMFA'], inline: new Map([['one', POLICY_1]]) });
    const { attached, inline, all } = readPolicies(text);
    expect([attached, [...inline]]).toEqual([['ManageOwnMFA'], [['one', POLICY_1]]]);
    expect(all.map(({ name, policy }) => [name, policy.statements.length])).toEqual([
      ['ManageOwnMFA', 3],
      ['one', 3],
    ]);
    expect(policiesText({ attached, inline })).toBe(text);
  });

  test('are one text in whatever order they came', () => {
    const [b, a] = [
      ['b', POLICY_1],
      ['a', POLICY_2],
    ] as const;
    expect(policiesText({ attached: ['B', 'A', 'B'], inline: new Map([b, a]) })).toBe(
      policiesText({ attached: ['A', 'B'], inline: new Map([a, b]) }),
    );
  });

  test('may be called __proto__ like anything else', () => {
    const text = policiesText({ attached: [], inline: new Map([['__proto__', POLICY_1]]) });
    expect([...readPolicies(text).inline.keys()]).toEqual(['__proto__']);
    expect(readPolicies(text).all).toHaveLength(1);
  });

  test('are compiled once, and what nobody asked for lately is forgotten', () => {
    const text = everyone('AdministratorAccess');
    const first = readPolicies(text);
    expect(readPolicies(text)).toBe(first);
    const fill = (from: number, count: number) => {
      for (let at = from; at < from + count; at++) readPolicies(`${text}${' '.repeat(at)}`);
    };
    fill(1, 511);
    expect(readPolicies(text)).toBe(first);
    fill(512, 1);
    expect(readPolicies(text)).toBe(first);
    fill(513, 512);
    expect(readPolicies(text)).not.toBe(first);
  });

  test.each([
    ['a document that is none', policiesText({ attached: [], inline: new Map([['x', '{}']]) })],
    ['a policy that the gateway does not have', everyone('Nothing')],
    ['no JSON', 'x'],
  ])('%s in the store is a bug, not a policy without its denials', (_, text) => {
    expect(() => readPolicies(text)).toThrow();
    expect(() => readPolicies(text)).toThrow();
  });
});

describe('standing', () => {
  const OWN = 'arn:aws:iam::*:user/${aws:username}';
  const inline = (...documents: string[]) =>
    policiesText({ attached: [], inline: new Map(documents.map((text, at) => [`p${at}`, text])) });
  const standing = (text: string) => standingOf({ policies: text });
  const of = (...Statement: object[]) =>
    standing(inline(JSON.stringify({ Version: '2012-10-17', Statement })));

  test.each([
    ['nobody with nothing', inline(), 'none'],
    ['ManageOwnMFA', DEFAULT_POLICIES, 'none'],
    ['policy 1 (S0-12)', inline(POLICY_1), 'none'],
    ['policy 2 (S2-15)', inline(POLICY_2), 'none'],
    ['both', inline(POLICY_1, POLICY_2), 'none'],
    ['AdministratorAccess', everyone('AdministratorAccess'), 'full'],
  ])('%s', (_, text, expected) => expect(standing(text)).toBe(expected));

  test.each([
    [{ Action: '*', Resource: '*' }, 'full'],
    [{ Action: 'IAM:*', Resource: ['*'] }, 'full'],
    [{ Action: ['iam:GetUser', '*:*'], Resource: [OWN, '*'] }, 'full'],
    [{ Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': true } } }, 'full'],
    [{ Action: 'iam:**', Resource: '*' }, 'limited'],
    [{ Action: 'iam:*', Resource: 'arn:aws:iam::*:*' }, 'limited'],
    [{ NotAction: 'iam:GetUser', Resource: '*' }, 'limited'],
    [{ NotAction: '*', Resource: '*' }, 'none'],
    [{ Action: '*', NotResource: '*' }, 'limited'],
    [{ Action: '*', NotResource: OWN }, 'limited'],
    [{ Action: 'iam:CreateUser', Resource: '*' }, 'limited'],
    [{ Action: 'iam:resync*', Resource: 'arn:aws:iam::*:user/*' }, 'limited'],
    [{ Action: 'iam:ResyncMFADevice', Resource: [OWN, 'arn:aws:iam::*:user/bob'] }, 'limited'],
    [{ Action: 'iam:ResyncMFADevice', Resource: 'arn:aws:iam::*:user/x${aws:username}' }, 'limited'],
    [{ Action: 'iam:ResyncMFADevice', Resource: 'arn:aws:iam::*:user/${aws:username}*' }, 'limited'],
    [{ Action: 'iam:ResyncMFADevice', Resource: 'arn:aws:iam::*:*/${aws:username}' }, 'limited'],
    [{ Action: 'iam:ResyncMFADevice', Resource: 'arn:aws:iam::*:user*/${aws:username}' }, 'none'],
    [{ Action: 'iam:*', Resource: ['arn:aws:iam::*:mfa/*', OWN] }, 'none'],
    [{ Action: 'iam:List*', Resource: '*' }, 'none'],
    [{ Action: 'iam:*User', Resource: '*' }, 'limited'],
    [{ Action: 'iam:?etUser', Resource: '*' }, 'limited'],
    [{ Action: '*:CreateUser', Resource: '*' }, 'limited'],
    [{ Action: 'sts:*', Resource: '*' }, 'none'],
    [{ Action: ['iam:GetUser', 's3:*'], Resource: '*' }, 'none'],
  ])('an Allow of %j gives %s', (part, expected) => expect(of({ Effect: 'Allow', ...part })).toBe(expected));

  test.each([
    ['nobody with nothing', inline(), false],
    ['ManageOwnMFA', DEFAULT_POLICIES, false],
    ['policy 1 (S0-12)', inline(POLICY_1), false],
    ['policy 2 (S2-15)', inline(POLICY_2), false],
    ['AdministratorAccess', everyone('AdministratorAccess'), true],
  ])('and reading about others is a measure of its own: %s', (_, text, reads) =>
    expect(readPolicies(text).readsOthers).toBe(reads));

  test.each([
    [{ Action: 'iam:ListUsers', Resource: '*' }, true],
    [{ Action: 'iam:Get*', Resource: [OWN, 'arn:aws:iam::*:user/bob'] }, true],
    [{ Action: 'IAM:getaccount', Resource: '*' }, false],
    [{ Action: 'iam:GetAccount*', Resource: '*' }, true],
    [{ Action: '*:simulateprincipalpolicy', NotResource: OWN }, true],
    [{ NotAction: 'iam:ListUsers', Resource: '*' }, true],
    [{ NotAction: '*', Resource: '*' }, false],
    [{ Action: 'iam:*', Resource: OWN }, false],
    [{ Action: ['sts:*', 's3:List*'], Resource: '*' }, false],
  ])('an Allow of %j reads about others: %s', (part, reads) => {
    const text = JSON.stringify({ Version: '2012-10-17', Statement: { Effect: 'Allow', ...part } });
    expect(readPolicies(inline(text)).readsOthers).toBe(reads);
    expect(readPolicies(inline(text.replace('"Allow"', '"Deny"'))).readsOthers).toBe(false);
  });

  test('denials and conditions take nothing away: what is in doubt counts', () => {
    const allow = { Effect: 'Allow', Action: 'iam:DeleteUser', Resource: '*' };
    const never = { NumericLessThan: { 'aws:MultiFactorAuthAge': -1 } };
    expect(of({ ...allow, Effect: 'Deny' })).toBe('none');
    expect(of(allow, { ...allow, Effect: 'Deny' })).toBe('limited');
    expect(of({ ...allow, Condition: never })).toBe('limited');
    expect(of({ ...allow, Action: '*' }, { ...allow, Action: '*', Effect: 'Deny' })).toBe('full');
  });

  test('goes by the names of actions: those that get, list and simulate change nothing, all others may', () => {
    for (const { name, proof, service } of Object.values<Action>(actions)) {
      const change = of({ Effect: 'Allow', Action: `${service ?? 'iam'}:${name}`, Resource: '*' });
      expect([name, change]).toEqual([name, proof === 'session' || service === 'sts' ? 'none' : 'limited']);
    }
  });
});
