import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/core/actions/action.ts';
import { actions } from '../../../src/core/actions/table.ts';
import { readPolicy } from '../../../src/core/policy/document.ts';
import { evaluate } from '../../../src/core/policy/evaluate.ts';
import { MANAGED_POLICIES } from '../../../src/core/policy/managed.ts';

const ALICE = 'arn:aws:iam::123456789012:user/alice';
const BOB = 'arn:aws:iam::123456789012:user/bob';
const DEVICE = 'arn:aws:iam::123456789012:mfa/phone';

function allows(name: string, action: string, resource: string): boolean {
  const policy = readPolicy(MANAGED_POLICIES.get(name) ?? '');
  if (!('statements' in policy)) throw new Error(policy[0]?.message);
  const keys = { username: 'alice', userId: 'AIDAALICE', sourceIp: '::1' };
  return evaluate([{ name, policy }], { action, resource, keys }).effect === 'allowed';
}

const ON_DEVICES = [
  ...['CreateVirtualMFADevice', 'DeleteVirtualMFADevice'],
  ...['ListMFADeviceTags', 'TagMFADevice', 'UntagMFADevice'],
];
const ON_THE_ACCOUNT = ['GetAccount', 'ListAccountAliases', 'ListVirtualMFADevices'];

describe('ManageOwnMFA', () => {
  const named: string[] = JSON.parse(MANAGED_POLICIES.get('ManageOwnMFA') ?? '').Statement.flatMap(
    ({ Action }: { Action: string[] }) => Action.map(name => name.replace('iam:', '')),
  );
  const own = Object.values<Action>(actions)
    .filter(({ reach }) => reach === 'self' || reach === 'everyone')
    // Nobody needs a permission for them.
    .filter(({ service }) => service !== 'sts')
    // Policies are what others decide about somebody.
    .filter(({ name }) => !/Polic(y|ies)$/.test(name))
    .map(({ name }) => name);

  test('names every action that is about oneself, and none besides', () => {
    expect(new Set(named).size).toBe(named.length);
    expect(own.filter(name => !named.includes(name))).toEqual([]);
    expect(named.filter(name => !own.includes(name))).toEqual([]);
  });

  test.each(own)('allows %s on oneself, with and without a path, and on nobody else', name => {
    const action = `iam:${name}`;
    if (ON_THE_ACCOUNT.includes(name)) {
      expect(allows('ManageOwnMFA', action, '*')).toBe(true);
    } else if (ON_DEVICES.includes(name)) {
      expect(allows('ManageOwnMFA', action, DEVICE)).toBe(true);
      expect(allows('ManageOwnMFA', action, BOB)).toBe(false);
    } else {
      expect(allows('ManageOwnMFA', action, ALICE)).toBe(true);
      expect(allows('ManageOwnMFA', action, 'arn:aws:iam::123456789012:user/europe/alice')).toBe(true);
      for (const other of [BOB, '*', DEVICE, 'arn:aws:iam::123456789012:user/alice/bob']) {
        expect(allows('ManageOwnMFA', action, other)).toBe(false);
      }
    }
  });

  test.each(['PutUserPolicy', 'AttachUserPolicy', 'ListUsers', 'CreateUser'])('does not allow %s', name => {
    for (const resource of [ALICE, BOB, '*'])
      expect(allows('ManageOwnMFA', `iam:${name}`, resource)).toBe(false);
  });
});

test('AdministratorAccess allows everything', () => {
  expect(allows('AdministratorAccess', 'iam:DeleteUser', BOB)).toBe(true);
  expect(allows('AdministratorAccess', 'iam:ListUsers', '*')).toBe(true);
});
