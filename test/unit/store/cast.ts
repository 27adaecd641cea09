import type { AccessKey } from '../../../src/core/access-keys/access-key.ts';
import type { SessionCredentials } from '../../../src/core/access-keys/session-credentials.ts';
import { type Account, RECOVERY_DEFAULTS } from '../../../src/core/account/account.ts';
import type { NewAccount } from '../../../src/core/account/store.ts';
import type { ApiKey } from '../../../src/core/api-keys/api-key.ts';
import type { AuditEvent } from '../../../src/core/audit/event.ts';
import type { FidoDevice, TotpDevice } from '../../../src/core/devices/device.ts';
import type { Proof } from '../../../src/core/devices/proof.ts';
import { type Person, UNREACHED } from '../../../src/core/people/person.ts';
import { DEFAULT_POLICIES } from '../../../src/core/policy/policies.ts';
import type { Authority } from '../../../src/core/policy/principal.ts';
import type { NewSession } from '../../../src/core/session/session.ts';
import type { Flow } from '../../../src/core/sign-in/flow.ts';
import type { NewWebhook } from '../../../src/core/webhooks/webhook.ts';

/** The people and things that the store's tests are about. */
export const NOW = 1_800_000_000_000;
export const STEP = 60_000_000;
/** The owner's password, and every user's, as it is stored. */
export const PHC = 'phc-of-the-owner';
const ACCOUNT = '111122223333';

export const account: Account = {
  id: ACCOUNT,
  alias: 'acme',
  requireMfa: 'optional',
  devicesPerPerson: 8,
  ...RECOVERY_DEFAULTS,
  createdAt: NOW,
};

export const owner: Person = {
  id: 'ROOT1',
  accountId: ACCOUNT,
  kind: 'owner',
  userName: undefined,
  email: 'owner@example.org',
  path: '/',
  password: PHC,
  passwordState: 'own',
  passwordExpiresAt: undefined,
  passwordLastUsed: undefined,
  userHandle: 'handle-1',
  ...UNREACHED,
  policies: DEFAULT_POLICIES,
  policyVersion: 0,
  mfaRequired: false,
  disabledAt: undefined,
  createdAt: NOW,
};

export const newAccount: NewAccount = { account, owner, sealedPhone: 'k1.sealed' };

export function user(id: string, userName: string): Person {
  return { ...owner, id, kind: 'user', userName, email: undefined, userHandle: `handle-${id}` };
}

/** What a change rests on: the session of this id, at the best level that its person can show. */
export function bySession(id: string): Authority {
  return { by: 'session', id, policyVersion: 0, over: undefined, proven: true, orRecovered: false };
}

/** Without an authority it is the operator who acts; text is the id of a session. */
export function audit(event: string, actorId: string = owner.id, authority?: Authority | string): AuditEvent {
  return {
    at: NOW,
    authority: typeof authority === 'string' ? bySession(authority) : authority,
    accountId: ACCOUNT,
    actorId,
    event,
    resource: undefined,
    outcome: 'success',
    reason: undefined,
    requestId: 'request',
    address: '203.0.113.7',
    userAgent: 'test',
    notice: undefined,
  };
}

const device = {
  accountId: ACCOUNT,
  personId: undefined,
  createdBy: owner.id,
  createdAt: NOW,
  enabledAt: undefined,
  lastUsedAt: undefined,
  failures: 0,
  slowUntil: 0,
};

export function virtual(id: string): TotpDevice {
  return {
    ...device,
    ...{ id, name: id, serialNumber: `arn:aws:iam::${ACCOUNT}:mfa/${id}`, kind: 'virtual' },
    ...{ sealedSecret: `k1.seed-of-${id}`, algorithm: 'sha1', digits: 6, period: 30 },
    ...{ drift: 0, lastStep: 0, resynced: undefined, measured: undefined },
  };
}

/** A token of the inventory; its serial number is its name here. */
export function hardware(id: string, serialNumber = id): TotpDevice {
  return { ...virtual(id), createdBy: undefined, kind: 'hardware', name: serialNumber, serialNumber };
}

export function apiKey(id: string, personId: string = owner.id): ApiKey {
  return {
    ...{ id, personId, name: id, createdAt: NOW, createdBy: owner.id },
    ...{ lastUsedAt: undefined, lastUsedFrom: undefined },
  };
}

export function webhook(id: string): NewWebhook {
  const url = 'https://hooks.example.org/events';
  return { id, accountId: ACCOUNT, url, createdAt: NOW, sealedSecret: `k1.secret-of-${id}` };
}

export function fido(id: string, personId: string = owner.id): FidoDevice {
  return {
    ...device,
    ...{ id, personId, name: id, serialNumber: `arn:aws:iam::${ACCOUNT}:u2f/root/${id}`, kind: 'fido' },
    ...{ enabledAt: NOW, credentialId: `credential-${id}`, publicKey: 'key', signCount: 5 },
    ...{ backupEligible: false, backedUp: false, transports: ['usb'], aaguid: 'aaguid' },
  };
}

export function codeProof(of: TotpDevice, step: number, at = NOW): Proof {
  return { by: 'code', device: of, step, drift: 0, at };
}

export function keyProof(of: FidoDevice, signCount: number, at = NOW): Proof {
  return { by: 'assertion', device: of, signCount, backedUp: false, at };
}

export function flow(tokenHash: string, state: Flow['state'] = 'mfa'): Flow & { readonly personId: string } {
  return {
    tokenHash,
    state,
    personId: owner.id,
    amr: ['pwd'],
    deviceId: undefined,
    expiresAt: NOW + 600_000,
  };
}

export function session(id: string, personId: string = owner.id, deviceId?: string): NewSession {
  return {
    ...{ id, personId, tokenHash: `hash-of-${id}`, level: 'mfa', amr: ['pwd', 'otp', 'mfa'], deviceId },
    ...{ signedInAt: NOW, provedAt: NOW, lastSeenAt: NOW, expiresAt: NOW + 3_600_000 },
    ...{ address: '203.0.113.7', place: undefined, userAgent: 'test', accessKeyId: undefined },
  };
}

export function accessKey(id: string, personId: string): AccessKey {
  return { id, personId, status: 'Active', createdAt: NOW, createdBy: personId, lastUsed: undefined };
}

export function credentials(id: string, personId: string, parentKeyId: string): SessionCredentials {
  return { ...session(id, personId), accessKeyId: `ASIA-${id}`, sealedSecret: 'k1.s', parentKeyId };
}

export const ADMINISTRATOR = '{"attached":["AdministratorAccess","ManageOwnMFA"],"inline":{}}';
