import { describe, expect, test } from 'vitest';
import { type Argon2idInput, createPasswordHash } from '../../../src/adapters/password/argon2id.ts';
import { HashingBusy } from '../../../src/core/ports.ts';

const LINE = 64;

/** Hashes that end when the test says so. */
function held(concurrency: number) {
  const running: ((tag: Uint8Array) => void)[] = [];
  const failing: ((error: Error) => void)[] = [];
  const inputs: Argon2idInput[] = [];
  const passwords = createPasswordHash(
    input => {
      inputs.push(input);
      return new Promise((resolve, reject) => {
        running.push(resolve);
        failing.push(reject);
      });
    },
    length => new Uint8Array(length),
    concurrency,
  );
  /** Ends the hash that has run longest and lets the line move up. */
  const endOne = async () => {
    failing.shift();
    running.shift()?.(new Uint8Array(32));
    await settle();
  };
  const failOne = async () => {
    running.shift();
    failing.shift()?.(new Error('out of memory'));
    await settle();
  };
  return { passwords, running, inputs, endOne, failOne };
}

const settle = () => new Promise<void>(resolve => setImmediate(resolve));
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

describe.each([1, 3])('the line of a machine that hashes %i at once', concurrency => {
  test('never runs more than that', async () => {
    const { passwords, running, inputs, endOne } = held(concurrency);
    const all = times(20, index => passwords.hash(`password ${index}`));
    await settle();
    for (let ended = 0; ended < 20; ended++) {
      expect(running).toHaveLength(Math.min(concurrency, 20 - ended));
      await endOne();
    }
    expect(await Promise.all(all)).toHaveLength(20);
    expect(inputs).toHaveLength(20);
  });

  test('serves first come, first served', async () => {
    const { passwords, inputs, endOne } = held(concurrency);
    const all = times(9, index => passwords.hash(`password ${index}`));
    await settle();
    for (let ended = 0; ended < 9; ended++) await endOne();
    await Promise.all(all);
    const order = inputs.map(input => new TextDecoder().decode(input.password));
    expect(order).toEqual(times(9, index => `password ${index}`));
  });

  test('is full at 64 waiting: the next one is told to come back, and nothing is hashed for him', async () => {
    const { passwords, running, inputs, endOne } = held(concurrency);
    const all = times(concurrency + LINE, () => passwords.hash('waits'));
    await expect(passwords.hash('too late')).rejects.toBeInstanceOf(HashingBusy);
    await expect(passwords.verify(undefined, 'too late')).rejects.toBeInstanceOf(HashingBusy);
    await endOne();
    const oneMore = passwords.hash('in time');
    while (running.length > 0) await endOne();
    await Promise.all([...all, oneMore]);
    expect(inputs).toHaveLength(concurrency + LINE + 1);
  });

  test('goes on after a hash that failed', async () => {
    const { passwords, running, endOne, failOne } = held(concurrency);
    const first = passwords.hash('fails');
    const others = times(concurrency + 2, () => passwords.hash('works'));
    await settle();
    await Promise.all([expect(first).rejects.toThrow('out of memory'), failOne()]);
    while (running.length > 0) await endOne();
    expect(await Promise.all(others)).toHaveLength(concurrency + 2);
    const again = times(concurrency + 1, () => passwords.hash('again'));
    await settle();
    expect(running).toHaveLength(concurrency);
    while (running.length > 0) await endOne();
    await Promise.all(again);
  });
});

describe('an unknown name takes as long as a known one (3.5, ASVS 6.3.8)', () => {
  test.each([
    ['nobody', undefined],
    ['somebody whose stored hash is damaged', 'not a hash'],
  ])("%s: exactly one hash with today's parameters, and false", async (_, stored) => {
    const { passwords, inputs, endOne } = held(1);
    const known = passwords.hash('known');
    await settle();
    await endOne();
    const phc = await known;
    const verified = passwords.verify(stored, 'guess');
    await settle();
    await endOne();
    expect(await verified).toBe(false);
    const rightful = passwords.verify(phc, 'known');
    await settle();
    await endOne();
    expect(await rightful).toBe(true);
    const costs = inputs.map(({ memoryKiB, passes, parallelism, tagBytes, salt }) => ({
      ...{ memoryKiB, passes, parallelism, tagBytes },
      salt: salt.length,
    }));
    expect(costs).toHaveLength(3);
    expect(costs[1]).toEqual(costs[2]);
  });
});
