import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { forecastDrift } from '../../../src/core/totp/forecast.ts';
import { audit, codeProof, NOW, newAccount, owner, PHC, STEP, session, user, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';
import { noticed } from './verbs.ts';

const DAY = 86_400_000;
/** Noon, so that a day is not over by chance. */
const NOON = Math.floor(NOW / DAY) * DAY + DAY / 2;
const phone = virtual('phone');
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('CreateAccount'));
  await store.createVirtual(phone, 16, audit('CreateVirtualMFADevice'));
  await store.assign(phone.id, owner.id, { lastStep: STEP, drift: 3 }, 8, audit('EnableMFADevice'));
});
afterEach(() => file.delete());

const at = (time: number, event = 'ResyncMFADevice') => ({ ...audit(event), at: time });
const resync = (lastStep: number, drift: number, time = NOON, gateway = file.first) =>
  gateway.store.resync(phone.id, owner.id, { lastStep, drift }, at(time));
const deviceNow = async () => {
  const [device] = await file.second.store.devicesOf(owner.id);
  if (device?.kind !== 'virtual') throw new Error('the phone is gone');
  return device;
};
/** A right code with which the device follows. */
const follow = async (step: number, drift: number, time: number) => {
  const proof = { ...codeProof(await deviceNow(), step, time), drift };
  return file.first.store.followClock(proof, owner.id, at(time, 'CheckMFADevice'));
};
const history = () => file.first.store.driftHistory(phone.id);

describe('a resync', () => {
  test('notes the new clock beside the old one until a code confirms it, and spends both codes (3.4)', async () => {
    expect(await resync(STEP + 90, 90)).toBe(true);
    expect(await deviceNow()).toMatchObject({
      drift: 3,
      resynced: { drift: 90, step: STEP + 90 },
      failures: 0,
    });
  });

  test('of two at once one changes the device, and is reported and mailed once (B5)', async () => {
    const event = (id: string) => {
      const { notice, ...rest } = noticed(at(NOON));
      return { ...rest, notice: notice && { ...notice, mails: notice.mails.map(mail => ({ ...mail, id })) } };
    };
    const reading = { lastStep: STEP + 9, drift: 9 };
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, which) =>
        (which % 2 ? file.first : file.second).store.resync(phone.id, owner.id, reading, event(`M${which}`)),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(file.count('audit_log', "event = 'ResyncMFADevice'")).toBe(1);
    expect(file.count('mails')).toBe(1);
    expect((await history()).filter(({ by }) => by === 'resync')).toHaveLength(1);
  });

  test.each([
    ['the last step itself', STEP],
    ['one whose first code is the last step', STEP + 1],
    ['one long ago', STEP - 100],
  ])('by a pair that ends at %s changes nothing (B4)', async (_, lastStep) => {
    const before = file.device(phone.id);
    expect(await resync(lastStep, 0)).toBe(false);
    expect(file.device(phone.id)).toEqual(before);
    expect(file.count('audit_log', "event = 'ResyncMFADevice'")).toBe(0);
  });

  test('by a pair whose first code is newer than the last step is taken', async () => {
    expect(await resync(STEP + 2, 0)).toBe(true);
  });

  test('changes nothing when a newer code was accepted meanwhile', async () => {
    expect(await follow(STEP + 10, 3, NOON)).toBe(true);
    expect(await resync(STEP + 10, 40)).toBe(false);
    expect((await deviceNow()).resynced).toBeUndefined();
  });

  test('changes nothing once the device is with nobody, or with somebody else', async () => {
    await file.first.store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    await file.second.store.deactivate(await deviceNow(), false, undefined, audit('D'));
    expect(await resync(STEP + 9, 9)).toBe(false);
    await file.second.store.assign(phone.id, 'AIDA1', { lastStep: STEP + 5, drift: 0 }, 8, audit('E'));
    const before = file.device(phone.id);
    expect(await resync(STEP + 9, 9)).toBe(false);
    expect(file.device(phone.id)).toEqual(before);
  });

  test('the first code after it decides which clock is the right one, and ends the choice', async () => {
    await resync(STEP + 90, 90);
    expect(await follow(STEP + 91, 90, NOON + 30_000)).toBe(true);
    expect(await deviceNow()).toMatchObject({ drift: 90, resynced: { until: 0, step: STEP + 90 } });
    await resync(STEP + 200, 150, NOON + 60_000);
    expect(await follow(STEP + 201, 91, NOON + 90_000)).toBe(true);
    expect(await deviceNow()).toMatchObject({ drift: 91, resynced: { until: 0, step: STEP + 200 } });
  });
});

describe('following a clock', () => {
  test('fifty of the same code at once are taken once (B5)', async () => {
    const device = await deviceNow();
    const proof = codeProof(device, STEP + 1, NOON);
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, which) =>
        (which % 2 ? file.first : file.second).store.followClock(proof, owner.id, at(NOON, 'CheckMFADevice')),
      ),
    );
    expect(results.filter(Boolean)).toHaveLength(1);
    expect(file.count('audit_log', "event = 'CheckMFADevice'")).toBe(1);
  });
});

describe('setting the drift to zero', () => {
  test('forgets the clock that a resync told and the rate, and keeps what was used used', async () => {
    await follow(STEP + 1, 4, NOON);
    await resync(STEP + 90, 90);
    expect(await file.first.store.resetDrift(phone.id, owner.id, at(NOON, 'Reset'))).toBe(true);
    expect(await deviceNow()).toMatchObject({
      ...{ drift: 0, lastStep: STEP + 1, resynced: { until: 0, step: STEP + 90 }, measured: undefined },
    });
    expect((await history()).at(-1)).toEqual({ at: NOON, drift: 0, by: 'reset' });
  });
});

describe('the history of a drift', () => {
  test('keeps one row a day for codes, the last; and each time that the clock was set', async () => {
    for (let code = 1; code <= 20; code++) await follow(STEP + code, code % 3, NOON + code);
    await resync(STEP + 40, 12, NOON + 30);
    for (let code = 41; code <= 45; code++) await follow(STEP + code, 12, NOON + DAY + code);
    expect(await history()).toEqual([
      { at: NOW, drift: 3, by: 'assignment' },
      { at: NOON + 20, drift: 2, by: 'code' },
      { at: NOON + 30, drift: 12, by: 'resync' },
      { at: NOON + DAY + 45, drift: 12, by: 'code' },
    ]);
  });

  test('ends with the assignment: whoever gets the device next does not see when it was used', async () => {
    await follow(STEP + 1, 4, NOON);
    await file.first.store.deactivate(await deviceNow(), false, undefined, audit('D'));
    expect(await history()).toEqual([]);
  });

  test('ends with its user', async () => {
    await file.first.store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    const theirs = virtual('theirs');
    await file.first.store.createVirtual(theirs, 16, audit('C'));
    await file.first.store.assign(theirs.id, 'AIDA1', { lastStep: STEP, drift: 0 }, 8, audit('E'));
    expect(await file.first.store.deleteUser('AIDA1', true, audit('DeleteUser'))).toBe(true);
    expect(file.count('drift_history', "device_id = 'theirs'")).toBe(0);
    expect(file.count('drift_history', "device_id = 'phone'")).toBe(1);
  });

  test('is forgotten after two years', async () => {
    await follow(STEP + 1, 4, NOON);
    await file.first.store.sweep(NOON + 2 * 366 * DAY);
    expect(await history()).toHaveLength(1);
    await file.first.store.sweep(NOON + 2 * 366 * DAY + 1);
    expect(await history()).toEqual([]);
  });

  test('a refused sign-in leaves no row: the history shows what was accepted', async () => {
    const before = await history();
    expect(await follow(STEP, 1, NOON)).toBe(false);
    expect(await history()).toEqual(before);
  });
});

test('sign-in follows the clock, too', async () => {
  const { store } = file.first;
  const flow = { tokenHash: 'f', state: 'mfa', personId: owner.id, amr: [], deviceId: undefined } as const;
  await store.openFlow({ ...flow, expiresAt: NOON + 1 }, PHC, audit('SignIn.Password'));
  const proof = { ...codeProof(await deviceNow(), STEP + 1, NOON), drift: 4 };
  const outcome = { to: 'session', session: session('S') } as const;
  expect(
    await store.advanceFlow({ tokenHash: 'f', state: 'mfa' }, owner.id, proof, outcome, audit('S')),
  ).toBe(true);
  expect((await history()).at(-1)).toEqual({ at: NOON, drift: 4, by: 'code' });
});

describe('the list of clocks', () => {
  test('shows users alone, soonest to leave the window first, in pages that miss and repeat nobody', async () => {
    const { store } = file.first;
    await store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    const set = file.raw.prepare(
      'update devices set drift = ?, last_used_at = ?, measured_drift = ?, measured_at = ? where id = ?',
    );
    const clocks: [string, number, number][] = [
      ['steady', 0, 0],
      ['slow', 2, 40 * DAY],
      ['fast', 8, 10 * DAY],
      ['back', -4, 20 * DAY],
      ['young', 5, DAY - 1],
    ];
    for (const [id, drift, time] of clocks) {
      await store.createVirtual(virtual(id), 16, audit('C'));
      await store.assign(id, 'AIDA1', { lastStep: STEP, drift: 0 }, 8, audit('E'));
      set.run(drift, NOON, 0, NOON - time, id);
    }
    const seen: string[] = [];
    let marker: string | undefined;
    do {
      const page = await store.listClocks(owner.accountId, marker, 2);
      for (const { device, holder } of page) {
        seen.push(device.id);
        expect(holder.id).toBe('AIDA1');
      }
      marker = page.length === 2 ? page.at(-1)?.marker : undefined;
    } while (marker !== undefined);
    // The owner's own phone is not among them. The rest by the forecast that people are shown.
    const leaves = (id: string) => {
      const [, drift, time] = clocks.find(([name]) => name === id) ?? ['', 0, 0];
      const readings = { drift, lastUsedAt: NOON, measuredDrift: 0, measuredAt: NOON - time };
      return forecastDrift(readings, NOON)?.leavesAt ?? Number.POSITIVE_INFINITY;
    };
    expect(seen.slice(0, 3)).toEqual(['fast', 'back', 'slow']);
    expect([...seen].sort()).toEqual(['back', 'fast', 'slow', 'steady', 'young']);
    expect(seen.map(leaves)).toEqual(seen.map(leaves).toSorted((a, b) => a - b));
  });
});
