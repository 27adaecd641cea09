import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { audit, NOW, newAccount, owner, STEP, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const MINUTE = 60_000;
const phone = virtual('phone');
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('CreateAccount'));
  await store.createVirtual(phone, 16, audit('CreateVirtualMFADevice'));
  await store.reserveAttempt(phone.id, NOW);
  await store.assign(phone.id, owner.id, { lastStep: STEP, drift: 0 }, 8, audit('EnableMFADevice'));
});
afterEach(() => file.delete());

const stores = () => [file.first.store, file.second.store];

/** Tries pairs at once, over both gateways; says of each whether it was looked at and whether it counted. */
async function pairs(names: readonly string[], now = NOW): Promise<('counted' | 'repeat' | 'locked')[]> {
  const all = names.map((name, at) => stores()[at % 2]?.reservePair(phone.id, name, now));
  const answers = await Promise.all(all);
  return answers.map(answer => (answer === undefined ? 'locked' : answer.counted ? 'counted' : 'repeat'));
}

const times = (count: number, name = 'a') => Array.from({ length: count }, () => name);
const different = (count: number) => Array.from({ length: count }, (_, at) => `pair-${at}`);
const tally = (answers: readonly string[], of: string) => answers.filter(answer => answer === of).length;
const failures = () => file.device(phone.id).failures;

describe('two codes for one device (B1, B5)', () => {
  test('the same pair fifty times at once on two gateways counts once', async () => {
    const answers = await pairs(times(50));
    expect(tally(answers, 'counted')).toBe(1);
    expect(tally(answers, 'repeat')).toBe(49);
    expect(failures()).toBe(1);
  });

  test('control: fifty different pairs at once get ten looks, then the device is locked', async () => {
    const answers = await pairs(different(50));
    expect(tally(answers, 'counted')).toBe(10);
    expect(tally(answers, 'locked')).toBe(40);
    expect(failures()).toBe(10);
  });

  test('another pair in between makes the first one count again', async () => {
    expect(await pairs(['a'])).toEqual(['counted']);
    expect(await pairs(['b'])).toEqual(['counted']);
    expect(await pairs(['a'])).toEqual(['counted']);
    expect(await pairs(['a'])).toEqual(['repeat']);
    expect(failures()).toBe(3);
  });

  test('two pairs in turn get no more looks than ten', async () => {
    const granted: string[] = [];
    for (let round = 0; round < 40; round++) granted.push(...(await pairs([round % 2 ? 'a' : 'b'])));
    expect(granted.slice(0, 10)).toEqual(times(10, 'counted'));
    // Then only what came last, which guesses nothing new, is looked at.
    expect([...new Set(granted.filter((_, round) => round >= 10 && round % 2 === 0))]).toEqual(['locked']);
    expect([...new Set(granted.filter((_, round) => round >= 10 && round % 2 === 1))]).toEqual(['repeat']);
  });

  test('a single code in between makes the pair count again', async () => {
    await pairs(['a']);
    await file.second.store.reserveAttempt(phone.id, NOW);
    expect(await pairs(['a'])).toEqual(['counted']);
    expect(failures()).toBe(3);
  });

  test('a minute later the same pair counts again, and repeats do not move the minute', async () => {
    expect(await pairs(['a'])).toEqual(['counted']);
    expect(await pairs(['a'], NOW + MINUTE - 1)).toEqual(['repeat']);
    expect(await pairs(['a'], NOW + MINUTE)).toEqual(['counted']);
    expect(failures()).toBe(2);
  });

  test('a pair that was noted by a clock far ahead is no repeat; machines may disagree by a minute', async () => {
    expect(await pairs(['a'], NOW + MINUTE)).toEqual(['counted']);
    expect(await pairs(['a'])).toEqual(['counted']);
    expect(await pairs(['b'], NOW + MINUTE - 1)).toEqual(['counted']);
    expect(await pairs(['b'])).toEqual(['repeat']);
  });

  test('a locked device is not tried with a new pair; the pair that locked it may be repeated', async () => {
    expect(tally(await pairs(different(9)), 'counted')).toBe(9);
    expect(await pairs(['tenth'])).toEqual(['counted']);
    expect(await pairs(['eleventh'])).toEqual(['locked']);
    expect(await pairs(['tenth'])).toEqual(['repeat']);
    expect(await pairs(['tenth'], NOW + MINUTE)).toEqual(['locked']);
    expect(failures()).toBe(10);
  });

  test('the slow budget counts them, too: a success in between lets nobody have ten more (3.1)', async () => {
    expect(tally(await pairs(different(10)), 'counted')).toBe(10);
    file.raw.prepare('update devices set failures = 0').run();
    expect(await pairs(['another'])).toEqual(['locked']);
  });

  test('single codes and pairs share one budget (B13)', async () => {
    expect(tally(await pairs(different(6)), 'counted')).toBe(6);
    const codes = await Promise.all(
      Array.from({ length: 10 }, () => file.first.store.reserveAttempt(phone.id, NOW)),
    );
    expect(codes.filter(device => device !== undefined)).toHaveLength(4);
    expect(await pairs(['more'])).toEqual(['locked']);
  });

  test('unlocking and giving back forget which pair came last', async () => {
    await pairs(different(10));
    await file.first.store.unlock(phone.id, audit('UnlockMFADevice'));
    expect(await pairs(['pair-9'])).toEqual(['counted']);
    expect(failures()).toBe(1);
  });

  test('a device that is gone has no attempts', async () => {
    expect(await file.first.store.reservePair('no such device', 'a', NOW)).toBeUndefined();
  });
});
