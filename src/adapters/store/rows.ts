import type { AccessKey } from '../../core/access-keys/access-key.ts';
import type { SessionCredentials } from '../../core/access-keys/session-credentials.ts';
import type { Account } from '../../core/account/account.ts';
import type { ApiKey } from '../../core/api-keys/api-key.ts';
import type { Device } from '../../core/devices/device.ts';
import { comparable } from '../../core/identifiers.ts';
import type { Person } from '../../core/people/person.ts';
import type { Amr, NewSession, Session } from '../../core/session/session.ts';
import type { accessKeys, accounts, apiKeys, devices, people, sessions } from './schema.ts';

/** Between rows and the core's values. SQL's NULL is the core's undefined. */

export function accountOf(row: typeof accounts.$inferSelect): Account {
  return { ...row, alias: row.alias ?? undefined, supportContact: row.supportContact ?? undefined };
}

export function accountRow(account: Account): typeof accounts.$inferInsert {
  return { ...account, alias: account.alias ?? null, supportContact: account.supportContact ?? null };
}

export type PersonRow = Omit<typeof people.$inferSelect, 'nameKey' | 'sealedPhone' | 'deviceChanges'>;

export function personOf(row: PersonRow): Person {
  return {
    id: row.id,
    accountId: row.accountId,
    kind: row.kind,
    userName: row.userName ?? undefined,
    email: row.email ?? undefined,
    path: row.path,
    password: row.password ?? undefined,
    passwordState: row.passwordState,
    passwordExpiresAt: row.passwordExpiresAt ?? undefined,
    passwordLastUsed: row.passwordLastUsed ?? undefined,
    contactEmail: row.contactEmail ?? undefined,
    contactEmailConfirmedAt: row.contactEmailConfirmedAt ?? undefined,
    phoneVerifiedAt: row.phoneVerifiedAt ?? undefined,
    recovery: row.recovery,
    recoveryFailures: row.recoveryFailures,
    recoveryBlockedUntil: row.recoveryBlockedUntil,
    policies: row.policies,
    policyVersion: row.policyVersion,
    mfaRequired: row.mfaRequired,
    userHandle: row.userHandle,
    disabledAt: row.disabledAt ?? undefined,
    createdAt: row.createdAt,
  };
}

export function personRow(person: Person, sealedPhone: string | undefined): typeof people.$inferInsert {
  return {
    ...person,
    nameKey: person.userName && comparable(person.userName),
    sealedPhone,
    deviceChanges: 0,
  };
}

type DeviceRow = typeof devices.$inferSelect;

export function deviceOf(row: DeviceRow): Device {
  const common = {
    id: row.id,
    accountId: row.accountId,
    personId: row.personId ?? undefined,
    createdBy: row.createdBy ?? undefined,
    name: row.name,
    serialNumber: row.serialNumber,
    createdAt: row.createdAt,
    enabledAt: row.enabledAt ?? undefined,
    lastUsedAt: row.lastUsedAt ?? undefined,
    failures: row.failures,
    slowUntil: row.slowUntil,
  };
  if (row.kind === 'fido') {
    return {
      ...common,
      kind: 'fido',
      credentialId: present(row.credentialId),
      publicKey: present(row.publicKey),
      signCount: present(row.signCount),
      backupEligible: present(row.backupEligible),
      backedUp: present(row.backedUp),
      transports: JSON.parse(present(row.transports)),
      aaguid: present(row.aaguid),
    };
  }
  return {
    ...common,
    kind: row.kind,
    sealedSecret: present(row.sealedSecret),
    algorithm: present(row.algorithm),
    digits: present(row.digits) as 6 | 8,
    period: present(row.period) as 30 | 60,
    drift: present(row.drift),
    lastStep: present(row.lastStep),
    resynced:
      row.resyncedStep === null
        ? undefined
        : { drift: row.resyncedDrift ?? 0, until: row.resyncedUntil ?? 0, step: row.resyncedStep },
    measured:
      row.measuredDrift === null || row.measuredAt === null
        ? undefined
        : { drift: row.measuredDrift, at: row.measuredAt },
  };
}

export function deviceRow(device: Device): typeof devices.$inferInsert {
  const serialKey = comparable(device.serialNumber);
  if (device.kind === 'fido') return { ...device, serialKey, transports: JSON.stringify(device.transports) };
  const { resynced, measured, ...row } = device;
  return {
    ...row,
    serialKey,
    resyncedDrift: resynced?.drift ?? null,
    resyncedUntil: resynced?.until ?? null,
    resyncedStep: resynced?.step ?? null,
    measuredDrift: measured?.drift ?? null,
    measuredAt: measured?.at ?? null,
  };
}

function present<T>(value: T | null): T {
  if (value === null) throw new TypeError('a device row lacks a column of its kind');
  return value;
}

export function apiKeyOf(row: typeof apiKeys.$inferSelect): ApiKey {
  const { keyHash: _, lastUsedAt, lastUsedFrom, ...key } = row;
  return { ...key, lastUsedAt: lastUsedAt ?? undefined, lastUsedFrom: lastUsedFrom ?? undefined };
}

export function accessKeyOf(row: typeof accessKeys.$inferSelect): AccessKey {
  const { id, personId, status, createdAt, createdBy } = row;
  const { lastUsedAt: at, lastUsedService: service, lastUsedRegion: region, lastUsedFrom: from } = row;
  return {
    ...{ id, personId, status, createdAt, createdBy },
    lastUsed:
      at === null ? undefined : { at, service: service ?? '', region: region ?? '', from: from ?? '' },
  };
}

export type SessionRow = Omit<typeof sessions.$inferSelect, 'tokenHash' | 'sealedSecret' | 'parentKeyId'>;

export function sessionOf(row: SessionRow): Session {
  return {
    id: row.id,
    personId: row.personId,
    level: row.level,
    amr: amrOf(row.amr),
    signedInAt: row.signedInAt,
    provedAt: row.provedAt,
    lastSeenAt: row.lastSeenAt,
    expiresAt: row.expiresAt,
    deviceId: row.deviceId ?? undefined,
    address: row.address,
    place: row.place ?? undefined,
    userAgent: row.userAgent,
    accessKeyId: row.accessKeyId ?? undefined,
  };
}

export function sessionRow(session: NewSession): typeof sessions.$inferInsert {
  return { ...session, amr: session.amr.join(' ') };
}

export function credentialsRow(credentials: SessionCredentials): typeof sessions.$inferInsert {
  return { ...credentials, amr: credentials.amr.join(' ') };
}

export function amrOf(text: string): Amr[] {
  return text === '' ? [] : (text.split(' ') as Amr[]);
}
