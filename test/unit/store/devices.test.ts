import { eq, sql } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { devices } from '../../../src/adapters/store/schema.ts';
import { account, audit, fido, newAccount, owner, STEP, user, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const LIMIT = 8;
const clock = { lastStep: STEP, drift: 0 };
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  await file.first.store.createAccount(newAccount, audit('CreateAccount'));
});
afterEach(() => file.delete());

const stores = () => [file.first.store, file.second.store];
const many = <T>(count: number, make: (at: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));
const countOf = (results: unknown[], wanted: unknown) => results.filter(result => result === wanted).length;

/** Seven devices of the owner, four keys and three apps. */
async function seven(): Promise<void> {
  const { store } = file.first;
  for (let at = 0; at < 4; at++) await store.addCredential(fido(`held${at}`), LIMIT, audit('F'));
  for (let at = 4; at < 7; at++) {
    await store.createVirtual(virtual(`held${at}`), 16, audit('C'));
    await store.assign(`held${at}`, owner.id, clock, LIMIT, audit('E'));
  }
  expect(file.count('devices', 'person_id = ?', owner.id)).toBe(7);
}

describe('eight devices a person (S1-07, S1-08, 3.10)', () => {
  test('20 enrolments at once of somebody who has seven, keys and apps mixed: exactly one more', async () => {
    await seven();
    for (let at = 0; at < 10; at++) await file.first.store.createVirtual(virtual(`new${at}`), 16, audit('C'));
    const results = await Promise.all(
      many(20, at =>
        at % 2 === 0
          ? stores()[at % 4 === 0 ? 0 : 1]?.assign(`new${at / 2}`, owner.id, clock, LIMIT, audit('Assign'))
          : stores()[at % 4 === 1 ? 0 : 1]?.addCredential(fido(`new-key${at}`), LIMIT, audit('Assign')),
      ),
    );
    expect(countOf(results, 'assigned') + countOf(results, 'added')).toBe(1);
    expect(countOf(results, 'limit')).toBe(19);
    expect(file.count('devices', 'person_id = ?', owner.id)).toBe(8);
    expect(file.count('audit_log', "event = 'Assign'")).toBe(1);
  });

  test('control: counting first and assigning then gives more than eight', async () => {
    await seven();
    for (let at = 0; at < 10; at++) await file.first.store.createVirtual(virtual(`new${at}`), 16, audit('C'));
    const { reader, writer } = file.first.database;
    await Promise.all(
      many(10, async at => {
        const mine = eq(devices.personId, owner.id);
        const held = await reader.select({ n: sql<number>`count(*)` }).from(devices).where(mine).get();
        if ((held?.n ?? 0) >= LIMIT) return;
        await writer
          .update(devices)
          .set({ personId: owner.id })
          .where(eq(devices.id, `new${at}`));
      }),
    );
    expect(file.count('devices', 'person_id = ?', owner.id)).toBeGreaterThan(8);
  });

  test("the limit is the account's: with two, the third is refused", async () => {
    const results = [];
    for (let at = 0; at < 3; at++)
      results.push(await file.first.store.addCredential(fido(`k${at}`), 2, audit('F')));
    expect(results).toEqual(['added', 'added', 'limit']);
  });
});

describe('assigning', () => {
  test('one device is given away once, and to one person', async () => {
    const { store } = file.first;
    await store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    await store.createVirtual(virtual('phone'), 16, audit('C'));
    const results = await Promise.all(
      [owner.id, 'AIDA1', owner.id, 'AIDA1'].map((person, at) =>
        stores()[at % 2]?.assign('phone', person, clock, LIMIT, audit('E', person)),
      ),
    );
    expect(countOf(results, 'assigned')).toBe(1);
    expect(countOf(results, 'lost')).toBe(3);
  });

  test('an assigned device is not taken over with newer codes', async () => {
    const { store } = file.first;
    await store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    await store.createVirtual(virtual('phone'), 16, audit('C'));
    await store.assign('phone', owner.id, clock, LIMIT, audit('E'));
    const newer = { lastStep: STEP + 9, drift: 9 };
    expect(await store.assign('phone', 'AIDA1', newer, LIMIT, audit('E', 'AIDA1'))).toBe('lost');
    expect(file.device('phone')).toMatchObject({ person_id: owner.id, last_step: STEP });
  });

  test('a pair of codes is good once: after deactivation the same pair assigns nothing (3.4)', async () => {
    const { store } = file.first;
    await store.createVirtual(virtual('phone'), 16, audit('C'));
    expect(await store.assign('phone', owner.id, clock, LIMIT, audit('E'))).toBe('assigned');
    await store.deactivate({ ...virtual('phone'), personId: owner.id }, false, undefined, audit('D'));
    for (const lastStep of [STEP - 1, STEP, STEP + 1]) {
      const again = store.assign('phone', owner.id, { lastStep, drift: 0 }, LIMIT, audit('E'));
      expect(await again, `second code of step ${lastStep}`).toBe('lost');
    }
    const fresh = { lastStep: STEP + 2, drift: 0 };
    expect(await store.assign('phone', owner.id, fresh, LIMIT, audit('E'))).toBe('assigned');
  });

  test('a credential is registered once, over all people (C12)', async () => {
    const { store } = file.first;
    await store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    await store.addCredential(fido('key'), LIMIT, audit('F'));
    const theirs = { ...fido('other', 'AIDA1'), credentialId: 'credential-key' };
    expect(await store.addCredential(theirs, LIMIT, audit('F'))).toBe('taken');
    expect((await store.findPasskey('credential-key'))?.person.id).toBe(owner.id);
  });

  test('a serial number is one device, however it is spelled', async () => {
    const { store } = file.first;
    await store.createVirtual(virtual('Phone'), 16, audit('C'));
    const twin = { ...virtual('phone'), id: 'twin' };
    expect(await store.createVirtual(twin, 16, audit('C'))).toBe('taken');
    const found = await store.findDevice(account.id, virtual('PHONE').serialNumber);
    expect(found?.id).toBe('Phone');
  });

  test('no maker leaves more unassigned devices behind than allowed, 30 at once', async () => {
    const results = await Promise.all(
      many(30, at => stores()[at % 2]?.createVirtual(virtual(`d${at}`), 16, audit('C'))),
    );
    expect(countOf(results, 'created')).toBe(16);
    expect(countOf(results, 'limit')).toBe(14);
  });
});

describe('deactivating', () => {
  const held = { ...virtual('phone'), personId: owner.id };

  beforeEach(async () => {
    const { store } = file.first;
    await store.createVirtual(virtual('phone'), 16, audit('C'));
    await store.assign('phone', owner.id, clock, LIMIT, audit('E'));
    await store.addCredential(fido('key'), LIMIT, audit('F'));
  });

  test('where one has to stay, two at once leave one', async () => {
    const results = await Promise.all([
      file.first.store.deactivate(held, true, undefined, audit('D')),
      file.second.store.deactivate(fido('key'), true, undefined, audit('D')),
    ]);
    expect(countOf(results, true)).toBe(1);
    expect(file.count('devices', 'person_id = ?', owner.id)).toBe(1);
    expect(file.count('audit_log', "event = 'D'")).toBe(1);
  });

  test('where none has to stay, the last one goes', async () => {
    expect(await file.first.store.deactivate(held, false, undefined, audit('D'))).toBe(true);
    expect(await file.first.store.deactivate(fido('key'), false, undefined, audit('D'))).toBe(true);
    expect(file.count('devices', 'person_id = ?', owner.id)).toBe(0);
  });

  test('ends the sessions that the device made, but for the one that asks, and no others', async () => {
    const insert = file.raw.prepare(
      `insert into sessions values (?, ?, 'ROOT1', 'mfa', 'pwd', 1, 1, 1, 9e15, ?, 'a', null, 'u', null, null, null)`,
    );
    for (const [id, device] of [
      ['asks', 'phone'],
      ['made', 'phone'],
      ['other', 'key'],
      ['bare', null],
    ])
      insert.run(id, `hash-${id}`, device);
    await file.first.store.deactivate(held, false, 'asks', audit('D'));
    const left = file.raw.prepare('select id from sessions order by id').all();
    expect(left).toEqual([{ id: 'asks' }, { id: 'bare' }, { id: 'other' }]);
  });

  test('a key is gone and can be registered anew; an app keeps its seed and its last step', async () => {
    await file.first.store.deactivate(fido('key'), false, undefined, audit('D'));
    expect(await file.first.store.addCredential(fido('key'), LIMIT, audit('F'))).toBe('added');
    await file.first.store.deactivate(held, false, undefined, audit('D'));
    expect(file.device('phone')).toMatchObject({ person_id: null, last_step: STEP, created_by: owner.id });
  });

  test('an assigned device is not deleted, not even by its maker', async () => {
    expect(await file.first.store.deleteUnassigned('phone', 'virtual', audit('X'))).toBe(false);
    expect(file.count('audit_log', "event = 'X'")).toBe(0);
    await file.first.store.deactivate(held, false, undefined, audit('D'));
    expect(await file.first.store.deleteUnassigned('phone', 'virtual', audit('X'))).toBe(true);
    expect(file.count('devices', "id = 'phone'")).toBe(0);
  });
});

test('a device comes back from the database as it went in', async () => {
  const key = fido('key');
  await file.first.store.addCredential(key, LIMIT, audit('F'));
  await file.first.store.createVirtual(virtual('phone'), 16, audit('C'));
  expect(await file.second.store.devicesOf(owner.id)).toEqual([key]);
  const all = { assigned: undefined, visibleTo: undefined };
  expect((await file.second.store.listVirtual(account.id, all, undefined, 9)).map(row => row.device)).toEqual(
    [virtual('phone')],
  );
});
