import { describe, expect, test } from 'vitest';
import type { Account } from '../../../src/core/account/account.ts';
import type { Person } from '../../../src/core/people/person.ts';
import {
  type Demands,
  decide,
  missingFor,
  type Resource,
  reachesApplications,
} from '../../../src/core/policy/decide.ts';
import { DEFAULT_POLICIES } from '../../../src/core/policy/policies.ts';
import type { Principal, SessionPrincipal } from '../../../src/core/policy/principal.ts';
import type { Caller } from '../../../src/core/ports.ts';
import type { Level, Session } from '../../../src/core/session/session.ts';

const ADMINISTRATOR = '{"attached":["AdministratorAccess","ManageOwnMFA"],"inline":{}}';
const NOW = 1_800_000_000_000;
const MINUTE = 60_000;

type Kind = Person['kind'] | 'administrator';
type Where = Resource['is'];

interface Traits {
  readonly kind?: Kind;
  readonly by?: Principal['by'];
  readonly level?: Level;
  readonly devices?: number;
  readonly requireMfa?: Account['requireMfa'];
  readonly mfaRequired?: boolean;
  /** Minutes since the last proof. */
  readonly age?: number;
}

function who(traits: Traits): Principal {
  const { kind = 'user', by = 'session', level = 'mfa', devices = 1, age = 1 } = traits;
  const { requireMfa = 'optional', mfaRequired = false } = traits;
  const person = {
    ...ALICE,
    kind: kind === 'owner' ? 'owner' : 'user',
    policies: kind === 'administrator' ? ADMINISTRATOR : DEFAULT_POLICIES,
    mfaRequired,
  } as Person;
  const any = { person, account: { requireMfa } as Account, devices };
  if (by === 'api-key' || by === 'access-key') return { ...any, by, keyId: 'SKEY1' };
  if (by === 'flow') return { ...any, by, flowHash: 'hash' };
  return { ...any, by, session: { level, provedAt: NOW - age * MINUTE } as Session };
}

const ALICE = { accountId: '111122223333', path: '/', userName: 'alice' } as Person;
const BOB = { ...ALICE, kind: 'user', userName: 'bob', policies: DEFAULT_POLICIES } as Person;

const RESOURCES: Record<Where, Resource> = {
  self: { is: 'self', arn: 'arn:aws:iam::111122223333:user/alice', target: ALICE },
  other: { is: 'other', arn: 'arn:aws:iam::111122223333:user/bob', target: BOB },
  account: { is: 'account', arn: '*', target: ALICE },
};

const refused = (traits: Traits, demands: Partial<Demands>, where: Where) => {
  const action = { reach: 'self', proof: 'session', ...demands } as const;
  const name = action.reach === 'everyone' ? 'GetAccount' : 'ListMFADevices';
  const caller = { address: '203.0.113.7' } as Caller;
  return decide(who(traits), { ...action, name }, RESOURCES[where], { now: NOW, caller });
};

const answer = (traits: Traits, demands: Partial<Demands>, resource: Where) =>
  refused(traits, demands, resource)?.reason ?? 'allowed';

const REACH: [Kind, Demands['reach'], Where, string][] = [
  ['owner', 'self', 'self', 'allowed'],
  ['owner', 'self', 'other', 'allowed'],
  ['owner', 'self', 'account', 'allowed'],
  ['owner', 'administrator', 'self', 'AccessDenied'],
  ['owner', 'administrator', 'other', 'allowed'],
  ['owner', 'administrator', 'account', 'allowed'],
  ['owner', 'owner', 'self', 'allowed'],
  ['owner', 'owner', 'other', 'allowed'],
  ['owner', 'owner', 'account', 'allowed'],
  ['owner', 'everyone', 'account', 'allowed'],
  ['administrator', 'self', 'self', 'allowed'],
  ['administrator', 'self', 'other', 'allowed'],
  ['administrator', 'administrator', 'self', 'AccessDenied'],
  ['administrator', 'administrator', 'other', 'allowed'],
  ['administrator', 'administrator', 'account', 'allowed'],
  ['administrator', 'owner', 'self', 'AccessDenied'],
  ['administrator', 'owner', 'other', 'AccessDenied'],
  ['administrator', 'owner', 'account', 'AccessDenied'],
  ['administrator', 'everyone', 'account', 'allowed'],
  ['user', 'self', 'self', 'allowed'],
  ['user', 'self', 'other', 'AccessDenied'],
  ['user', 'administrator', 'self', 'AccessDenied'],
  ['user', 'administrator', 'other', 'AccessDenied'],
  ['user', 'administrator', 'account', 'AccessDenied'],
  ['user', 'owner', 'self', 'AccessDenied'],
  ['user', 'owner', 'other', 'AccessDenied'],
  ['user', 'owner', 'account', 'AccessDenied'],
  ['user', 'everyone', 'account', 'allowed'],
  ['user', 'everyone', 'self', 'allowed'],
];

describe('whom an action may reach', () => {
  test.each(REACH)('%s, action for %s, on %s: %s', (kind, reach, resource, expected) => {
    expect(answer({ kind }, { reach }, resource)).toBe(expected);
  });

  test.each(
    REACH.filter(([, , , expected]) => expected !== 'allowed'),
  )('a key or a flow reaches no further: %s, action for %s, on %s: %s', (kind, reach, resource) => {
    for (const by of ['api-key', 'flow'] as const)
      for (const devices of [0, 1])
        expect(answer({ kind, by, devices }, { reach, whileSigningIn: true }, resource)).toBe('AccessDenied');
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
    for (const kind of ['owner', 'administrator', 'user'] as const)
      expect(answer({ ...traits, kind }, { proof: 'fresh' }, 'self')).toBe(expected);
    for (const kind of ['owner', 'administrator'] as const)
      expect(answer({ ...traits, kind }, { proof: 'fresh-on-others' }, 'other')).toBe(expected);
  });

  test('is not asked for where the action is content with the session', () => {
    const weak = { level: 'password', devices: 3, age: 600 } as const;
    expect(answer(weak, { proof: 'session' }, 'self')).toBe('allowed');
    expect(answer(weak, { proof: 'fresh-on-others' }, 'self')).toBe('allowed');
  });
});

describe('a session that came in by Troubleshoot MFA (A6, A11, D17)', () => {
  const KINDS = ['owner', 'administrator', 'user'] as const;
  const recovered = { level: 'recovered' } as const;

  test.each<[string, Traits, Partial<Demands>, Where, string]>([
    ['reads and changes what replaces the device', {}, { whileRecovered: true }, 'self', 'allowed'],
    [
      'with the proof that it is, for an hour',
      { age: 59 },
      { whileRecovered: true, proof: 'fresh' },
      'self',
      'allowed',
    ],
    ['and no longer', { age: 60 }, { whileRecovered: true, proof: 'fresh' }, 'self', 'StepUpRequired'],
    ['nothing else, with a device', {}, {}, 'self', 'StepUpRequired'],
    ['nothing else, without one', { devices: 0 }, {}, 'self', 'EnrolmentRequired'],
    ['nothing of the account', {}, { reach: 'everyone' }, 'account', 'StepUpRequired'],
  ])('%s', (_, traits, demands, resource, expected) => {
    for (const kind of KINDS)
      expect(answer({ ...recovered, ...traits, kind }, demands, resource)).toBe(expected);
  });

  test('nothing of others, not even what it may do of its own', () => {
    for (const kind of ['owner', 'administrator'] as const)
      expect(answer({ ...recovered, kind }, { whileRecovered: true }, 'other')).toBe('StepUpRequired');
  });

  test('is no way around what the action is for', () => {
    expect(answer(recovered, { whileRecovered: true, reach: 'owner' }, 'account')).toBe('AccessDenied');
  });

  test('reaches applications where the account says so, and a session at level mfa always does', () => {
    const reach = (level: Level, recoveredSessionReach: Account['recoveredSessionReach'], devices = 1) => {
      const principal = who({ level, devices });
      const account = { ...principal.account, recoveredSessionReach };
      return reachesApplications({ ...principal, account } as SessionPrincipal);
    };
    expect(reach('recovered', 'console')).toBe(false);
    expect(reach('recovered', 'applications')).toBe(true);
    expect(reach('mfa', 'console')).toBe(true);
    expect(reach('password', 'applications')).toBe(false);
    expect(reach('password', 'console', 0)).toBe(true);
  });
});

describe('where MFA is required of the account, or of the person (A9)', () => {
  const demanded = [{ requireMfa: 'required' }, { mfaRequired: true }] as const;

  test.each<[string, Traits, string]>([
    ['no device yet', { level: 'password', devices: 0 }, 'EnrolmentRequired'],
    ['a device that was not used', { level: 'password', devices: 1 }, 'StepUpRequired'],
    ['came in by recovery, device left', { level: 'recovered', devices: 1 }, 'StepUpRequired'],
    ['came in by recovery, no device left', { level: 'recovered', devices: 0 }, 'EnrolmentRequired'],
    ['signed in with the device', { level: 'mfa', devices: 1 }, 'allowed'],
    ['with a key, no device yet', { by: 'api-key', devices: 0 }, 'EnrolmentRequired'],
    ['with a key, a device', { by: 'api-key', devices: 1 }, 'allowed'],
  ])('%s: %s', (_, traits, expected) => {
    for (const required of demanded)
      for (const kind of ['owner', 'administrator', 'user'] as const)
        expect(answer({ ...traits, ...required, kind }, {}, 'self')).toBe(expected);
  });

  test('only what it takes to assign a device, and to leave, is reachable before', () => {
    for (const required of demanded) {
      const unproven = { level: 'password', devices: 0, ...required } as const;
      expect(answer(unproven, { whileUnproven: true }, 'self')).toBe('allowed');
      expect(answer(unproven, { whileUnproven: true, proof: 'fresh' }, 'self')).toBe('allowed');
      expect(answer({ ...unproven, devices: 1 }, { whileUnproven: true, proof: 'fresh' }, 'self')).toBe(
        'StepUpRequired',
      );
    }
  });

  test('where it is optional nothing is owed', () => {
    for (const level of ['password', 'recovered', 'mfa'] as const)
      for (const devices of [0, 1]) expect(missingFor(who({ level, devices }))).toBeUndefined();
  });
});

describe('an open sign-in flow (S0-56)', () => {
  test('reaches what brings its own second factor back, whatever is owed, and nothing else', () => {
    const resync = { proof: 'fresh-on-others', whileUnproven: true, whileSigningIn: true } as const;
    for (const kind of ['owner', 'administrator', 'user'] as const)
      for (const requireMfa of ['optional', 'required'] as const) {
        const flow = { by: 'flow', kind, requireMfa } as const;
        expect(answer(flow, resync, 'self')).toBe('allowed');
        expect(answer(flow, resync, 'other')).toBe('AccessDenied');
        expect(answer(flow, resync, 'account')).toBe('AccessDenied');
        expect(answer(flow, {}, 'self')).toBe('AccessDenied');
        expect(answer(flow, { whileUnproven: true }, 'self')).toBe('AccessDenied');
        expect(answer(flow, { reach: 'everyone' }, 'account')).toBe('AccessDenied');
      }
  });
});

describe('an API key (S2-52)', () => {
  const key = { by: 'api-key' } as const;

  test.each<[string, Traits, Partial<Demands>, Where, string]>([
    ['an administrator changes a user', { kind: 'administrator' }, { proof: 'fresh' }, 'other', 'allowed'],
    ['the owner changes a user', { kind: 'owner' }, { proof: 'fresh' }, 'other', 'allowed'],
    [
      'an administrator changes the account',
      { kind: 'administrator' },
      { reach: 'administrator', proof: 'fresh' },
      'account',
      'allowed',
    ],
    ['a user looks at his own', {}, { proof: 'session' }, 'self', 'allowed'],
    ['the owner looks at his own', { kind: 'owner' }, { proof: 'session' }, 'self', 'allowed'],
    ['a user resyncs his own device', {}, { proof: 'fresh-on-others' }, 'self', 'allowed'],
    [
      'the owner resyncs his own device',
      { kind: 'owner' },
      { proof: 'fresh-on-others' },
      'self',
      'AccessDenied',
    ],
    ['a user without a device assigns one', { devices: 0 }, { proof: 'fresh' }, 'self', 'allowed'],
    ['a user with a device changes it', { devices: 1 }, { proof: 'fresh' }, 'self', 'AccessDenied'],
    [
      'an administrator with a device changes it',
      { kind: 'administrator', devices: 1 },
      { proof: 'fresh' },
      'self',
      'AccessDenied',
    ],
    ['the owner changes his own', { kind: 'owner', devices: 0 }, { proof: 'fresh' }, 'self', 'AccessDenied'],
    [
      'a user with a device makes one of the account',
      { devices: 1 },
      { reach: 'everyone', proof: 'fresh' },
      'account',
      'AccessDenied',
    ],
    [
      'the owner in what is for the console',
      { kind: 'owner' },
      { consoleOnly: true },
      'other',
      'AccessDenied',
    ],
    ['a user in what is for the console', { devices: 0 }, { consoleOnly: true }, 'self', 'AccessDenied'],
  ])('%s: %s', (_, traits, demands, resource, expected) => {
    expect(answer({ ...key, ...traits }, demands, resource)).toBe(expected);
  });

  test('is told why: the console, or a device', () => {
    const forConsole = refused({ ...key, kind: 'owner', devices: 0 }, { proof: 'fresh' }, 'self');
    expect(forConsole?.details.message).toBe('This can be done in the console only.');
    const forDevice = refused({ ...key, devices: 1 }, { proof: 'fresh' }, 'self');
    expect(forDevice?.details.message).toBe(
      'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.',
    );
  });
});

test('somebody without the right is told so, and not asked for a proof that would not help', () => {
  const nothing = { level: 'password', devices: 0, requireMfa: 'required', age: 600 } as const;
  expect(answer(nothing, { reach: 'owner', proof: 'fresh' }, 'other')).toBe('AccessDenied');
  expect(answer(nothing, { reach: 'administrator', proof: 'fresh' }, 'account')).toBe('AccessDenied');
  expect(answer(nothing, { reach: 'self', proof: 'fresh' }, 'other')).toBe('AccessDenied');
});
