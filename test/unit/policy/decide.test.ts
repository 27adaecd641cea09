import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account.ts';
import type { Person } from '../../../src/core/people/person.ts';
import { type Demands, decide, missingFor, type Resource } from '../../../src/core/policy/decide.ts';
import type { Level, Principal, Session } from '../../../src/core/session/session.ts';

const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

interface Traits {
  readonly kind?: Person['kind'];
  readonly level?: Level;
  readonly devices?: number;
  readonly requireMfa?: Account['requireMfa'];
  /** Minutes since the last proof. */
  readonly age?: number;
}

function who({
  kind = 'user',
  level = 'mfa',
  devices = 1,
  requireMfa = 'optional',
  age = 1,
}: Traits): Principal {
  const session = { level, provedAt: NOW - age * MINUTE } as Session;
  return { person: { kind } as Person, account: { requireMfa } as Account, session, devices };
}

const answer = (traits: Traits, demands: Partial<Demands>, resource: Resource) =>
  decide(who(traits), { reach: 'self', proof: 'session', ...demands }, resource, NOW)?.reason ?? 'allowed';

describe('whom an action may reach', () => {
  test.each<[Person['kind'], Demands['reach'], Resource, string]>([
    ['owner', 'self', 'self', 'allowed'],
    ['owner', 'self', 'other', 'allowed'],
    ['owner', 'self', 'account', 'allowed'],
    ['owner', 'owner', 'self', 'allowed'],
    ['owner', 'owner', 'other', 'allowed'],
    ['owner', 'owner', 'account', 'allowed'],
    ['owner', 'everyone', 'account', 'allowed'],
    ['user', 'self', 'self', 'allowed'],
    ['user', 'self', 'other', 'AccessDenied'],
    ['user', 'self', 'account', 'AccessDenied'],
    ['user', 'owner', 'self', 'AccessDenied'],
    ['user', 'owner', 'other', 'AccessDenied'],
    ['user', 'owner', 'account', 'AccessDenied'],
    ['user', 'everyone', 'account', 'allowed'],
    ['user', 'everyone', 'self', 'allowed'],
  ])('%s, action for %s, on %s: %s', (kind, reach, resource, expected) => {
    expect(answer({ kind }, { reach }, resource)).toBe(expected);
  });
});

describe('a fresh proof (A6, A7)', () => {
  test.each<[string, Traits, string]>([
    ['at level mfa, a minute ago', { level: 'mfa' }, 'allowed'],
    ['just inside 15 minutes', { level: 'mfa', age: 15 - 1 / 60_000 }, 'allowed'],
    ['exactly 15 minutes ago', { level: 'mfa', age: 15 }, 'StepUpRequired'],
    ['an hour ago', { level: 'mfa', age: 60 }, 'StepUpRequired'],
    ['by password, of somebody who has a device', { level: 'password', devices: 1 }, 'StepUpRequired'],
    ['by password, of somebody who has eight', { level: 'password', devices: 8 }, 'StepUpRequired'],
    ['by password, of somebody without a device', { level: 'password', devices: 0 }, 'allowed'],
    ['by password, long ago, without a device', { level: 'password', devices: 0, age: 16 }, 'StepUpRequired'],
  ])('%s: %s', (_, traits, expected) => {
    for (const kind of ['owner', 'user'] as const)
      expect(answer({ ...traits, kind }, { proof: 'fresh' }, 'self')).toBe(expected);
  });

  test('is not asked for where the action is content with the session', () => {
    expect(answer({ level: 'password', devices: 3, age: 600 }, { proof: 'session' }, 'self')).toBe('allowed');
  });
});

describe('where the account requires MFA (A9)', () => {
  const required = { requireMfa: 'required' } as const;

  test.each<[string, Traits, string]>([
    ['no device yet', { level: 'password', devices: 0 }, 'EnrolmentRequired'],
    ['a device that was not used', { level: 'password', devices: 1 }, 'StepUpRequired'],
    ['came in by recovery, device left', { level: 'recovered', devices: 1 }, 'StepUpRequired'],
    ['came in by recovery, no device left', { level: 'recovered', devices: 0 }, 'EnrolmentRequired'],
    ['signed in with the device', { level: 'mfa', devices: 1 }, 'allowed'],
  ])('%s: %s', (_, traits, expected) => {
    for (const kind of ['owner', 'user'] as const)
      expect(answer({ ...traits, ...required, kind }, {}, 'self')).toBe(expected);
  });

  test('only what it takes to assign a device, and to leave, is reachable before', () => {
    const unproven = { level: 'password', devices: 0, ...required } as const;
    expect(answer(unproven, { whileUnproven: true }, 'self')).toBe('allowed');
    expect(answer(unproven, { whileUnproven: true, proof: 'fresh' }, 'self')).toBe('allowed');
    expect(answer({ ...unproven, devices: 1 }, { whileUnproven: true, proof: 'fresh' }, 'self')).toBe(
      'StepUpRequired',
    );
  });

  test('where it is optional nothing is owed', () => {
    for (const level of ['password', 'recovered', 'mfa'] as const)
      for (const devices of [0, 1]) expect(missingFor(who({ level, devices }))).toBeUndefined();
  });
});

test('somebody without the right is told so, and not asked for a proof that would not help', () => {
  const nothing = { level: 'password', devices: 0, requireMfa: 'required', age: 600 } as const;
  expect(answer(nothing, { reach: 'owner', proof: 'fresh' }, 'other')).toBe('AccessDenied');
  expect(answer(nothing, { reach: 'self', proof: 'fresh' }, 'other')).toBe('AccessDenied');
});
