import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core';

/** Times are epoch milliseconds. Values that a guard compares have columns of their own, never JSON. */

export const accounts = sqliteTable('accounts', {
  id: text('id').primaryKey(),
  alias: text('alias').unique(),
  requireMfa: text('require_mfa', { enum: ['optional', 'required'] }).notNull(),
  devicesPerPerson: integer('devices_per_person').notNull(),
  selfServiceRecovery: text('self_service_recovery', { enum: ['owner', 'everyone', 'nobody'] })
    .notNull()
    .default('owner'),
  recoveredSessionReach: text('recovered_session_reach', { enum: ['console', 'applications'] })
    .notNull()
    .default('console'),
  recoveryDelayHours: integer('recovery_delay_hours').notNull().default(0),
  supportContact: text('support_contact'),
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
    phoneVerifiedAt: integer('phone_verified_at'),
    path: text('path').notNull(),
    password: text('password'),
    passwordState: text('password_state', { enum: ['none', 'initial', 'own'] }).notNull(),
    passwordExpiresAt: integer('password_expires_at'),
    passwordLastUsed: integer('password_last_used'),
    userHandle: text('user_handle').notNull().unique(),
    contactEmail: text('contact_email'),
    contactEmailConfirmedAt: integer('contact_email_confirmed_at'),
    /** What the person's policies are, as JSON; `core/policy/policies.ts` reads it. */
    policies: text('policies').notNull().default('{"attached":["ManageOwnMFA"],"inline":{}}'),
    /** Raised by every change of the policies. A change that they allowed asks whether they are still the same. */
    policyVersion: integer('policy_version').notNull().default(0),
    mfaRequired: integer('mfa_required', { mode: 'boolean' }).notNull().default(false),
    recovery: text('recovery', { enum: ['default', 'allowed', 'denied'] })
      .notNull()
      .default('default'),
    /** Wrong digits and codes in a row, over all of the person's phone challenges. */
    recoveryFailures: integer('recovery_failures').notNull().default(0),
    recoveryBlockedUntil: integer('recovery_blocked_until').notNull().default(0),
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

/** Labels of virtual devices. */
export const deviceTags = sqliteTable(
  'device_tags',
  {
    deviceId: text('device_id').notNull(),
    /** The key as it is compared: AWS tells no case apart in it. */
    keyCompared: text('key_compared').notNull(),
    key: text('key').notNull(),
    value: text('value').notNull(),
  },
  table => [primaryKey({ columns: [table.deviceId, table.keyCompared] })],
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

/** Keys of programs that sign their requests (Signature V4), so the secret is sealed, not hashed. */
export const accessKeys = sqliteTable(
  'access_keys',
  {
    id: text('id').primaryKey(),
    personId: text('person_id').notNull(),
    sealedSecret: text('sealed_secret').notNull(),
    status: text('status', { enum: ['Active', 'Inactive'] }).notNull(),
    createdAt: integer('created_at').notNull(),
    createdBy: text('created_by').notNull(),
    lastUsedAt: integer('last_used_at'),
    lastUsedService: text('last_used_service'),
    lastUsedRegion: text('last_used_region'),
    lastUsedFrom: text('last_used_from'),
  },
  table => [index('access_keys_by_person').on(table.personId)],
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
    /** Set where a program got the session (GetSessionToken): it signs with this key and shows the token beside it. */
    accessKeyId: text('access_key_id').unique(),
    sealedSecret: text('sealed_secret'),
    /** The long-term key that asked for it; with that one it ends. */
    parentKeyId: text('parent_key_id'),
  },
  table => [
    index('sessions_by_person').on(table.personId),
    index('sessions_by_expiry').on(table.expiresAt),
    index('sessions_by_parent_key').on(table.parentKeyId),
  ],
);

/** Ways back in, one a sign-in flow: first the mailed link, then the phone. */
export const recoveries = sqliteTable(
  'recoveries',
  {
    id: text('id').primaryKey(),
    flowHash: text('flow_hash').notNull().unique(),
    personId: text('person_id').notNull(),
    state: text('state', { enum: ['mail', 'phone', 'verified', 'waiting', 'done', 'cancelled'] }).notNull(),
    lostSerialNumber: text('lost_serial_number'),
    lostKind: text('lost_kind', { enum: ['virtual', 'hardware', 'fido'] }),
    /** Of the newest mail; the links of earlier ones are dead. */
    linkHash: text('link_hash').unique(),
    linkExpiresAt: integer('link_expires_at').notNull(),
    /** Wrong numbers typed where the link was opened. */
    linkFailures: integer('link_failures').notNull().default(0),
    sealedMatchNumber: text('sealed_match_number').notNull(),
    /** Of the "this was not me" link that every mail of this recovery carries, and the link itself for the next mail. */
    cancelHash: text('cancel_hash').notNull().unique(),
    sealedCancelToken: text('sealed_cancel_token').notNull(),
    mailId: text('mail_id').notNull(),
    mailedAt: integer('mailed_at').notNull(),
    mailOutcome: text('mail_outcome', { enum: ['sent', 'refused', 'given-up', 'unsent'] }),
    /** The phone challenge that was started last. */
    challengeId: text('challenge_id'),
    /** End of the cooling-off, once mail and phone are verified. */
    readyAt: integer('ready_at'),
    /** What it came to, and when. */
    sessionId: text('session_id'),
    enteredAt: integer('entered_at'),
    startedAt: integer('started_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    /** "This was not me" can be said until then, whatever became of it. */
    cancellableUntil: integer('cancellable_until').notNull(),
    spentBy: text('spent_by'),
  },
  table => [
    index('recoveries_by_person').on(table.personId),
    index('recoveries_by_session').on(table.sessionId),
    index('recoveries_by_mail').on(table.mailId),
    index('recoveries_by_end').on(table.cancellableUntil),
  ],
);

/** One call or text message: to recover, or to verify a number that is set. */
export const phoneChallenges = sqliteTable(
  'phone_challenges',
  {
    id: text('id').primaryKey(),
    personId: text('person_id').notNull(),
    purpose: text('purpose', { enum: ['recovery', 'verification'] }).notNull(),
    /** Id of the recovery, or of the session that sets the number. */
    boundTo: text('bound_to').notNull(),
    mode: text('mode', { enum: ['keypad', 'spoken', 'sms'] }).notNull(),
    sealedNumber: text('sealed_number').notNull(),
    sealedCode: text('sealed_code').notNull(),
    /** What the carrier calls it. */
    carrierId: text('carrier_id').unique(),
    state: text('state', {
      enum: [
        'placing',
        'ringing',
        'answered',
        'asked',
        'verified',
        'wrong',
        'early',
        'machine',
        'unanswered',
        'busy',
        'failed',
      ],
    }).notNull(),
    /** When the state was reached. */
    changedAt: integer('changed_at').notNull(),
    /** Codes typed on the page. */
    attempts: integer('attempts').notNull().default(0),
    createdAt: integer('created_at').notNull(),
    expiresAt: integer('expires_at').notNull(),
    spentBy: text('spent_by'),
  },
  table => [
    index('phone_challenges_by_binding').on(table.boundTo),
    index('phone_challenges_by_time').on(table.createdAt),
  ],
);

/**
 * What was sent on somebody's behalf: mails with links, calls and messages. The limits count its rows of the last day; they are kept for two.
 */
export const sends = sqliteTable(
  'sends',
  {
    id: text('id').primaryKey(),
    /** `refused`: a call or message that the carrier would not take. */
    channel: text('channel', { enum: ['mail', 'phone', 'refused'] }).notNull(),
    personId: text('person_id').notNull(),
    /**
     * 18 bits of a plain hash of the number; one number in 262,144 has the same. Whoever reads this table cannot tell the
     * number from it, but can all but confirm a number that he suspects, and pick the few that fit out of a list. So
     * it lasts no longer than the row.
     */
    numberKey: text('number_key'),
    network: text('network').notNull(),
    at: integer('at').notNull(),
  },
  table => [
    index('sends_by_person').on(table.personId, table.channel, table.at),
    index('sends_by_time').on(table.channel, table.at),
  ],
);

/** Links that were mailed: one of a kind to a person, the newest. */
export const mailLinks = sqliteTable(
  'mail_links',
  {
    personId: text('person_id').notNull(),
    purpose: text('purpose', { enum: ['password', 'sign-in-address', 'contact-address'] }).notNull(),
    tokenHash: text('token_hash').notNull().unique(),
    /** The address that the link went to. */
    address: text('address').notNull(),
    expiresAt: integer('expires_at').notNull(),
    spentBy: text('spent_by'),
  },
  table => [
    primaryKey({ columns: [table.personId, table.purpose] }),
    index('mail_links_by_expiry').on(table.expiresAt),
  ],
);

/** Where an account's events are posted to. */
export const webhooks = sqliteTable(
  'webhooks',
  {
    id: text('id').primaryKey(),
    accountId: text('account_id').notNull(),
    url: text('url').notNull(),
    sealedSecret: text('sealed_secret').notNull(),
    /** Signs beside the new one for a while after a rotation. */
    sealedEarlierSecret: text('sealed_earlier_secret'),
    earlierUntil: integer('earlier_until').notNull().default(0),
    createdAt: integer('created_at').notNull(),
  },
  table => [index('webhooks_by_account').on(table.accountId)],
);

/** Events on their way, written in the batch of the change that they report. */
export const webhookDeliveries = sqliteTable(
  'webhook_deliveries',
  {
    id: text('id').primaryKey(),
    webhookId: text('webhook_id').notNull(),
    body: text('body').notNull(),
    createdAt: integer('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: integer('next_attempt_at').notNull(),
  },
  table => [
    index('webhook_deliveries_by_next_attempt').on(table.nextAttemptAt),
    index('webhook_deliveries_by_webhook').on(table.webhookId),
  ],
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
    html: text('html').notNull().default(''),
    /** Of a mail with a link: its text and HTML, which are empty then, and until when it may be sent. */
    sealed: text('sealed'),
    createdAt: integer('created_at').notNull(),
    attempts: integer('attempts').notNull().default(0),
    /** When it may be leased; null once it left the queue. */
    nextAttemptAt: integer('next_attempt_at'),
    outcome: text('outcome', { enum: ['sent', 'refused', 'given-up', 'unsent'] }),
  },
  table => [index('mails_by_next_attempt').on(table.nextAttemptAt)],
);
