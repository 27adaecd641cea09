import type { AuditEvent } from '../../../src/core/audit/event.ts';
import type { Store } from '../../../src/core/ports.ts';
import {
  ADMINISTRATOR,
  accessKey,
  account,
  apiKey,
  audit,
  codeProof,
  credentials,
  fido,
  hardware,
  NOW,
  newAccount,
  owner,
  PHC,
  STEP,
  user,
  virtual,
  webhook,
} from './cast.ts';
import type { GatewayFile } from './gateway-file.ts';
import { mailed } from './mailed.ts';

/** The administrator who acts; the owner is whom it is done to, or Bob where it can be done to users alone. */
export const ACTOR = 'AIDA1';
export const BOB = 'AIDA2';
export const clock = { lastStep: STEP, drift: 0 };
export const held = { ...virtual('held'), personId: owner.id };
export const next = { phc: 'phc-2', state: 'own', expiresAt: undefined } as const;

export type Change = (store: Store, audit: AuditEvent) => unknown;

/** Each verb that changes something, what it says when it did, and what when it did not. */
export const VERBS: Record<string, { change: Change; done: unknown; refused: unknown }> = {
  createVirtual: {
    change: (store, by) => store.createVirtual({ ...virtual('new'), createdBy: ACTOR }, 16, by),
    done: 'created',
    refused: 'limit',
  },
  assign: {
    change: (store, by) => store.assign('loose', owner.id, clock, 8, by),
    done: 'assigned',
    refused: 'lost',
  },
  addCredential: {
    change: (store, by) => store.addCredential(fido('new'), 8, by),
    done: 'added',
    refused: 'taken',
  },
  renameDevice: { change: (store, by) => store.renameDevice('held', 'Anew', by), done: true, refused: false },
  'deactivate an app': {
    change: (store, by) => store.deactivate(held, false, undefined, by),
    done: true,
    refused: false,
  },
  'deactivate a key': {
    change: (store, by) => store.deactivate(fido('spare'), false, undefined, by),
    done: true,
    refused: false,
  },
  deleteUnassigned: {
    change: (store, by) => store.deleteUnassigned('loose', 'virtual', by),
    done: true,
    refused: false,
  },
  'deleteUnassigned, a token': {
    change: (store, by) => store.deleteUnassigned('token', 'hardware', by),
    done: true,
    refused: false,
  },
  unlock: { change: (store, by) => store.unlock('held', by), done: true, refused: false },
  resync: {
    change: (store, by) => store.resync('held', owner.id, { lastStep: STEP + 9, drift: 9 }, by),
    done: true,
    refused: false,
  },
  resetDrift: { change: (store, by) => store.resetDrift('held', owner.id, by), done: true, refused: false },
  followClock: {
    change: (store, by) => store.followClock(codeProof(held, STEP + 1), owner.id, by),
    done: true,
    refused: false,
  },
  addHardware: {
    change: (store, by) => store.addHardware([hardware('new-token')], by),
    done: new Set(['new-token']),
    refused: undefined,
  },
  createApiKey: {
    change: (store, by) => store.createApiKey(apiKey('new-key', BOB), 'hash-of-new-key', 8, by),
    done: true,
    refused: false,
  },
  deleteApiKey: { change: (store, by) => store.deleteApiKey(BOB, 'theirs', by), done: true, refused: false },
  createUser: {
    change: (store, by) => store.createUser(user('AIDA3', 'carol'), by),
    done: true,
    refused: false,
  },
  deleteUser: { change: (store, by) => store.deleteUser(BOB, true, by), done: true, refused: false },
  renameUser: {
    change: (store, by) => store.renameUser(user(BOB, 'bob'), { userName: 'Rob', path: '/r/' }, by),
    done: true,
    refused: false,
  },
  endPassword: {
    change: (store, by) => store.endPassword(BOB, NOW + 1, by),
    done: true,
    refused: false,
  },
  deletePassword: { change: (store, by) => store.deletePassword(BOB, by), done: true, refused: false },
  putTags: {
    change: (store, by) => store.putTags(virtual('loose'), [{ key: 'team', value: 'b' }], 50, by),
    done: true,
    refused: false,
  },
  removeTags: {
    change: (store, by) => store.removeTags(virtual('loose'), ['Team'], by),
    done: true,
    refused: false,
  },
  setAlias: { change: (store, by) => store.setAlias(account.id, 'umbrella', by), done: true, refused: false },
  removeAlias: {
    change: (store, by) => store.removeAlias(account.id, 'acme', by),
    done: true,
    refused: false,
  },
  'setDisabled, to disable': {
    change: (store, by) => store.setDisabled(owner.id, NOW, by),
    done: true,
    refused: false,
  },
  setPassword: {
    change: (store, by) => store.setPassword(owner.id, next, PHC, undefined, by),
    done: true,
    refused: false,
  },
  'setPassword, by an administrator': {
    change: (store, by) => store.setPassword(owner.id, next, undefined, undefined, by),
    done: true,
    refused: false,
  },
  setContactEmail: {
    change: (store, by) => store.setContactEmail(BOB, 'new@example.org', undefined, NOW, by),
    done: true,
    refused: false,
  },
  'setContactEmail, with a link': {
    change: (store, by) =>
      store.setContactEmail(BOB, 'new@example.org', mailed('contact-address', BOB), NOW, by),
    done: true,
    refused: false,
  },
  mailSignInAddressLink: {
    change: (store, by) => store.mailSignInAddressLink(mailed('sign-in-address', owner.id), by),
    done: true,
    refused: false,
  },
  'setPolicies, with the first rights over others': {
    change: (store, by) => store.setPolicies({ id: BOB, policyVersion: 0 }, ADMINISTRATOR, 'first', by),
    done: true,
    refused: false,
  },
  'setPolicies, with less rights': {
    change: (store, by) => store.setPolicies({ id: BOB, policyVersion: 0 }, '{}', 'less', by),
    done: true,
    refused: false,
  },
  createAccessKey: {
    change: (store, by) => store.createAccessKey(accessKey('AKIA2', BOB), 'k1.s', 2, by),
    done: true,
    refused: false,
  },
  setAccessKeyStatus: {
    change: (store, by) => store.setAccessKeyStatus(BOB, 'AKIA1', 'Inactive', by),
    done: true,
    refused: false,
  },
  deleteAccessKey: {
    change: (store, by) => store.deleteAccessKey(BOB, 'AKIA1', by),
    done: true,
    refused: false,
  },
  openCredentials: {
    change: (store, by) => store.openCredentials(credentials('cred2', BOB, 'AKIA1'), undefined, by),
    done: true,
    refused: false,
  },
  'openCredentials, with a code': {
    change: (store, by) =>
      store.openCredentials(credentials('cred3', owner.id, 'AKIA1'), codeProof(held, STEP + 1), by),
    done: true,
    refused: false,
  },
  setMfaRequired: { change: (store, by) => store.setMfaRequired(BOB, true, by), done: true, refused: false },
  endSession: { change: (store, by) => store.endSession(owner.id, 'victim', by), done: true, refused: false },
  endSessions: { change: (store, by) => store.endSessions(owner.id, undefined, by), done: 1, refused: 0 },
  updateAccount: {
    change: (store, by) => store.updateAccount(account.id, { requireMfa: 'required' }, by),
    done: true,
    refused: false,
  },
  createWebhook: {
    change: (store, by) => store.createWebhook(webhook('new-hook'), 5, by),
    done: true,
    refused: false,
  },
  rotateWebhookSecret: {
    change: (store, by) => store.rotateWebhookSecret(webhook('hook'), 'k1.newer', NOW + 1, by),
    done: true,
    refused: false,
  },
  deleteWebhook: {
    change: (store, by) => store.deleteWebhook(webhook('hook'), by),
    done: true,
    refused: false,
  },
};

/** Everybody and everything that the verbs are about, each with a session or a flow that a refused change must not end. */
export async function prepare(file: GatewayFile): Promise<void> {
  const { store } = file.first;
  await store.createAccount(newAccount, audit('CreateAccount'));
  await store.createUser({ ...user(ACTOR, 'admin'), policies: ADMINISTRATOR }, audit('CreateUser'));
  await store.createUser(user(BOB, 'bob'), audit('CreateUser'));
  for (const id of ['held', 'loose']) await store.createVirtual(virtual(id), 16, audit('C'));
  await store.putTags(virtual('loose'), [{ key: 'team', value: 'a' }], 50, audit('T'));
  await store.addHardware([hardware('token')], audit('I'));
  await store.createApiKey(apiKey('theirs', BOB), 'hash-of-theirs', 8, audit('K'));
  await store.createAccessKey(accessKey('AKIA1', BOB), 'k1.s', 2, audit('K'));
  await store.openCredentials(credentials('cred1', BOB, 'AKIA1'), undefined, audit('G'));
  await store.assign('held', owner.id, clock, 8, audit('E'));
  await store.addCredential(fido('spare'), 8, audit('F'));
  await store.reserveAttempt('held', NOW);
  await store.createWebhook(webhook('hook'), 5, audit('W'));
  putSession(file, 'victim', owner.id, 'password');
  putSession(file, 'bobs', BOB, 'password');
  putFlow(file, 'f', owner.id);
  putFlow(file, 'bobs', BOB);
}

/** A session of any level, past the store's own guards. */
export function putSession(
  file: GatewayFile,
  id: string,
  personId: string,
  level: string,
  expiresAt = NOW + 3_600_000,
  { provedAt = NOW, lastSeenAt = NOW } = {},
): void {
  file.raw
    .prepare(
      `insert into sessions values (?, ?, ?, ?, 'pwd', 1, ?, ?, ?, null, 'a', null, 'u', null, null, null)`,
    )
    .run(id, `hash-of-${id}`, personId, level, provedAt, lastSeenAt, expiresAt);
}

export function putFlow(
  file: GatewayFile,
  hash: string,
  personId: string,
  state = 'mfa',
  expiresAt = NOW + 1,
): void {
  file.raw
    .prepare('insert into flows (token_hash, state, person_id, amr, expires_at) values (?, ?, ?, ?, ?)')
    .run(hash, state, personId, 'pwd', expiresAt);
}

const STATE = [
  ...['accounts', 'people', 'devices', 'sessions', 'flows', 'api_keys', 'access_keys', 'drift_history'],
  ...['device_tags', 'mail_links', 'sends', 'webhooks'],
];
const REPORTS = ['audit_log', 'mails', 'webhook_deliveries'];

const rowsOf = (file: GatewayFile, tables: readonly string[]) =>
  tables.map(table =>
    file.raw
      .prepare(`select * from ${table}`)
      .all()
      .map(row => ({ ...(row as object), device_changes: undefined })),
  );

/** All that a change can change, but for the counter that batches stand in line by. */
export const stateOf = (file: GatewayFile) => rowsOf(file, STATE);
/** ... and what reports it. */
export const everythingIn = (file: GatewayFile) => rowsOf(file, [...STATE, ...REPORTS]);

/** A change and the notice of it. */
export function noticed(event: AuditEvent): AuditEvent {
  const words = { subject: 's', text: 't', html: '', sealed: undefined };
  const mail = { id: 'MAIL1', to: 'owner@example.org', ...words, createdAt: NOW };
  const subject = 'arn:aws:iam::111122223333:root';
  const notice = { personId: owner.id, subject, actor: subject, sentence: 's', mails: [mail] };
  return { ...event, notice };
}
