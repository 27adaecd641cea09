import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { AuditEvent } from '../../../src/core/audit/event.ts';
import { account, audit, bySession, fido, NOW, owner, user } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';
import {
  ACTOR,
  type Change,
  clock,
  everythingIn,
  held,
  next,
  noticed,
  prepare,
  putSession,
  stateOf,
  VERBS,
} from './verbs.ts';

/*
 * Between the gate and the commit of a change lie a password hash and other people's requests. Each changing verb
 * asks in its own statement whether the session behind it may still change something.
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

const put = (id: string, personId: string, level: string, expiresAt?: number) =>
  putSession(file, id, personId, level, expiresAt);
const everything = () => everythingIn(file);

/** What became of the session behind the change since the gate let it in. */
const LOST: Record<string, () => unknown> = {
  'never was there': () => undefined,
  'has ended': async () => {
    put('S', ACTOR, 'mfa');
    await file.second.store.endSession(ACTOR, 'S', audit('EndSession', ACTOR));
  },
  'has expired': () => put('S', ACTOR, 'mfa', NOW),
  'was left alone for an hour': () =>
    putSession(file, 'S', ACTOR, 'mfa', undefined, { lastSeenAt: NOW - 3_600_000 }),
  'was proved a quarter of an hour ago': () =>
    putSession(file, 'S', ACTOR, 'mfa', undefined, { provedAt: NOW - 900_000 }),
  'is at level password while its person has a device': async () => {
    await file.second.store.addCredential(fido('theirs', ACTOR), 8, audit('F', ACTOR));
    put('S', ACTOR, 'password');
  },
  'is at level recovered while its person has a device': async () => {
    await file.second.store.addCredential(fido('theirs', ACTOR), 8, audit('F', ACTOR));
    put('S', ACTOR, 'recovered');
  },
};
const GOOD: Record<string, () => unknown> = {
  'at level mfa': async () => {
    await file.second.store.addCredential(fido('theirs', ACTOR), 8, audit('F', ACTOR));
    put('S', ACTOR, 'mfa');
  },
  'at level password of a person without a device': () => put('S', ACTOR, 'password'),
  'that ends one millisecond later': () => put('S', ACTOR, 'mfa', NOW + 1),
};

const rows = () => file.count('audit_log', "event = 'Change'");

describe.each(Object.entries(VERBS))('%s', (_verb, { change, done, refused }) => {
  test.each(
    Object.entries(LOST),
  )('changes nothing for a session that %s, and reports nothing', async (_, lose) => {
    await lose();
    const before = everything();
    expect(await change(file.first.store, noticed(audit('Change', ACTOR, 'S')))).toEqual(refused);
    expect(everything()).toEqual(before);
    expect(await file.first.store.mayChange(bySession('S'), NOW)).toBe(false);
  });

  test.each(Object.entries(GOOD))('is done, and reported once, for a session %s', async (_, make) => {
    await make();
    const before = stateOf(file);
    expect(await file.first.store.mayChange(bySession('S'), NOW)).toBe(true);
    expect(await change(file.first.store, noticed(audit('Change', ACTOR, 'S')))).toEqual(done);
    expect(stateOf(file)).not.toEqual(before);
    expect(file.count('mails', "id = 'MAIL1'")).toBe(1);
    expect(rows()).toBe(1);
    expect(file.count('audit_log', "event = 'Change' and session_id = 'S' and outcome = 'success'")).toBe(1);
  });

  test('is done for the operator, who has no session', async () => {
    expect(await change(file.first.store, audit('Change'))).toEqual(done);
    expect(file.count('audit_log', "event = 'Change' and session_id is null")).toBe(1);
  });

  test('somebody else being signed in is no permission', async () => {
    put('S', ACTOR, 'mfa');
    const before = everything();
    for (const id of ['hash-of-S', 's', '', 'S '])
      expect(await change(file.first.store, audit('Change', ACTOR, id))).toEqual(refused);
    expect(everything()).toEqual(before);
  });
});

test('enabling, too, wants a session that still may', async () => {
  await file.first.store.setDisabled('AIDA2', NOW, audit('DisableUser'));
  expect(await file.first.store.setDisabled('AIDA2', undefined, audit('Change', ACTOR, 'gone'))).toBe(false);
  expect(file.count('people', "id = 'AIDA2' and disabled_at is not null")).toBe(1);
  put('S', ACTOR, 'mfa');
  expect(await file.first.store.setDisabled('AIDA2', undefined, audit('Change', ACTOR, 'S'))).toBe(true);
  expect(file.count('people', 'disabled_at is not null')).toBe(0);
  expect(rows()).toBe(1);
});

describe('a change under way while the session loses its right', () => {
  test('20 changes race the end of their session: what was reported is what was done', async () => {
    put('S', ACTOR, 'mfa');
    const results = await Promise.all([
      ...Array.from({ length: 20 }, (_, at) =>
        (at % 2 ? file.first : file.second).store.createUser(
          user(`AIDA-${at}`, `u${at}`),
          audit('Change', ACTOR, 'S'),
        ),
      ),
      file.second.store.endSession(ACTOR, 'S', audit('EndSession', ACTOR)),
    ]);
    const created = results.slice(0, 20).filter(result => result === true).length;
    expect(file.count('people', "id like 'AIDA-%'")).toBe(created);
    expect(rows()).toBe(created);
    expect(await file.first.store.createUser(user('late', 'late'), audit('Change', ACTOR, 'S'))).toBe(false);
  });

  test('a thief at level password loses to the first device of the person he robbed', async () => {
    put('thief', ACTOR, 'password');
    put('owner', ACTOR, 'password');
    const { store } = file.first;
    expect(await store.addCredential(fido('mine', ACTOR), 8, audit('F', ACTOR, 'owner'))).toBe('added');
    expect(await store.addCredential(fido('his', ACTOR), 8, audit('F', ACTOR, 'thief'))).toBe('taken');
    expect(file.count('devices', 'person_id = ?', ACTOR)).toBe(1);
  });
});

describe('the first device', () => {
  const enrolments: [string, (by: AuditEvent) => unknown][] = [
    ['an app', by => file.first.store.assign('loose', ACTOR, clock, 8, by)],
    ['a key', by => file.first.store.addCredential(fido('new', ACTOR), 8, by)],
  ];
  const left = () =>
    (
      file.raw.prepare('select id from sessions where access_key_id is null order by id').all() as {
        id: string;
      }[]
    ).map(({ id }) => id);

  test.each(
    enrolments,
  )('%s ends the other sessions at level password, not the one that asks', async (_, enrol) => {
    for (const [id, level] of [
      ['asks', 'password'],
      ['weak', 'password'],
      ['strong', 'mfa'],
    ] as const)
      put(id, ACTOR, level);
    put('bob', 'AIDA2', 'password');
    expect(await enrol(audit('E', ACTOR, 'asks'))).toMatch(/assigned|added/);
    expect(left()).toEqual(['asks', 'bob', 'bobs', 'strong', 'victim']);
  });

  test.each(enrolments)('%s by the operator ends all of them at level password', async (_, enrol) => {
    put('weak', ACTOR, 'password');
    put('strong', ACTOR, 'mfa');
    await enrol(audit('E'));
    expect(left()).toEqual(['bobs', 'strong', 'victim']);
  });

  test.each(enrolments)('%s that is refused ends no session', async (_, enrol) => {
    put('weak', ACTOR, 'password');
    expect(await enrol(audit('E', ACTOR, 'gone'))).toMatch(/lost|taken/);
    expect(left()).toEqual(['bobs', 'victim', 'weak']);
  });

  test.each(enrolments)('%s is not given to a person who was disabled meanwhile', async (_, enrol) => {
    file.raw.prepare('update people set disabled_at = 1 where id = ?').run(ACTOR);
    const before = everything();
    expect(await enrol(audit('E'))).toMatch(/lost|taken/);
    expect(everything()).toEqual(before);
  });

  test.each(enrolments)('%s is not given to a person who was deleted meanwhile', async (_, enrol) => {
    await file.second.store.deleteUser(ACTOR, true, audit('DeleteUser'));
    const before = everything();
    expect(await enrol(audit('E'))).toMatch(/lost|taken/);
    expect(everything()).toEqual(before);
  });
});

describe('the last device', () => {
  const levels = () =>
    file.raw.prepare('select id, level from sessions where person_id = ? order by id').all(owner.id);

  test('going lowers the sessions that are left to level password; one that is left keeps them', async () => {
    const { store } = file.first;
    put('S', owner.id, 'mfa');
    put('T', ACTOR, 'mfa');
    await store.deactivate(held, false, undefined, audit('D', owner.id, 'S'));
    expect(levels()).toContainEqual({ id: 'S', level: 'mfa' });
    await store.deactivate(fido('spare'), false, 'S', audit('D', owner.id, 'S'));
    expect(levels()).toEqual([
      { id: 'S', level: 'password' },
      { id: 'victim', level: 'password' },
    ]);
    expect(file.count('sessions', "id = 'T' and level = 'mfa'")).toBe(1);
  });

  test('staying, because one has to, lowers nothing', async () => {
    const { store } = file.first;
    put('S', owner.id, 'mfa');
    await store.deactivate(held, false, undefined, audit('D'));
    expect(await store.deactivate(fido('spare'), true, undefined, audit('D'))).toBe(false);
    expect(levels()).toContainEqual({ id: 'S', level: 'mfa' });
  });
});

describe('the audit log holds what happened and nothing else', () => {
  const reported = (event: string) => file.count('audit_log', 'event = ?', event);

  test.each<[string, Change]>([
    ['deleteUnassigned', (store, by) => store.deleteUnassigned('loose', 'virtual', by)],
    ['deactivate', (store, by) => store.deactivate(held, false, undefined, by)],
    ['deactivate a key', (store, by) => store.deactivate(fido('spare'), false, undefined, by)],
    ['deleteUser', (store, by) => store.deleteUser('AIDA2', true, by)],
    ['endSession', (store, by) => store.endSession(owner.id, 'victim', by)],
  ])('%s twice at once and once more: one row', async (_, change) => {
    const stores = [file.first.store, file.second.store];
    const results = await Promise.all(stores.map(store => change(store, audit('Twice'))));
    expect(results.filter(result => result === true)).toHaveLength(1);
    expect(await change(file.first.store, audit('Twice'))).toBe(false);
    expect(reported('Twice')).toBe(1);
  });

  test.each<[string, Change]>([
    ['a session that is not there', (store, by) => store.endSession(owner.id, 'gone', by)],
    ["another person's session", (store, by) => store.endSession(ACTOR, 'victim', by)],
    ['a device that is not there', (store, by) => store.renameDevice('gone', 'Anew', by)],
    ['a locked device that is not there', (store, by) => store.unlock('gone', by)],
    ['a user who is not there', (store, by) => store.setDisabled('gone', NOW, by)],
    [
      'a password that changed meanwhile',
      (store, by) => store.setPassword(owner.id, next, 'x', undefined, by),
    ],
    ['a password of nobody', (store, by) => store.setPassword('gone', next, undefined, undefined, by)],
    ['a user name that is taken', (store, by) => store.createUser(user('AIDA9', 'BOB'), by)],
    ['a user with devices', (store, by) => store.deleteUser(owner.id, false, by)],
    ['an assigned app', (store, by) => store.deleteUnassigned('held', 'virtual', by)],
    ['a key, which is no virtual device', (store, by) => store.deleteUnassigned('spare', 'virtual', by)],
  ])('nothing about %s', async (_, change) => {
    const before = everything();
    expect(await change(file.first.store, audit('Nothing'))).toBe(false);
    expect(everything()).toEqual(before);
  });

  test('nothing about an alias that is taken', async () => {
    const other = { ...account, id: '444455556666', alias: 'other' };
    const root = { ...owner, id: 'ROOT2', accountId: other.id, email: 'b@example.org', userHandle: 'h2' };
    await file.first.store.createAccount({ account: other, owner: root, sealedPhone: 'k1.x' }, audit('C'));
    expect(await file.first.store.updateAccount(account.id, { alias: 'other' }, audit('Nothing'))).toBe(
      false,
    );
    expect(reported('Nothing')).toBe(0);
    expect(await file.first.store.updateAccount(account.id, { alias: 'mine' }, audit('Once'))).toBe(true);
    expect(reported('Once')).toBe(1);
  });
});

describe('mayChange', () => {
  test('is asked of nothing but the session: unknown, over and weak ones may not', async () => {
    const { store } = file.second;
    put('mfa', owner.id, 'mfa');
    put('old', owner.id, 'mfa', NOW);
    put('bare', ACTOR, 'password');
    const may = async (id: string, now = NOW) => store.mayChange(bySession(id), now);
    expect(await may('mfa')).toBe(true);
    expect(await may('mfa', NOW + 3_600_000)).toBe(false);
    expect(await may('bare')).toBe(true);
    for (const id of ['old', 'victim', 'gone', '']) expect(await may(id), id).toBe(false);
  });
});
