import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { NOW } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const MINUTE = 60_000;
const TEN = { burst: 10, interval: MINUTE };
let file: GatewayFile;
beforeEach(() => {
  file = new GatewayFile();
});
afterEach(() => file.delete());

/** How many of `times` attempts at once, on two gateways, are granted. */
async function take(times: number, now = NOW, key = 'name'): Promise<number> {
  const stores = [file.first.store, file.second.store];
  const all = Array.from({ length: times }, (_, at) => stores[at % 2]?.takeAttempt(key, TEN, now));
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
    const next = await file.first.store.takeAttempt('name', TEN, NOW + 1_000);
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

  test('an attempt given back can be taken again, once', async () => {
    await take(10);
    await file.first.store.returnAttempt('name', TEN);
    expect(await take(5)).toBe(1);
  });

  test('forgetting gives all of them back', async () => {
    await take(10);
    await file.second.store.forgetAttempts('name');
    expect(await take(20)).toBe(10);
  });

  test('a clock stepped back grants nothing more than was left', async () => {
    await take(10);
    expect(await take(5, NOW - 5 * MINUTE)).toBe(0);
  });

  test('one that is empty is swept, one in use is not', async () => {
    await take(1, NOW - 2 * MINUTE, 'old');
    await take(3, NOW, 'used');
    await file.first.store.sweep(NOW);
    expect(file.count('throttles')).toBe(1);
    expect(await take(20, NOW, 'used')).toBe(7);
  });
});
