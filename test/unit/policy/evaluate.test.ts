import { describe, expect, test } from 'vitest';
import { readPolicy } from '../../../src/core/policy/document.ts';
import { evaluate } from '../../../src/core/policy/evaluate.ts';
import { POLICY_1, POLICY_2 } from '../../support/seed-policies.ts';

const ALICE = 'arn:aws:iam::123456789012:user/alice';
const BOB = 'arn:aws:iam::123456789012:user/bob';
const DEVICE = 'arn:aws:iam::123456789012:mfa/alices-phone';

function named(text: string, name = 'P') {
  const policy = readPolicy(text);
  if (!('statements' in policy)) throw new Error(policy[0]?.message);
  return { name, policy };
}
const statement = (...Statement: object[]) => JSON.stringify({ Version: '2012-10-17', Statement });

/** Whether the session has shown a device; `absent` with a long-term key. */
type Mfa = boolean | 'absent';

function asked(text: string, name: string, resource: string, mfa: Mfa) {
  const multiFactorAuthPresent = mfa === 'absent' ? undefined : mfa;
  const keys = { username: 'alice', userId: 'AIDAALICE', sourceIp: '192.0.2.1', multiFactorAuthPresent };
  return evaluate([named(text)], { action: `iam:${name}`, resource, keys });
}

const WITHOUT: readonly Mfa[] = [false, 'absent'];
const EITHER: readonly Mfa[] = [true, false, 'absent'];

function expectEach(text: string, effect: string, mfas: readonly Mfa[], asks: readonly [string, string][]) {
  for (const [name, resource] of asks) {
    for (const mfa of mfas) {
      expect([name, resource, mfa, asked(text, name, resource, mfa).effect]).toEqual([
        name,
        resource,
        mfa,
        effect,
      ]);
    }
  }
}

describe('policy 1 (seed 000)', () => {
  const sidsFor = (name: string, resource: string, mfa: Mfa) =>
    asked(POLICY_1, name, resource, mfa).by.map(({ sid }) => sid);

  test('S0-13: AllowListActions allows ListVirtualMFADevices on *', () => {
    expect(sidsFor('ListVirtualMFADevices', '*', false)).toEqual(['AllowListActions']);
  });

  test('S0-14: AllowUserToViewAndManageTheirOwnUserMFA allows to list and resync, on oneself', () => {
    for (const name of ['ListMFADevices', 'ResyncMFADevice']) {
      expect(sidsFor(name, ALICE, false)).toEqual(['AllowUserToViewAndManageTheirOwnUserMFA']);
    }
  });

  test('S0-15: BlockAllExceptListedIfNoMFA denies what it does not list, on anything', () => {
    for (const resource of [ALICE, BOB, DEVICE, '*']) {
      expect(sidsFor('GetUser', resource, false)).toEqual(['BlockAllExceptListedIfNoMFA']);
    }
  });

  test('S0-16: ${aws:username} is who asks: oneself is allowed, somebody else is not', () => {
    const own: [string, string][] = [
      ['ListMFADevices', ALICE],
      ['ResyncMFADevice', ALICE],
    ];
    expectEach(POLICY_1, 'allowed', EITHER, own);
    expectEach(
      POLICY_1,
      'implicitDeny',
      EITHER,
      own.map(([name]) => [name, BOB]),
    );
  });

  test('S0-17: the account part * matches the account', () => {
    expect(asked(POLICY_1, 'ListMFADevices', 'arn:aws:iam::999999999999:user/alice', true).effect).toBe(
      'allowed',
    );
    expect(asked(POLICY_1, 'ListMFADevices', 'arn:aws:iam::1:2:user/alice', true).effect).toBe(
      'implicitDeny',
    );
  });

  test('S0-18: without MFA, false or absent, all but the three listed actions is denied', () => {
    expectEach(POLICY_1, 'allowed', WITHOUT, [
      ['ListMFADevices', ALICE],
      ['ListVirtualMFADevices', '*'],
      ['ResyncMFADevice', ALICE],
    ]);
    expectEach(POLICY_1, 'explicitDeny', WITHOUT, [
      ['GetUser', ALICE],
      ['EnableMFADevice', ALICE],
      ['ListUsers', '*'],
      ['DeleteVirtualMFADevice', DEVICE],
    ]);
  });

  test('S0-19: with MFA the Deny does not apply', () => {
    expectEach(
      POLICY_1,
      'implicitDeny',
      [true],
      [
        ['GetUser', ALICE],
        ['ListUsers', '*'],
      ],
    );
    const everything = named(statement({ Effect: 'Allow', Action: '*', Resource: '*' }), 'Everything');
    const keys = { username: 'alice', userId: 'A', sourceIp: '::1', multiFactorAuthPresent: true };
    const request = { action: 'iam:ListUsers', resource: '*', keys };
    expect(evaluate([named(POLICY_1), everything], request).effect).toBe('allowed');
  });

  test('S0-21: creates no device', () => {
    expectEach(
      POLICY_1,
      'implicitDeny',
      [true],
      [
        ['CreateVirtualMFADevice', DEVICE],
        ['EnableMFADevice', ALICE],
      ],
    );
    expectEach(POLICY_1, 'explicitDeny', WITHOUT, [
      ['CreateVirtualMFADevice', DEVICE],
      ['EnableMFADevice', ALICE],
    ]);
  });

  test('S0-22: deactivates no device', () => {
    expectEach(POLICY_1, 'implicitDeny', [true], [['DeactivateMFADevice', ALICE]]);
    expectEach(POLICY_1, 'explicitDeny', WITHOUT, [['DeactivateMFADevice', ALICE]]);
  });

  test('S0-23: resyncs his own device even without MFA', () => {
    expectEach(POLICY_1, 'allowed', WITHOUT, [['ResyncMFADevice', ALICE]]);
  });
});

describe('policy 2 (seed 002)', () => {
  const OWN = ['DeactivateMFADevice', 'EnableMFADevice', 'GetUser', 'ListMFADevices', 'ResyncMFADevice'];

  test('S2-16: AllowManageOwnUserMFA allows its five actions on oneself', () => {
    for (const name of OWN) {
      expect(asked(POLICY_2, name, ALICE, true).by.map(({ sid }) => sid)).toEqual(['AllowManageOwnUserMFA']);
    }
  });

  test('S2-17: DenyAllExceptListedIfNoMFA denies on oneself alone, where policy 1 denies on anything (X-09)', () => {
    expect(asked(POLICY_2, 'ChangePassword', ALICE, false).by).toMatchObject([
      {
        policy: 'P',
        statement: 2,
        sid: 'DenyAllExceptListedIfNoMFA',
        start: { line: 16, column: 9 },
        end: { line: 31, column: 10 },
      },
    ]);
    expectEach(POLICY_2, 'implicitDeny', EITHER, [
      ['ListUsers', '*'],
      ['ChangePassword', BOB],
    ]);
    expectEach(POLICY_1, 'explicitDeny', WITHOUT, [
      ['ListUsers', '*'],
      ['ChangePassword', BOB],
    ]);
  });

  test('S2-18: without MFA, enables, looks at, lists and resyncs his own', () => {
    const listed = OWN.filter(name => name !== 'DeactivateMFADevice');
    expectEach(
      POLICY_2,
      'allowed',
      WITHOUT,
      listed.map(name => [name, ALICE]),
    );
  });

  test('S2-19: without MFA, does not deactivate his own device', () => {
    expectEach(POLICY_2, 'explicitDeny', WITHOUT, [['DeactivateMFADevice', ALICE]]);
  });

  test('S2-20: with MFA, deactivates his own device', () => {
    expectEach(POLICY_2, 'allowed', [true], [['DeactivateMFADevice', ALICE]]);
  });

  test('S2-21: never acts on other users', () => {
    expectEach(
      POLICY_2,
      'implicitDeny',
      EITHER,
      OWN.map(name => [name, BOB]),
    );
  });
});

describe('a decision', () => {
  const ALLOW = { Effect: 'Allow', Action: 'iam:*', Resource: '*' };
  const DENY = { Effect: 'Deny', Action: 'iam:getuser', Resource: '*' };
  const keys = { username: 'alice', userId: 'AIDAALICE', sourceIp: '::1' };
  const request = { action: 'iam:GetUser', resource: ALICE, keys };

  test('S0-20: a Deny wins over any Allow, in whatever policy and order', () => {
    for (const policies of [
      [named(statement(ALLOW, DENY, ALLOW))],
      [named(statement(DENY)), named(statement(ALLOW))],
      [named(statement(ALLOW)), named(statement(DENY))],
    ]) {
      expect(evaluate(policies, request).effect).toBe('explicitDeny');
    }
  });

  test('is no, by nobody, where nothing allows it', () => {
    expect(evaluate([], request)).toEqual({ effect: 'implicitDeny', by: [] });
    expect(evaluate([named(statement(ALLOW))], { ...request, action: 'sts:GetFederationToken' })).toEqual({
      effect: 'implicitDeny',
      by: [],
    });
  });

  test('names every statement that decided, and those alone', () => {
    const decision = evaluate(
      [named(statement(ALLOW, DENY), 'A'), named(statement(ALLOW, { ...DENY, Sid: 'No' }), 'B')],
      request,
    );
    expect(decision.by.map(({ policy, statement: number, sid }) => [policy, number, sid])).toEqual([
      ['A', 2, undefined],
      ['B', 2, 'No'],
    ]);
  });

  test.each([
    [{ Action: 'IAM:GETUSER' }, true],
    [{ Action: 'iam:Get*' }, true],
    [{ Action: 'iam:Get' }, false],
    [{ Action: '*:GetUser' }, true],
    [{ Action: 'sts:*' }, false],
    [{ NotAction: ['iam:List*', 'iam:getuser'] }, false],
    [{ NotAction: 'iam:List*' }, true],
    [{ Action: '*', NotResource: BOB }, true],
    [{ Action: '*', NotResource: ALICE }, false],
    [{ Action: '*', NotResource: '*' }, false],
    [{ Action: '*', NotResource: 'arn:aws:iam::*:user/${aws:username}' }, false],
    [{ Action: '*', Resource: [BOB, ALICE] }, true],
  ])('%j applies: %s', (part, expected) => {
    const policy = statement({
      Effect: 'Allow',
      ...(!('NotResource' in part) && { Resource: '*' }),
      ...part,
    });
    expect(evaluate([named(policy)], request).effect).toBe(expected ? 'allowed' : 'implicitDeny');
  });
});
