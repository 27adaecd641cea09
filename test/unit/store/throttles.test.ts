import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const MINUTE = 60_000;
const TEN = { burst: 10, interval: MINUTE };
const bucket = (key: string, allowance = TEN) => ({ key, allowance });
let file: GatewayFile;
beforeEach(() => {
  file = new GatewayFile();
});
afterEach(() => file.delete());

/** How many of `times` attempts at once, on two gateways, are granted. */
async function take(times: number, now = NOW, key = 'name'): Promise<number> {
  const stores = [file.first.store, file.second.store];
  const all = Array.from({ length: times }, (_, at) => stores[at % 2]?.takeAttempt([bucket(key)], now));
  return (await Promise.all(all)).filter(next => next === undefined).length;
}

describe('a leaky bucket', () => {
  test('grants ten of 200 at once, then one a minute (B15)', async () => {
    expect(await take(200)).toBe(10);
    expect(await take(5, NOW + MINUTE - 1)).toBe(0);
    expect(await take(5, NOW + MINUTE)).toBe(1);
    expect(await take(5, NOW + 4 * MINUTE)).toBe(3);
  });

  test('is empty again after ten minutes, and never holds more than ten', async () => {
    await take(10);
    expect(await take(50, NOW + 24 * 60 * MINUTE)).toBe(10);
  });

  test('says when the next attempt is granted, and keeps its word', async () => {
    await take(10);
    const next = await file.first.store.takeAttempt([bucket('name')], NOW + 1_000);
    expect(next).toBe(NOW + MINUTE);
    expect(await take(1, NOW + MINUTE - 1)).toBe(0);
    expect(await take(1, NOW + MINUTE)).toBe(1);
  });

  test('asking while it is full does not make it fuller', async () => {
    await take(10);
    await take(1_000);
    expect(await take(1, NOW + MINUTE)).toBe(1);
  });

  test('of one name does not slow another', async () => {
    await take(10);
    expect(await take(20, NOW, 'other')).toBe(10);
  });

  test('the right password gives one attempt back in each of its buckets, and no more', async () => {
    await take(10, NOW, 'network');
    await take(10, NOW, 'name');
    await take(10, NOW, 'other');
    await file.second.store.returnAttempt([bucket('network'), bucket('name')]);
    expect(await take(5, NOW, 'network')).toBe(1);
    expect(await take(5, NOW, 'name')).toBe(1);
    expect(await take(5, NOW, 'other')).toBe(0);
  });

  test('giving back to one that nobody took from makes no credit', async () => {
    await file.first.store.returnAttempt([bucket('name')]);
    expect(await take(50)).toBe(10);
    expect(await take(3, NOW + 20 * MINUTE)).toBe(3);
    for (let round = 0; round < 20; round++) await file.first.store.returnAttempt([bucket('name')]);
    expect(await take(50, NOW + 20 * MINUTE)).toBe(10);
  });

  test('a clock stepped back grants nothing more than was left', async () => {
    await take(10);
    expect(await take(5, NOW - 5 * MINUTE)).toBe(0);
    await take(7, NOW, 'other');
    expect(await take(20, NOW - 1, 'other')).toBeLessThanOrEqual(3);
  });

  test('a clock that was a year ahead: nobody waits longer than ten minutes for it', async () => {
    await take(10, NOW + 365 * 24 * 60 * MINUTE);
    const told = (await file.second.store.takeAttempt([bucket('name')], NOW)) ?? 0;
    expect(told - NOW).toBeGreaterThan(0);
    expect(told - NOW).toBeLessThanOrEqual(10 * MINUTE);
    expect(await take(5, told - 1)).toBe(0);
    expect(await take(5, told)).toBe(1);
    expect(await take(20, NOW + 10 * MINUTE)).toBe(9);
  });

  test('one that is empty is swept, one in use is not', async () => {
    await take(1, NOW - 2 * MINUTE, 'old');
    await take(3, NOW, 'used');
    await file.first.store.sweep(NOW);
    expect(file.count('throttles')).toBe(1);
    expect(await take(20, NOW, 'used')).toBe(7);
  });
});

describe('two buckets at once', () => {
  const small = bucket('small', { burst: 2, interval: 1_000 });
  const large = bucket('large', TEN);

  test('an attempt is granted only where both have room', async () => {
    const { store } = file.first;
    expect(await store.takeAttempt([small, large], NOW)).toBeUndefined();
    expect(await store.takeAttempt([small, large], NOW)).toBeUndefined();
    expect(await store.takeAttempt([small, large], NOW)).toBe(NOW + 1_000);
    await take(10, NOW, 'large');
    expect(await store.takeAttempt([small, large], NOW + 5_000)).toBe(NOW + MINUTE);
  });

  test('where both are full, the later time is told', async () => {
    await take(10, NOW, 'large');
    for (let round = 0; round < 2; round++) await file.first.store.takeAttempt([small], NOW);
    expect(await file.second.store.takeAttempt([small, large], NOW)).toBe(NOW + MINUTE);
    expect(await file.second.store.takeAttempt([large, small], NOW)).toBe(NOW + MINUTE);
  });

  test('a refusal charges none: the bucket that had room has as much as before, 20 refused at once', async () => {
    const { store } = file.first;
    await take(2, NOW, 'large');
    for (let round = 0; round < 2; round++) await store.takeAttempt([small], NOW);
    const stores = [file.first.store, file.second.store];
    const refused = Array.from({ length: 20 }, (_, at) => stores[at % 2]?.takeAttempt([small, large], NOW));
    for (const next of await Promise.all(refused)) expect(next).toBeGreaterThan(NOW);
    expect(await take(20, NOW, 'large')).toBe(8);
    expect(await store.takeAttempt([small], NOW)).toBe(NOW + 1_000);
  });

  test('refusals do not make the full one fuller either: it grants at the time that was told', async () => {
    const { store } = file.first;
    for (let round = 0; round < 2; round++) await store.takeAttempt([small], NOW);
    for (let round = 0; round < 30; round++) await store.takeAttempt([large, small], NOW);
    expect(await store.takeAttempt([large, small], NOW + 1_000)).toBeUndefined();
    expect(await take(20, NOW + 1_000, 'large')).toBe(9);
  });
});
