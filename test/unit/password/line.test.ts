import { describe, expect, test } from 'vitest';
import { type Argon2idInput, createPasswordHash } from '../../../src/adapters/password/argon2id.ts';
import { createLine } from '../../../src/adapters/password/line.ts';
import { HashingBusy } from '../../../src/core/ports.ts';

const PER_SOURCE = 16;
const IN_ALL = 256;
const HERE = '203.0.113.0/24';
/** A network of its own for each number. */
const network = (at: number) => `2001:db8:0:${at}::/64`;

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
  /** The passwords in the order in which they were hashed. */
  const order = () => inputs.map(input => new TextDecoder().decode(input.password));
  return { passwords, running, inputs, order, endOne, failOne };
}

const throws = (): Promise<never> => {
  throw new Error('gone');
};
const settle = () => new Promise<void>(resolve => setImmediate(resolve));
const times = <T>(count: number, make: (index: number) => T) =>
  Array.from({ length: count }, (_, at) => make(at));

describe.each([1, 3])('the line of a machine that hashes %i at once', concurrency => {
  test('never runs more than that', async () => {
    const { passwords, running, inputs, endOne } = held(concurrency);
    const all = times(20, index => passwords.hash(`password ${index}`, network(index)));
    await settle();
    for (let ended = 0; ended < 20; ended++) {
      expect(running).toHaveLength(Math.min(concurrency, 20 - ended));
      await endOne();
    }
    expect(await Promise.all(all)).toHaveLength(20);
    expect(inputs).toHaveLength(20);
  });

  test('serves one source first come, first served', async () => {
    const { passwords, order, endOne } = held(concurrency);
    const all = times(9, index => passwords.hash(`password ${index}`, HERE));
    await settle();
    for (let ended = 0; ended < 9; ended++) await endOne();
    await Promise.all(all);
    expect(order()).toEqual(times(9, index => `password ${index}`));
  });

  test('is full for one source at 16 waiting: its next one is told to come back, another waits', async () => {
    const { passwords, running, inputs, endOne } = held(concurrency);
    const all = times(concurrency + PER_SOURCE, () => passwords.hash('waits', HERE));
    await expect(passwords.hash('too late', HERE)).rejects.toBeInstanceOf(HashingBusy);
    await expect(passwords.verify(undefined, 'too late', HERE)).rejects.toBeInstanceOf(HashingBusy);
    const elsewhere = passwords.hash('elsewhere', network(1));
    while (running.length > 0) await endOne();
    await Promise.all([...all, elsewhere]);
    expect(inputs).toHaveLength(concurrency + PER_SOURCE + 1);
  });

  test('has room again as soon as one of the source was served', async () => {
    const { passwords, running, endOne } = held(concurrency);
    const all = times(concurrency + PER_SOURCE, () => passwords.hash('waits', HERE));
    await settle();
    await endOne();
    const inTime = passwords.hash('in time', HERE);
    await expect(passwords.hash('too late', HERE)).rejects.toBeInstanceOf(HashingBusy);
    while (running.length > 0) await endOne();
    await Promise.all([...all, inTime]);
  });

  test('is full for all at 256 waiting: newcomers come back, and nothing is hashed for them', async () => {
    const { passwords, running, inputs, endOne } = held(concurrency);
    const all = times(concurrency + IN_ALL, at => passwords.hash('waits', network(at)));
    await expect(passwords.hash('too late', HERE)).rejects.toBeInstanceOf(HashingBusy);
    await expect(passwords.verify(undefined, 'too late', HERE)).rejects.toBeInstanceOf(HashingBusy);
    await settle();
    await endOne();
    const inTime = passwords.hash('in time', HERE);
    await expect(passwords.hash('too late', network(1_000))).rejects.toBeInstanceOf(HashingBusy);
    while (running.length > 0) await endOne();
    await Promise.all([...all, inTime]);
    expect(inputs).toHaveLength(concurrency + IN_ALL + 1);
  });

  test('a source with 16 in line delays the first of another by one hash only', async () => {
    const { passwords, running, order, endOne } = held(concurrency);
    const flood = times(concurrency + PER_SOURCE, at => passwords.hash(`flood ${at}`, HERE));
    const other = passwords.hash('other', network(1));
    await settle();
    expect(order()).not.toContain('other');
    await endOne();
    await endOne();
    expect(order().indexOf('other')).toBeLessThanOrEqual(concurrency + 1);
    while (running.length > 0) await endOne();
    await Promise.all([...flood, other]);
    const ofFlood = order().filter(password => password.startsWith('flood'));
    expect(ofFlood).toEqual(times(concurrency + PER_SOURCE, at => `flood ${at}`));
  });

  test('sources take turns, however many each has in line', async () => {
    const { passwords, running, order, endOne } = held(concurrency);
    const all = [
      ...times(concurrency, () => passwords.hash('running', HERE)),
      ...times(5, () => passwords.hash('a', network(1))),
      ...times(2, () => passwords.hash('b', network(2))),
      passwords.hash('c', network(3)),
    ];
    await settle();
    while (running.length > 0) await endOne();
    await Promise.all(all);
    expect(order().slice(concurrency)).toEqual(['a', 'b', 'c', 'a', 'b', 'a', 'a', 'a']);
  });

  test('goes on after a hash that failed', async () => {
    const { passwords, running, endOne, failOne } = held(concurrency);
    const first = passwords.hash('fails', HERE);
    const others = times(concurrency + 2, () => passwords.hash('works', HERE));
    await settle();
    await Promise.all([expect(first).rejects.toThrow('out of memory'), failOne()]);
    while (running.length > 0) await endOne();
    expect(await Promise.all(others)).toHaveLength(concurrency + 2);
    const again = times(concurrency + 1, () => passwords.hash('again', HERE));
    await settle();
    expect(running).toHaveLength(concurrency);
    while (running.length > 0) await endOne();
    await Promise.all(again);
  });
});

describe('a work that throws frees its place', () => {
  test('whether it rejects or throws at once, 100 times over', async () => {
    const inLine = createLine(1);
    for (let round = 0; round < 100; round++) {
      const failed = round % 2 === 0 ? () => Promise.reject(new Error('gone')) : throws;
      await expect(inLine(HERE, failed)).rejects.toThrow('gone');
    }
    expect(await inLine(HERE, async () => 'served')).toBe('served');
  });

  test('also the place of those who waited: a full line of failures leaves an empty one', async () => {
    const inLine = createLine(1);
    const failures = times(1 + PER_SOURCE, () => inLine(HERE, throws));
    for (const { status } of await Promise.allSettled(failures)) expect(status).toBe('rejected');
    const again = times(1 + PER_SOURCE, at => inLine(HERE, async () => at));
    expect(await Promise.all(again)).toEqual(times(1 + PER_SOURCE, at => at));
  });

  test('whoever was turned away took no place', async () => {
    const inLine = createLine(1);
    const served = times(1 + PER_SOURCE, at => inLine(HERE, async () => at));
    const refused = times(2 * IN_ALL, () => inLine(HERE, async () => 0));
    const others = times(IN_ALL - PER_SOURCE, at => inLine(network(at), async () => at));
    for (const result of await Promise.allSettled(refused))
      expect(result).toMatchObject({ status: 'rejected', reason: expect.any(HashingBusy) });
    expect(await Promise.all([...served, ...others])).toHaveLength(1 + IN_ALL);
  });
});

describe('an unknown name takes as long as a known one (3.5, ASVS 6.3.8)', () => {
  test.each([
    ['nobody', undefined],
    ['somebody whose stored hash is damaged', 'not a hash'],
  ])("%s: exactly one hash with today's parameters, and false", async (_, stored) => {
    const { passwords, inputs, endOne } = held(1);
    const known = passwords.hash('known', HERE);
    await settle();
    await endOne();
    const phc = await known;
    const verified = passwords.verify(stored, 'guess', HERE);
    await settle();
    await endOne();
    expect(await verified).toBe(false);
    const rightful = passwords.verify(phc, 'known', HERE);
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
