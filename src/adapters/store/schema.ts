import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Times are epoch milliseconds. Values that a guard compares have columns of their own, never JSON. */

export const accounts = sqliteTable('accounts', {
  id: text('id').primaryKey(),
  alias: text('alias').unique(),
  requireMfa: text('require_mfa', { enum: ['optional', 'required'] }).notNull(),
  devicesPerPerson: integer('devices_per_person').notNull(),
  createdAt: integer('created_at').notNull(),
});

/** At most one row is good at a time: issuing a token deletes the earlier ones. */
export const setUpTokens = sqliteTable('set_up_tokens', {
  tokenHash: text('token_hash').primaryKey(),
  expiresAt: integer('expires_at').notNull(),
});

export const people = sqliteTable(
  'people',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    kind: text('kind', { enum: ['owner', 'user'] }).notNull(),
    userName: text('user_name'),
    /** The user name as it is compared. */
    nameKey: text('name_key'),
    email: text('email').unique(),
    sealedPhone: text('sealed_phone'),
    path: text('path').notNull(),
    password: text('password'),
    passwordState: text('password_state', { enum: ['none', 'initial', 'own'] }).notNull(),
    passwordExpiresAt: integer('password_expires_at'),
    passwordLastUsed: integer('password_last_used'),
    userHandle: text('user_handle').notNull().unique(),
    contactEmail: text('contact_email'),
    administrator: integer('administrator', { mode: 'boolean' }).notNull().default(false),
    mfaRequired: integer('mfa_required', { mode: 'boolean' }).notNull().default(false),
    disabledAt: integer('disabled_at'),
    createdAt: integer('created_at').notNull(),
    /** Raised first in every batch that counts the person's devices, so that such batches stand in line on every engine. */
    deviceChanges: integer('device_changes').notNull().default(0),
  },
  table => [uniqueIndex('people_by_name').on(table.accountId, table.nameKey)],
);

export const devices = sqliteTable(
  'devices',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    personId: text('person_id'),
    createdBy: text('created_by'),
    kind: text('kind', { enum: ['virtual', 'hardware', 'fido'] }).notNull(),
    name: text('name').notNull(),
    serialNumber: text('serial_number').notNull(),
    /** The serial number as it is compared. */
    serialKey: text('serial_key').notNull(),
    createdAt: integer('created_at').notNull(),
    enabledAt: integer('enabled_at'),
    lastUsedAt: integer('last_used_at'),
    failures: integer('failures').notNull(),
    slowUntil: integer('slow_until').notNull(),
    /** Marks the proof that was spent last, so that the statements behind it in a batch know that it won. */
    spentBy: text('spent_by'),

    sealedSecret: text('sealed_secret'),
    algorithm: text('algorithm', { enum: ['sha1', 'sha256', 'sha512'] }),
    digits: integer('digits'),
    period: integer('period'),
    drift: integer('drift'),
    lastStep: integer('last_step'),
    resyncedDrift: integer('resynced_drift'),
    resyncedUntil: integer('resynced_until'),
    resyncedStep: integer('resynced_step'),
    measuredDrift: integer('measured_drift'),
    measuredAt: integer('measured_at'),
    /** The pair of codes that was tried last, by a name that only the seed's holder can make; when; how often since. */
    attempt: text('attempt'),
    attemptAt: integer('attempt_at'),
    attemptRepeats: integer('attempt_repeats'),

    credentialId: text('credential_id').unique(),
    publicKey: text('public_key'),
    signCount: integer('sign_count'),
    backupEligible: integer('backup_eligible', { mode: 'boolean' }),
    backedUp: integer('backed_up', { mode: 'boolean' }),
    transports: text('transports'),
    aaguid: text('aaguid'),
  },
  table => [
    uniqueIndex('devices_by_serial').on(table.accountId, table.serialKey),
    index('devices_by_person').on(table.personId),
    index('devices_by_maker').on(table.createdBy),
    index('devices_by_kind').on(table.accountId, table.kind, table.serialKey),
  ],
);

/** How a device's drift went. One row a day for codes, one for each time that the clock was set. */
export const driftHistory = sqliteTable(
  'drift_history',
  {
    deviceId: text('device_id').notNull(),
    /** Beginning of the day for codes, else the time itself. */
    slot: integer('slot').notNull(),
    at: integer('at').notNull(),
    drift: integer('drift').notNull(),
    setBy: text('set_by', { enum: ['assignment', 'code', 'resync', 'reset'] }).notNull(),
  },
  table => [primaryKey({ columns: [table.deviceId, table.slot] }), index('drift_by_time').on(table.at)],
);

export const apiKeys = sqliteTable(
  'api_keys',
  {
    id: text('id').primaryKey(),
    keyHash: text('key_hash').notNull().unique(),
    personId: text('person_id').notNull(),
    name: text('name').notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    lastUsedAt: integer('last_used_at'),
    lastUsedFrom: text('last_used_from'),
  },
  table => [index('api_keys_by_person').on(table.personId)],
);

export const flows = sqliteTable(
  'flows',
  {
    tokenHash: text('token_hash').primaryKey(),
    state: text('state', { enum: ['mfa', 'passkey', 'new-password', 'done'] }).notNull(),
    personId: text('person_id'),
    amr: text('amr').notNull(),
    deviceId: text('device_id'),
    expiresAt: integer('expires_at').notNull(),
    /** Submissions so far; a flow ends after some. */
    attempts: integer('attempts').notNull().default(0),
    spentBy: text('spent_by'),
  },
  table => [index('flows_by_person').on(table.personId), index('flows_by_expiry').on(table.expiresAt)],
);

export const sessions = sqliteTable(
  'sessions',
  {
    id: text('id').primaryKey(),
    tokenHash: text('token_hash').notNull().unique(),
    personId: text('person_id').notNull(),
    level: text('level', { enum: ['password', 'recovered', 'mfa'] }).notNull(),
    amr: text('amr').notNull(),
    signedInAt: integer('signed_in_at').notNull(),
    provedAt: integer('proved_at').notNull(),
    lastSeenAt: integer('last_seen_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    deviceId: text('device_id'),
    address: text('address').notNull(),
    place: text('place'),
    userAgent: text('user_agent').notNull(),
  },
  table => [index('sessions_by_person').on(table.personId), index('sessions_by_expiry').on(table.expiresAt)],
);

/** WebAuthn challenges; deleted by whoever answers. */
export const challenges = sqliteTable(
  'challenges',
  {
    /** Binding and ceremony. */
    key: text('key').primaryKey(),
    challenge: text('challenge').notNull(),
    deviceId: text('device_id'),
    expiresAt: integer('expires_at').notNull(),
  },
  table => [index('challenges_by_expiry').on(table.expiresAt)],
);

/** Leaky buckets: full until `emptyAt`. A row that lies in the past means nothing and is swept. */
export const throttles = sqliteTable(
  'throttles',
  {
    key: text('key').primaryKey(),
    emptyAt: integer('empty_at').notNull(),
    /** Marks who took last, for the statements behind it in a batch. */
    takenBy: text('taken_by'),
  },
  table => [index('throttles_by_time').on(table.emptyAt)],
);

/** Append-only. */
export const auditLog = sqliteTable(
  'audit_log',
  {
    id: integer('id').primaryKey({ autoIncrement: true }),
    at: integer('at').notNull(),
    accountId: text('account_id'),
    actorId: text('actor_id'),
    sessionId: text('session_id'),
    apiKeyId: text('api_key_id'),
    event: text('event').notNull(),
    resource: text('resource'),
    outcome: text('outcome', { enum: ['success', 'refused'] }).notNull(),
    reason: text('reason'),
    requestId: text('request_id').notNull(),
    address: text('address').notNull(),
    userAgent: text('user_agent').notNull(),
  },
  table => [index('audit_by_actor').on(table.actorId, table.at), index('audit_by_time').on(table.at)],
);

/** The outbox: notices on their way, written in the batch of the change that they report. */
export const mails = sqliteTable(
  'mails',
  {
    id: text('id').primaryKey(),
    to: text('to').notNull(),
    subject: text('subject').notNull(),
    text: text('text').notNull(),
    createdAt: integer('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it may be leased; null once it left the queue. */
    nextAttemptAt: integer('next_attempt_at'),
    outcome: text('outcome', { enum: ['sent', 'refused', 'given-up', 'unsent'] }),
  },
  table => [index('mails_by_next_attempt').on(table.nextAttemptAt)],
);
