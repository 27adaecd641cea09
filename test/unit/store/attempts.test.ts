import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isLocked } from '../../../src/core/devices/device.ts';
import {
  audit,
  codeProof,
  fido,
  flow,
  keyProof,
  NOW,
  newAccount,
  owner,
  PHC,
  STEP,
  session,
  virtual,
} from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const DAY = 86_400_000;
const phone = virtual('phone');
const key = fido('key');
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('CreateAccount'));
  await store.createVirtual(phone, 16, audit('CreateVirtualMFADevice'));
  await store.reserveAttempt(phone.id, NOW);
  await store.assign(phone.id, owner.id, { lastStep: STEP, drift: 0 }, 8, audit('EnableMFADevice'));
  await store.addCredential(key, 8, audit('FinishFIDORegistration'));
});
afterEach(() => file.delete());

async function reserve(times: number, now = NOW, id = phone.id): Promise<number> {
  const stores = [file.first.store, file.second.store];
  const all = Array.from({ length: times }, (_, at) => stores[at % 2]?.reserveAttempt(id, now));
  return (await Promise.all(all)).filter(device => device !== undefined).length;
}

let signIns = 0;
/** An attempt that succeeds, as sign-in does it: reserved, then spent. */
async function succeed(now: number): Promise<boolean> {
  const { store } = file.first;
  if ((await reserve(1, now)) === 0) return false;
  const id = `S${++signIns}`;
  await store.openFlow({ ...flow(id), expiresAt: now + 1 }, PHC, audit('SignIn.Password'));
  const proof = codeProof(phone, STEP + signIns, now);
  const outcome = { to: 'session', session: session(id) } as const;
  return store.advanceFlow({ tokenHash: id, state: 'mfa' }, owner.id, proof, outcome, audit('SignIn'));
}

describe('guesses at a code (3.1, B1, B15)', () => {
  test('200 at once on two gateways: ten are granted, then the device is locked', async () => {
    expect(await reserve(200)).toBe(10);
    expect(file.device(phone.id).failures).toBe(10);
    expect(await reserve(1)).toBe(0);
    const [locked] = await file.first.store.devicesOf(owner.id);
    expect(locked && isLocked(locked, NOW)).toBe(true);
  });

  test('a locked device stays locked: after a restart, after a year (B2)', async () => {
    await reserve(10);
    expect(await reserve(1, NOW + 365 * DAY)).toBe(0);
  });

  test('nine wrong ones and a right one: the count starts again', async () => {
    expect(await reserve(9)).toBe(9);
    expect(await succeed(NOW)).toBe(true);
    expect(file.device(phone.id).failures).toBe(0);
  });

  test('control: a limit that looks first and counts later is passed by all 200', async () => {
    let failures = 0;
    const naive = async () => {
      const seen = failures;
      await Promise.resolve();
      if (seen >= 10) return false;
      failures = seen + 1;
      return true;
    };
    const granted = await Promise.all(Array.from({ length: 200 }, naive));
    expect(granted.filter(Boolean).length).toBeGreaterThan(10);
  });

  test('one that guessed nothing is given back, and no more than one', async () => {
    expect(await reserve(10)).toBe(10);
    await file.second.store.returnDeviceAttempt(phone.id);
    expect(file.device(phone.id).failures).toBe(9);
    expect(await reserve(5)).toBe(1);
  });

  test('giving back where nothing was taken makes no credit', async () => {
    for (let round = 0; round < 3; round++) await file.first.store.returnDeviceAttempt(phone.id);
    expect(file.device(phone.id).failures).toBe(0);
    expect(await reserve(200)).toBe(10);
    file.raw.prepare('update devices set failures = 0').run();
    expect(await reserve(1)).toBe(0);
  });

  test('a device that is gone has no attempts', async () => {
    expect(await reserve(1, NOW, 'no such device')).toBe(0);
  });
});

describe('the slow budget, that success does not clear (3.1)', () => {
  test('an owner who signs in between lets a thief have ten guesses, not nine a day', async () => {
    let granted = 0;
    for (let round = 0; round < 12; round++) {
      granted += await reserve(5);
      if (!(await succeed(NOW))) break;
    }
    expect(granted).toBe(10);
  });

  test('one guess a day comes back', async () => {
    await reserve(9);
    await succeed(NOW);
    await reserve(1);
    expect(await reserve(1)).toBe(0);
    file.raw.prepare('update devices set failures = 0').run();
    expect(await reserve(1, NOW + DAY - 1)).toBe(0);
    expect(await reserve(5, NOW + DAY)).toBe(1);
    file.raw.prepare('update devices set failures = 0').run();
    expect(await reserve(5, NOW + 3 * DAY)).toBe(2);
  });

  test('two months of nine guesses a day, each day after a sign-in of the owner, are 10 + 1 a day', async () => {
    let granted = 0;
    for (let day = 0; day < 60; day++) {
      await succeed(NOW + day * DAY);
      granted += await reserve(9, NOW + day * DAY);
    }
    expect(granted).toBeLessThanOrEqual(10 + 60);
    expect(granted).toBeGreaterThan(60);
  });

  test('a right code costs nothing: thirty sign-ins a day do not lock their owner out', async () => {
    for (let round = 0; round < 30; round++) expect(await succeed(NOW)).toBe(true);
  });

  test('what the store grants and what the page shows as locked are one rule', async () => {
    for (let round = 0; round < 14; round++) {
      const [device] = await file.first.store.devicesOf(owner.id);
      const shown = device && isLocked(device, NOW);
      expect(await reserve(1)).toBe(shown ? 0 : 1);
      file.raw.prepare('update devices set failures = 0').run();
    }
  });

  test('a pair that took no attempt gives none back: a repeat makes no credit (B1, B5)', async () => {
    const { store } = file.first;
    await reserve(4);
    const { slow_until } = file.device(phone.id);
    const reading = { lastStep: STEP + 9, drift: 9 };
    expect(await store.resync(phone.id, owner.id, reading, audit('R'), false)).toBe(true);
    expect(file.device(phone.id)).toMatchObject({ failures: 0, slow_until });
    // The control: one that did take one gives it back.
    const later = { lastStep: STEP + 19, drift: 9 };
    expect(await store.resync(phone.id, owner.id, later, audit('R'), true)).toBe(true);
    expect(file.device(phone.id).slow_until).toBe(Number(slow_until) - DAY);
  });

  test('nor does a pair that assigns', async () => {
    const { store } = file.first;
    for (const [id, counted] of [
      ['repeated', false],
      ['counted', true],
    ] as const) {
      await store.createVirtual(virtual(id), 16, audit('C'));
      await reserve(4, NOW, id);
      expect(await store.assign(id, owner.id, { lastStep: STEP, drift: 0 }, 8, audit('E'), counted)).toBe(
        'assigned',
      );
      expect(file.device(id).slow_until).toBe(NOW + (counted ? 3 : 4) * DAY);
    }
  });

  test('filled by a clock that was ahead, it keeps nobody out once the clock is right (3.10)', async () => {
    const { store } = file.first;
    for (const days of [12, 365]) {
      file.raw.prepare('update devices set failures = 0, slow_until = ?').run(NOW + days * DAY);
      const [device] = await store.devicesOf(owner.id);
      expect(device && isLocked(device, NOW), `${days}`).toBe(false);
      // It counts as empty: ten tries, not more.
      expect(await reserve(20)).toBe(10);
      expect(file.device(phone.id).slow_until).toBe(NOW + 10 * DAY);
    }
    // The control: a bucket that is full, or by a day fuller, for two machines that disagree, locks.
    for (const days of [10, 11]) {
      file.raw.prepare('update devices set failures = 0, slow_until = ?').run(NOW + days * DAY);
      const [device] = await store.devicesOf(owner.id);
      expect(device && isLocked(device, NOW), `${days}`).toBe(true);
      expect(await reserve(1)).toBe(0);
    }
  });

  test('pairs, too, are tried when a clock that was ahead has filled it', async () => {
    file.raw.prepare('update devices set failures = 0, slow_until = ?').run(NOW + 365 * DAY);
    expect(await file.first.store.reservePair(phone.id, 'pair', NOW)).toMatchObject({ counted: true });
    expect(file.device(phone.id)).toMatchObject({ failures: 1, slow_until: NOW + DAY });
  });

  test('unlocking clears both budgets', async () => {
    await reserve(10);
    await file.first.store.unlock(phone.id, audit('UnlockMFADevice'));
    expect(await reserve(200)).toBe(10);
  });
});

describe('a key, that cannot be guessed', () => {
  test('is never locked: noise with a known password does not take it away; it is counted all the same', async () => {
    expect(await reserve(150, NOW, key.id)).toBe(150);
    expect(file.device(key.id)).toMatchObject({ failures: 150, slow_until: 0 });
    const [, shown] = await file.first.store.devicesOf(owner.id);
    expect(shown?.id).toBe(key.id);
    expect(shown && isLocked(shown, NOW)).toBe(false);
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    const outcome = { to: 'session', session: session('S') } as const;
    expect(
      await file.first.store.advanceFlow(flow('f'), owner.id, keyProof(key, 6), outcome, audit('S')),
    ).toBe(true);
    expect(file.device(key.id).failures).toBe(0);
  });

  test('success clears the key that was used and no other device (NIST 3.2.2)', async () => {
    const { store } = file.first;
    await reserve(7);
    await reserve(50, NOW, key.id);
    await store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    const outcome = { to: 'session', session: session('S') } as const;
    await store.advanceFlow(flow('f'), owner.id, keyProof(key, 6), outcome, audit('SignIn'));
    expect(file.device(key.id).failures).toBe(0);
    expect(file.device(phone.id).failures).toBe(7);
  });
});
