import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { accessKeys, devices, sessions } from '../../../src/adapters/store/schema.ts';
import type { Proof } from '../../../src/core/devices/proof.ts';
import type { Authority } from '../../../src/core/policy/principal.ts';
import {
  ADMINISTRATOR,
  accessKey,
  audit,
  codeProof,
  credentials,
  NOW,
  newAccount,
  STEP,
  user,
  virtual,
} from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const BOB = 'AIDA-bob';
const ADA = 'AIDA-ada';
const KEY = 'AKIA-bob';
const held = { ...virtual('held'), personId: BOB };
const byKey = (id = KEY): Authority => ({
  ...{ by: 'access-key', id, policyVersion: undefined },
  ...{ over: undefined, proven: false, orRecovered: false },
});

let file: GatewayFile;
let restore: () => void;
beforeAll(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('A'));
  await store.createUser(user(BOB, 'bob'), audit('U'));
  await store.createUser({ ...user(ADA, 'ada'), policies: ADMINISTRATOR }, audit('U'));
  await store.createVirtual(virtual('held'), 16, audit('V'));
  await store.assign('held', BOB, { lastStep: STEP, drift: 0 }, 8, audit('E'));
  await store.createAccessKey(accessKey(KEY, BOB), 'k1.s', 2, audit('K'));
  restore = file.keep();
});
beforeEach(() => restore());
afterAll(() => file.delete());

const gateway = (which: number) => (which % 2 === 0 ? file.first : file.second).store;
const open = (id: string, proof?: Proof, which = 0, at = NOW) =>
  gateway(which).openCredentials(
    {
      ...credentials(id, BOB, KEY),
      ...{ level: proof === undefined ? 'password' : 'mfa', deviceId: proof?.device.id, signedInAt: at },
    },
    proof,
    audit('GetSessionToken', BOB, byKey()),
  );
const ids = () => file.raw.prepare('select id from sessions order by id').pluck().all();
const fifty = <T>(act: (at: number) => T) => Promise.all(Array.from({ length: 50 }, (_, at) => act(at)));
const count = (results: unknown[], value: unknown) => results.filter(result => result === value).length;

describe('two keys a user (contract 4.10)', () => {
  test('of 50 that are made at once, on two gateways, one joins the one that is there', async () => {
    const make = (at: number) =>
      gateway(at).createAccessKey(accessKey(`AKIA${at}`, BOB), 'k1.s', 2, audit('CreateAccessKey'));
    expect(count(await fifty(make), true)).toBe(1);
    expect(file.count('access_keys')).toBe(2);
    expect(file.count('audit_log', "event = 'CreateAccessKey'")).toBe(1);
  });

  test('control: counting them and then adding one lets many through', async () => {
    const { reader, writer } = file.first.database;
    await fifty(async at => {
      const keys = await reader.select().from(accessKeys).where(eq(accessKeys.personId, BOB)).all();
      if (keys.length >= 2) return;
      await writer.insert(accessKeys).values({
        ...{ id: `AKIA${at}`, personId: BOB, sealedSecret: 'k1.s', status: 'Active' },
        ...{ createdAt: NOW, createdBy: BOB },
      });
    });
    expect(file.count('access_keys')).toBeGreaterThan(2);
  });
});

describe('one code, one session of a program (contract 5)', () => {
  test('the same code 50 times at once, on two gateways: one session', async () => {
    const results = await fifty(at => open(`c${at}`, codeProof(held, STEP + 1), at));
    expect([count(results, true), count(results, false)]).toEqual([1, 49]);
    expect(file.count('sessions')).toBe(1);
    expect(file.count('audit_log', "event = 'GetSessionToken'")).toBe(1);
  });

  test('control: reading the last step and then writing it lets many through', async () => {
    const { reader, writer } = file.first.database;
    await fifty(async at => {
      const row = await reader.select().from(devices).where(eq(devices.id, 'held')).get();
      if ((row?.lastStep ?? 0) > STEP) return;
      await writer
        .update(devices)
        .set({ lastStep: STEP + 1 })
        .where(eq(devices.id, 'held'));
      await writer.insert(sessions).values({ ...credentials(`c${at}`, BOB, KEY), amr: 'otp mfa' });
    });
    expect(file.count('sessions')).toBeGreaterThan(1);
  });

  test('a code ends recoveries under way and forgets failed ones, as a sign-in does; none changes nothing', async () => {
    const failures = () => file.count('people', 'id = ? and recovery_failures = 3', BOB);
    file.raw.prepare('update people set recovery_failures = 3').run();
    file.raw
      .prepare(
        `insert into recoveries (id, flow_hash, person_id, state, link_expires_at, sealed_match_number, cancel_hash,
          sealed_cancel_token, mail_id, mailed_at, started_at, expires_at, cancellable_until)
        values ('R', 'f', ?, 'mail', 9e15, 'k1.m', 'c', 'k1.c', 'M', 1, 1, 9e15, 9e15)`,
      )
      .run(BOB);
    const underWay = () => file.count('recoveries', "state = 'mail'");
    expect(await open('without')).toBe(true);
    expect([failures(), underWay()]).toEqual([1, 1]);
    expect(await open('with', codeProof(held, STEP + 1))).toBe(true);
    expect([failures(), underWay()]).toEqual([0, 0]);
  });
});

describe('open sessions of programs', () => {
  /** Bob's, open, of this level, as if they had been given one after the other. */
  const fill = (howMany: number, level: 'password' | 'mfa', expiresAt = NOW + 9e6) => {
    const insert = file.raw.prepare(
      `insert into sessions (id, token_hash, person_id, level, amr, signed_in_at, proved_at, last_seen_at, expires_at,
        address, user_agent, access_key_id, sealed_secret, parent_key_id)
      values (?, ?, ?, ?, 'otp mfa', ?, ?, ?, ?, 'a', 'u', ?, 'k1.s', ?)`,
    );
    for (let at = 0; at < howMany; at += 1) {
      const id = `${level}-${String(at).padStart(2, '0')}`;
      const given = NOW - 1000 + at;
      insert.run(id, `hash-of-${id}`, BOB, level, given, given, given, expiresAt, `ASIA-${id}`, KEY);
    }
  };
  const openNow = () => file.count('sessions', 'expires_at > ?', NOW);

  test('are 64 at most, and one more ends the oldest: a right code is never refused for them', async () => {
    fill(64, 'mfa');
    expect(await open('one', codeProof(held, STEP + 1))).toBe(true);
    expect(await open('two', codeProof(held, STEP + 2))).toBe(true);
    expect(openNow()).toBe(64);
    expect(ids().slice(0, 2)).toEqual(['mfa-02', 'mfa-03']);
    expect(ids().slice(-2)).toEqual(['one', 'two']);
    expect(file.device('held')).toMatchObject({ last_step: STEP + 2, failures: 0 });
  });

  test('without a code end none that a code was shown for', async () => {
    fill(64, 'mfa');
    fill(64, 'password');
    for (const id of ['one', 'two']) expect(await open(id)).toBe(true);
    expect(file.count('sessions', "level = 'mfa'")).toBe(64);
    expect(file.count('sessions', "level = 'password'")).toBe(64);
    expect(file.count('sessions', "id in ('password-00', 'password-01')")).toBe(0);
  });

  test('are not ended by what opens nothing', async () => {
    fill(64, 'mfa');
    expect(await open('used', codeProof(held, STEP))).toBe(false);
    file.raw.prepare("update access_keys set status = 'Inactive'").run();
    expect(await open('off', codeProof(held, STEP + 1))).toBe(false);
    expect(openNow()).toBe(64);
  });

  test('of 50 that are opened at once, on two gateways, all are, and 64 stay', async () => {
    fill(60, 'password');
    const results = await fifty(at => open(`c${at}`, undefined, at));
    expect(count(results, true)).toBe(50);
    expect(openNow()).toBe(64);
  });

  test('control: counting them and then ending the oldest leaves more', async () => {
    const { reader, writer } = file.first.database;
    fill(60, 'password');
    await fifty(async at => {
      const rows = await reader.select().from(sessions).where(eq(sessions.personId, BOB)).all();
      if (rows.length >= 64) await writer.delete(sessions).where(eq(sessions.id, rows[0]?.id ?? ''));
      await writer.insert(sessions).values({ ...credentials(`c${at}`, BOB, KEY), amr: 'otp mfa' });
    });
    expect(openNow()).toBeGreaterThan(64);
  });

  test('that are over, and those of a browser, neither count nor go', async () => {
    fill(64, 'password', NOW);
    fill(63, 'mfa');
    file.raw
      .prepare(
        "insert into sessions select 'browser', 'h', person_id, level, amr, signed_in_at - 1, proved_at, last_seen_at, expires_at, device_id, address, place, user_agent, null, null, null from sessions where id = 'mfa-00'",
      )
      .run();
    await open('one', codeProof(held, STEP + 1));
    await open('two');
    expect(file.count('sessions', "level = 'mfa'")).toBe(65);
    expect(file.count('sessions', "level = 'password'")).toBe(65);
  });

  test('that are over are kept for seven days, to be told so, but open nothing and are neither shown nor counted', async () => {
    fill(2, 'mfa', NOW);
    await open('open', codeProof(held, STEP + 1));
    const { store } = file.second;
    const week = 7 * 86_400_000;
    await store.sweep(NOW + week);
    expect(await store.findSessionCredentials('ASIA-mfa-00')).toBeDefined();
    expect((await store.sessionsOf(BOB, NOW)).map(({ id }) => id)).toEqual(['open']);
    const by = { ...byKey('mfa-00'), by: 'session-credentials' as const };
    expect(await store.mayChange(by, NOW)).toBe(false);
    await store.sweep(NOW + week + 1);
    expect(await store.findSessionCredentials('ASIA-mfa-00')).toBeUndefined();
    fill(2, 'mfa', NOW);
    expect(await store.endSessions(BOB, undefined, audit('EndAllSessions'))).toBe(1);
    expect(file.count('sessions')).toBe(0);
  });

  test.each<[string, () => unknown]>([
    [
      'is switched off',
      () => file.second.store.setAccessKeyStatus(BOB, KEY, 'Inactive', audit('UpdateAccessKey')),
    ],
    ['is deleted', () => file.second.store.deleteAccessKey(BOB, KEY, audit('DeleteAccessKey'))],
    ['is of somebody who was disabled', () => file.second.store.setDisabled(BOB, NOW, audit('DisableUser'))],
  ])('end with their key, and none is opened once it %s', async (_, end) => {
    await open('before', codeProof(held, STEP + 1));
    await end();
    expect(file.count('sessions')).toBe(0);
    expect(await open('after', codeProof(held, STEP + 2))).toBe(false);
    expect(file.device('held').last_step).toBe(STEP + 1);
  });

  test('end with the device that showed the code', async () => {
    await open('with', codeProof(held, STEP + 1));
    await open('without');
    await file.second.store.deactivate(held, false, undefined, audit('DeactivateMFADevice'));
    expect(file.raw.prepare('select id from sessions').pluck().all()).toEqual(['without']);
  });

  test('but for the one that deactivates it: its script goes on', async () => {
    await open('asking', codeProof(held, STEP + 1));
    await open('other', codeProof(held, STEP + 2));
    const by = { ...byKey('asking'), by: 'session-credentials' as const };
    const event = audit('DeactivateMFADevice', BOB, by);
    expect(await file.second.store.deactivate(held, false, 'asking', event)).toBe(true);
    expect(file.raw.prepare('select id, level from sessions').all()).toEqual([
      { id: 'asking', level: 'mfa' },
    ]);
  });

  test.each([
    ['what he sees of others', 'reads'],
    ['whoever made it loses rights', 'less'],
  ] as const)('of a key that somebody made for another end with it, for %s (A1)', async (_, rights) => {
    const made = { ...accessKey('AKIA-made', BOB), createdBy: ADA };
    await file.first.store.createAccessKey(made, 'k1.s', 2, audit('K'));
    const event = audit('GetSessionToken', BOB, byKey('AKIA-made'));
    await file.first.store.openCredentials(credentials('c', BOB, 'AKIA-made'), undefined, event);
    await open('own');
    const whose = { id: rights === 'reads' ? BOB : ADA, policyVersion: 0 };
    await file.second.store.setPolicies(whose, ADMINISTRATOR, rights, audit('Attach'));
    expect(file.raw.prepare('select id from sessions').pluck().all()).toEqual(['own']);
    expect(file.raw.prepare('select id from access_keys').pluck().all()).toEqual([KEY]);
  });
});
