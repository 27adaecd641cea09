import { and, eq, ne, sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accounts } from '../../../src/adapters/store/schema.ts';
import { account, audit, NOW, newAccount, owner, PHC, user, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';
import { ACTOR, BOB, clock, prepare, putSession } from './verbs.ts';

let file: GatewayFile;
let restore: () => void;
beforeAll(async () => {
  file = new GatewayFile();
  await prepare(file);
  restore = file.keep();
});
beforeEach(() => restore());
afterAll(() => file.delete());

const stores = () => [file.first.store, file.second.store];
const bob = { id: BOB, accountId: account.id };
const won = (results: unknown[]) => results.filter(result => result === true).length;

describe('contract 4.10: another name', () => {
  test('is taken by one of 20 users who want it at once', async () => {
    const { store } = file.first;
    for (let at = 0; at < 20; at++) await store.createUser(user(`U${at}`, `u${at}`), audit('C'));
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        stores()[at % 2]?.renameUser(
          { id: `U${at}`, accountId: account.id },
          { userName: at % 2 ? 'Grace' : 'grace', path: '/' },
          audit('Rename'),
        ),
      ),
    );
    expect(won(results)).toBe(1);
    expect(file.count('people', "name_key = 'grace'")).toBe(1);
    expect(file.count('audit_log', "event = 'Rename'")).toBe(1);
  });

  test("is nobody else's in any case, nor the owner's address; his own in another case is free", async () => {
    const { store } = file.first;
    const rename = (userName: string) => store.renameUser(bob, { userName, path: '/' }, audit('R'));
    for (const taken of ['admin', 'ADMIN', owner.email ?? '', (owner.email ?? '').toUpperCase()])
      expect(await rename(taken), taken).toBe(false);
    expect(await rename('BOB')).toBe(true);
    expect((await store.findUser(account.id, 'bob'))?.userName).toBe('BOB');
  });

  test('makes what was allowed under the old one lose, and leaves the sessions', async () => {
    const { store } = file.first;
    const sessions = file.count('sessions', 'person_id = ?', BOB);
    expect(await store.renameUser(bob, { userName: 'rob', path: '/r/' }, audit('R'))).toBe(true);
    const meanwhile = { id: BOB, policyVersion: 0 };
    expect(await store.setPolicies(meanwhile, '{}', 'same', audit('P'))).toBe(false);
    expect(file.count('sessions', 'person_id = ?', BOB)).toBe(sessions);
  });

  test('is never given to the owner', async () => {
    expect(await file.first.store.renameUser(owner, { userName: 'x', path: '/' }, audit('R'))).toBe(false);
  });
});

describe('contract 4.10: deleting without force', () => {
  const bare = async () => {
    await file.first.store.deletePassword(BOB, audit('P'));
    await file.first.store.deleteAccessKey(BOB, 'AKIA1', audit('K'));
  };
  test.each<[string, () => unknown]>([
    ['a device', () => file.first.store.assign('loose', BOB, clock, 8, audit('E'))],
    ['an access key', () => file.raw.prepare("update access_keys set person_id = ? where id = 'X'").run(BOB)],
    [
      'a password',
      () =>
        file.first.store.setPassword(
          BOB,
          { phc: 'p', state: 'own', expiresAt: undefined },
          null,
          undefined,
          audit('P'),
        ),
    ],
  ])('is refused for %s, and done without', async (_, give) => {
    await bare();
    await file.first.store.createAccessKey(
      { id: 'X', personId: ACTOR, status: 'Active', createdAt: NOW, createdBy: ACTOR, lastUsed: undefined },
      'k1.s',
      2,
      audit('K'),
    );
    await give();
    expect(await file.first.store.deleteUser(BOB, false, audit('D'))).toBe(false);
    expect(file.count('people', 'id = ?', BOB)).toBe(1);
    restore();
    await bare();
    expect(await file.first.store.deleteUser(BOB, false, audit('D'))).toBe(true);
  });
});

describe('contract 4.10: a login profile', () => {
  const first = { phc: 'phc-new', state: 'own', expiresAt: undefined } as const;

  test('is created once, 20 at once, and never over one that is there', async () => {
    const { store } = file.first;
    expect(await store.setPassword(BOB, first, null, undefined, audit('L'))).toBe(false);
    await store.deletePassword(BOB, audit('P'));
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        stores()[at % 2]?.setPassword(BOB, { ...first, phc: `phc-${at}` }, null, undefined, audit('L')),
      ),
    );
    expect(won(results)).toBe(1);
    expect(file.count('audit_log', "event = 'L'")).toBe(1);
  });

  test('goes with every session, sign-in and link of a password, and leaves the keys of programs', async () => {
    const { store } = file.first;
    putSession(file, 'more', BOB, 'password');
    expect(await store.deletePassword(BOB, audit('P'))).toBe(true);
    for (const table of ['sessions', 'flows']) expect(file.count(table, 'person_id = ?', BOB), table).toBe(0);
    for (const table of ['api_keys', 'access_keys'])
      expect(file.count(table, 'person_id = ?', BOB), table).toBe(1);
    expect(file.count('sessions', 'person_id = ?', owner.id)).toBe(1);
    expect(await store.deletePassword(BOB, audit('P'))).toBe(false);
    expect(await store.endPassword(BOB, NOW, audit('S'))).toBe(false);
  });

  test('that lasts is given an end once; one with an end gets no later one', async () => {
    const { store } = file.first;
    const end = () =>
      file.raw.prepare('select password_expires_at from people where id = ?').pluck().get(BOB);
    expect(await store.endPassword(BOB, NOW + 1, audit('E'))).toBe(true);
    expect(await store.endPassword(BOB, NOW + 2, audit('E'))).toBe(false);
    expect(end()).toBe(NOW + 1);
  });

  test('of the owner is not to be taken', async () => {
    expect(await file.first.store.deletePassword(owner.id, audit('P'))).toBe(false);
    expect(file.count('people', 'id = ? and password = ?', owner.id, PHC)).toBe(1);
  });
});

describe('contract 4.10: an alias', () => {
  const others = async () => {
    for (let at = 0; at < 10; at++) {
      const id = String(200_000_000_000 + at);
      const root = {
        ...owner,
        id: `ROOT-${at}`,
        accountId: id,
        email: `o${at}@example.org`,
        userHandle: `h${at}`,
      };
      const created = { account: { ...account, id, alias: undefined }, owner: root, sealedPhone: 'k1.s' };
      await file.first.store.createAccount({ ...newAccount, ...created }, audit('C'));
    }
  };
  const ids = Array.from({ length: 10 }, (_, at) => String(200_000_000_000 + at));

  test('belongs to one of ten accounts that want it at once, and replaces the one before', async () => {
    await others();
    const results = await Promise.all(
      ids.map((id, at) => stores()[at % 2]?.setAlias(id, 'wanted', audit('A'))),
    );
    expect(won(results)).toBe(1);
    expect(file.count('accounts', "alias = 'wanted'")).toBe(1);
    expect(file.count('audit_log', "event = 'A'")).toBe(1);
    expect(await file.first.store.setAlias(account.id, 'anew', audit('A'))).toBe(true);
    expect(await file.first.store.findAccount('acme')).toBeUndefined();
    expect(await file.first.store.removeAlias(account.id, 'acme', audit('A'))).toBe(false);
    expect(await file.first.store.removeAlias(account.id, 'anew', audit('A'))).toBe(true);
  });

  test('control: looking first and writing then runs into the index, which is an exception', async () => {
    await others();
    const { reader, writer } = file.first.database;
    const results = await Promise.allSettled(
      ids.map(async id => {
        const taken = and(eq(accounts.alias, 'wanted'), ne(accounts.id, id));
        const found = await reader.select({ one: sql`1` }).from(accounts).where(taken).get();
        if (found === undefined)
          await writer.update(accounts).set({ alias: 'wanted' }).where(eq(accounts.id, id));
      }),
    );
    expect(results.filter(({ status }) => status === 'rejected').length).toBeGreaterThan(0);
  });
});

test('contract 4.10: the summary counts users, devices, and whether the owner has one', async () => {
  const { store } = file.first;
  const summary = await store.summarize(account.id);
  expect(summary).toEqual({ users: 2, virtualDevices: 2, assignedDevices: 2, ownersDevices: 2 });
  await store.createVirtual(virtual('more'), 16, audit('C'));
  expect((await store.summarize(account.id)).virtualDevices).toBe(3);
  expect(await store.summarize('999999999999')).toEqual({
    users: 0,
    virtualDevices: 0,
    assignedDevices: 0,
    ownersDevices: 0,
  });
});
