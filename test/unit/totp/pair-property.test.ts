import { expect, test } from 'vitest';
import { locatePair } from '../../../src/core/totp/pair.ts';
import { Seeded } from '../seeded.ts';
import { randomKey, referenceCode, referencePlaces } from './reference.ts';

test('locatePair finds what the reference finds, in 3,000 random cases', () => {
  const random = new Seeded('pair');
  let found = 0;
  for (let round = 0; round < 3_000; round++) {
    const key = randomKey(random);
    const now = random.integer(1_700_000_000, 1_900_000_000) * 1000;
    const server = Math.floor(now / 1000 / key.period);
    const window = random.pick([3, 8, 20]);
    const first = server + random.integer(-window - 2, window + 1);
    // Mostly neighbours, now and then equal, reversed or apart.
    const second = first + random.pick([1, 1, 1, 1, 0, -1, 2]);
    const lastStep = random.pick([0, first - 2, first - 1, first, second]);
    const [code1, code2] = [referenceCode(first, key), referenceCode(second, key)];
    const places = referencePlaces(code1, code2, key, lastStep, now, window);
    const [step] = places;
    const expected =
      step !== undefined && places.length === 1 && code1 !== code2
        ? { lastStep: step, drift: step - server }
        : undefined;
    const located = locatePair(code1, code2, key, { lastStep }, now, window);
    expect(located, `round ${round}`).toEqual(expected);
    if (expected !== undefined) found += 1;
  }
  expect(found).toBeGreaterThan(600);
  expect(found).toBeLessThan(2_200);
});

test('locatePair searches the whole hour of the person as the reference does', () => {
  const random = new Seeded('hour');
  for (let round = 0; round < 150; round++) {
    const key = randomKey(random);
    const now = random.integer(1_700_000_000, 1_900_000_000) * 1000;
    const first = Math.floor(now / 1000 / key.period) + random.integer(-123, 122);
    const [code1, code2] = [referenceCode(first, key), referenceCode(first + 1, key)];
    const step = referencePlaces(code1, code2, key, 0, now, 120)[0];
    expect(locatePair(code1, code2, key, { lastStep: 0 }, now)?.lastStep, `round ${round}`).toBe(step);
  }
});
