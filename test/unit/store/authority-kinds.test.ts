import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Authority } from '../../../src/core/policy/principal.ts';
import { apiKey, audit, NOW } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';
import { ACTOR, everythingIn, noticed, prepare, putFlow, putSession, stateOf, VERBS } from './verbs.ts';

/*
 * Besides sessions, keys and open flows carry changes, and administration can be taken back while one is under way.
 * Each changing verb asks for all of it in its own statement.
 */

let file: GatewayFile;
let restore: () => void;

// Some hundred tests that begin alike: one file serves all, and each finds its rows as they were.
beforeAll(async () => {
  file = new GatewayFile();
  await prepare(file);
  restore = file.keep();
});
beforeEach(() => restore());
afterAll(() => file.delete());

const run = (statement: string, ...parameters: unknown[]) => file.raw.prepare(statement).run(...parameters);
const ofActor = (set: string) => () => run(`update people set ${set} where id = ?`, ACTOR);

const disabled = ofActor('disabled_at = 1');
const demoted = ofActor('policy_version = policy_version + 1');
const deleted = () => run('delete from people where id = ?', ACTOR);

interface Kind {
  readonly make: () => unknown;
  readonly authority: Authority;
  /** What happens between the gate and the commit. */
  readonly lost: Record<string, () => unknown>;
}

const KINDS: Record<string, Kind> = {
  'the session of an administrator': {
    make: () => putSession(file, 'S', ACTOR, 'mfa'),
    authority: {
      by: 'session',
      id: 'S',
      policyVersion: 0,
      over: undefined,
      proven: true,
      orRecovered: false,
    },
    lost: {
      'who was demoted': demoted,
      'who was disabled': disabled,
      'who was deleted': deleted,
      'that has ended': () => run("delete from sessions where id = 'S'"),
    },
  },
  'a key of an administrator': {
    make: () => file.first.store.createApiKey(apiKey('K', ACTOR), 'hash-of-K', 8, audit('CreateAPIKey')),
    authority: {
      by: 'api-key',
      id: 'K',
      policyVersion: 0,
      over: undefined,
      proven: true,
      orRecovered: false,
    },
    lost: {
      'that was deleted': () => file.second.store.deleteApiKey(ACTOR, 'K', audit('DeleteAPIKey')),
      'who was demoted': demoted,
      'who was disabled': disabled,
      'who was deleted': deleted,
    },
  },
  'a key of a user, on himself': {
    make: async () => {
      demoted();
      await file.first.store.createApiKey(apiKey('K', ACTOR), 'hash-of-K', 8, audit('CreateAPIKey'));
    },
    authority: {
      by: 'api-key',
      id: 'K',
      policyVersion: 1,
      over: undefined,
      proven: false,
      orRecovered: false,
    },
    lost: {
      'that was deleted': () => file.second.store.deleteApiKey(ACTOR, 'K', audit('DeleteAPIKey')),
      'who was disabled': disabled,
    },
  },
  'an open flow': {
    make: () => putFlow(file, 'F', ACTOR),
    authority: { by: 'flow', id: 'F', policyVersion: 0, over: undefined, proven: false, orRecovered: false },
    lost: {
      'that was given up': () => run("delete from flows where token_hash = 'F'"),
      'that has ended in a session': () => run("update flows set state = 'done' where token_hash = 'F'"),
      'that went on to a new password': () =>
        run("update flows set state = 'new-password' where token_hash = 'F'"),
      'that has expired': () => run("update flows set expires_at = ? where token_hash = 'F'", NOW),
      'of somebody who was disabled': disabled,
    },
  },
};

describe.each(Object.entries(KINDS))('on %s', (_, { make, authority, lost }) => {
  test.each(Object.entries(VERBS))('%s is done and told of while it holds', async (_verb, {
    change,
    done,
  }) => {
    await make();
    const before = stateOf(file);
    expect(await change(file.first.store, noticed(audit('Change', ACTOR, authority)))).toEqual(done);
    expect(stateOf(file)).not.toEqual(before);
    expect(file.count('mails', "id = 'MAIL1'")).toBe(1);
    expect(file.count('audit_log', "event = 'Change' and outcome = 'success'")).toBe(1);
  });

  // What is refused changes nothing, so one store serves all verbs.
  test.each(
    Object.entries(lost),
  )('%s, no verb changes, reports or mails anything (B5, A6)', async (_, lose) => {
    await make();
    await lose();
    const before = everythingIn(file);
    for (const [verb, { change, refused }] of Object.entries(VERBS)) {
      const event = noticed(audit('Change', ACTOR, authority));
      expect(await change(file.first.store, event), verb).toEqual(refused);
      expect(everythingIn(file), verb).toEqual(before);
    }
    expect(await file.first.store.mayChange(authority, NOW)).toBe(false);
  });
});

test('what carries a change is written down with it: the session or the key', async () => {
  for (const { make, authority } of Object.values(KINDS).filter((_, at) => at !== 2)) {
    await make();
    await file.first.store.setMfaRequired('AIDA2', true, audit(`By ${authority.by}`, ACTOR, authority));
  }
  const rows = file.raw.prepare(
    "select event, session_id, api_key_id from audit_log where event like 'By %'",
  );
  expect(rows.all()).toEqual([
    { event: 'By session', session_id: 'S', api_key_id: null },
    { event: 'By api-key', session_id: null, api_key_id: 'K' },
    { event: 'By flow', session_id: null, api_key_id: null },
  ]);
});

test('the id of one kind is no authority of another', async () => {
  for (const { make } of Object.values(KINDS).filter((_, at) => at !== 2)) await make();
  const before = everythingIn(file);
  for (const by of ['session', 'api-key', 'flow'] as const)
    for (const id of ['S', 'K', 'F'].filter(own => own !== { session: 'S', 'api-key': 'K', flow: 'F' }[by])) {
      const authority = { by, id, policyVersion: 0, over: undefined, proven: false, orRecovered: false };
      const event = audit('Change', ACTOR, authority);
      expect(await file.first.store.setMfaRequired('AIDA2', true, event), `${by} ${id}`).toBe(false);
    }
  expect(everythingIn(file)).toEqual(before);
});
