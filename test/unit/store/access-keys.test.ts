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
const open = (id: string, proof?: Proof, limit = 64, which = 0) =>
  gateway(which).openCredentials(
    { ...credentials(id, BOB, KEY), deviceId: proof?.device.id },
    proof,
    limit,
    audit('GetSessionToken', BOB, byKey()),
  );
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
    const results = await fifty(at => open(`c${at}`, codeProof(held, STEP + 1), 64, at));
    expect([count(results, 'opened'), count(results, 'lost')]).toEqual([1, 49]);
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
    expect(await open('without')).toBe('opened');
    expect([failures(), underWay()]).toEqual([1, 1]);
    expect(await open('with', codeProof(held, STEP + 1))).toBe('opened');
    expect([failures(), underWay()]).toEqual([0, 0]);
  });
});

describe('open sessions of programs', () => {
  test('are as many as the limit says, also when they are opened at once; the code is not spent then', async () => {
    const results = await fifty(at => open(`c${at}`, undefined, 3, at));
    expect([count(results, 'opened'), count(results, 'limit')]).toEqual([3, 47]);
    expect(await open('with', codeProof(held, STEP + 1), 3)).toBe('limit');
    expect(file.device('held').last_step).toBe(STEP);
    expect(await open('with', codeProof(held, STEP + 1), 4)).toBe('opened');
  });

  test('that are over, and those of a browser, are not counted', async () => {
    expect(await open('one', undefined, 1)).toBe('opened');
    file.raw.prepare('update sessions set expires_at = ?').run(NOW);
    expect(await open('two', undefined, 1)).toBe('opened');
    file.raw.prepare('update sessions set access_key_id = null').run();
    expect(await open('three', undefined, 1)).toBe('opened');
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
    expect(await open('after', codeProof(held, STEP + 2))).toBe('lost');
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
    await file.first.store.openCredentials(credentials('c', BOB, 'AKIA-made'), undefined, 64, event);
    await open('own');
    const whose = { id: rights === 'reads' ? BOB : ADA, policyVersion: 0 };
    await file.second.store.setPolicies(whose, ADMINISTRATOR, rights, audit('Attach'));
    expect(file.raw.prepare('select id from sessions').pluck().all()).toEqual(['own']);
    expect(file.raw.prepare('select id from access_keys').pluck().all()).toEqual([KEY]);
  });
});
