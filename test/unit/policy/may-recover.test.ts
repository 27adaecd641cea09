import { describe, expect, test } from 'vitest';
import { type Account, RECOVERY_DEFAULTS } from '../../../src/core/account/account.ts';
import { type Person, UNREACHED } from '../../../src/core/people/person.ts';
import { obstacleOf } from '../../../src/core/policy/may-recover.ts';

const NOW = 1_800_000_000_000;

const owner = {
  ...UNREACHED,
  kind: 'owner',
  email: 'owner@example.org',
  passwordState: 'own',
  phoneVerifiedAt: NOW - 1,
} as Person;
const user = {
  ...owner,
  kind: 'user',
  email: undefined,
  contactEmail: 'user@example.org',
  contactEmailConfirmedAt: NOW - 1,
} as Person;

const obstacle = (person: Person, account: Partial<Account> = {}, world = {}) =>
  obstacleOf({
    person,
    account: { ...RECOVERY_DEFAULTS, ...account } as Account,
    now: NOW,
    sendsMail: true,
    callsPhones: true,
    ...world,
  });

describe('who may come back in by Troubleshoot MFA', () => {
  test.each<[Account['selfServiceRecovery'], Person['recovery'], boolean, boolean]>([
    ['owner', 'default', true, false],
    ['everyone', 'default', true, true],
    ['nobody', 'default', false, false],
    ['nobody', 'allowed', true, true],
    ['everyone', 'denied', false, false],
    ['owner', 'allowed', true, true],
  ])('account says %s, person %s: owner %s, user %s (S1-04, S1-05, S2-57)', (selfServiceRecovery, recovery, forOwner, forUser) => {
    const account = { selfServiceRecovery };
    expect(obstacle({ ...owner, recovery }, account)).toBe(forOwner ? undefined : 'administrator');
    expect(obstacle({ ...user, recovery }, account)).toBe(forUser ? undefined : 'administrator');
  });

  test('whoever was given an initial password has an administrator at hand', () => {
    expect(obstacle({ ...owner, passwordState: 'initial' })).toBe('administrator');
  });

  test.each<[string, string, Partial<Person>, object]>([
    ['a gateway that sends no mail', 'no-mail', {}, { sendsMail: false }],
    ['a gateway that calls nobody', 'no-carrier', {}, { callsPhones: false }],
    ['a number that nobody has verified (S1-13)', 'no-phone', { phoneVerifiedAt: undefined }, {}],
    ['ten wrong codes in a row', 'failures', { recoveryFailures: 10 }, {}],
    ['a cool-off (D1)', 'cool-off', { recoveryBlockedUntil: NOW + 1 }, {}],
  ])('%s is in the way', (_, expected, traits, world) => {
    expect(obstacle({ ...owner, ...traits }, {}, world)).toBe(expected);
  });

  test('a cool-off that is over, and nine wrong codes, are not', () => {
    expect(obstacle({ ...owner, recoveryBlockedUntil: NOW, recoveryFailures: 9 })).toBeUndefined();
  });

  test('the address of a user counts only when somebody there has confirmed it (NIST 4.2.1.2)', () => {
    const unconfirmed = { ...user, contactEmailConfirmedAt: undefined };
    expect(obstacle(unconfirmed, { selfServiceRecovery: 'everyone' })).toBe('no-mail');
  });
});
