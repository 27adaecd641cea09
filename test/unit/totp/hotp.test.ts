import { generateSync } from 'otplib';
import { describe, expect, test } from 'vitest';
import { codeNumber, hotp } from '../../../src/core/totp/hotp.ts';
import type { TotpKey } from '../../../src/core/totp/key.ts';
import { Seeded } from '../seeded.ts';
import { referenceCode } from './reference.ts';

const CASES = 100_000;
const COUNTERS = 50;

const draw = (random: Seeded, bytes: number): TotpKey => ({
  secret: random.bytes(bytes),
  algorithm: random.pick(['sha1', 'sha256', 'sha512']),
  digits: random.pick([6, 8]),
  period: 30,
});
/** Small, around the words' edge at 2^31 and 2^32, and up to 2^40. */
const drawCounter = (random: Seeded) =>
  random.pick([0, 2 ** 31 - 500, 2 ** 32 - 500, 2 ** 32 * random.integer(0, 255)]) +
  random.pick([random.integer(0, 1000), random.integer(0, 2 ** 32 - 1)]);

describe('HOTP', () => {
  test(`agrees with otplib in ${CASES} random cases: keys of 16 to 64 bytes, counters to 2^40`, () => {
    const random = new Seeded('hotp');
    for (let round = 0; round < CASES / COUNTERS; round++) {
      const key = draw(random, random.integer(16, 64));
      const codeOf = hotp(key);
      const start = drawCounter(random);
      for (let counter = start; counter < start + COUNTERS; counter++) {
        const { secret, algorithm, digits } = key;
        const theirs = generateSync({ strategy: 'hotp', secret, counter, algorithm, digits });
        const own = codeOf(counter);
        if (own !== Number(theirs)) expect(own, `round ${round}, counter ${counter}`).toBe(Number(theirs));
      }
    }
  });

  test.each([
    0, 1, 63, 65, 127, 128, 129, 200,
  ])('a key of %i bytes, which otplib refuses: as the HMAC of the platform says', bytes => {
    const random = new Seeded(`long ${bytes}`);
    for (let round = 0; round < 60; round++) {
      const key = draw(random, bytes);
      const counter = drawCounter(random);
      expect(hotp(key)(counter), key.algorithm).toBe(Number(referenceCode(counter, key)));
    }
  });

  test('two keys at work at once do not disturb each other', () => {
    const random = new Seeded('two');
    for (const algorithm of ['sha1', 'sha256', 'sha512'] as const) {
      const keys = [draw(random, 20), draw(random, 20)].map(key => ({ ...key, algorithm }));
      const both = keys.map(key => hotp(key));
      for (let counter = 0; counter < 50; counter++)
        expect(both.map(codeOf => codeOf(counter))).toEqual(
          keys.map(key => Number(referenceCode(counter, key))),
        );
    }
  });

  test('a counter below zero throws nothing (3.10)', () => {
    for (const algorithm of ['sha1', 'sha256', 'sha512'] as const) {
      const codeOf = hotp({ secret: new Uint8Array(20), algorithm, digits: 6 });
      for (const counter of [-1, -2_880, -(2 ** 40)]) expect(codeOf(counter)).toBeLessThan(1_000_000);
    }
  });
});

describe('the number of a typed code', () => {
  test('is that of its digits, zeros in front and all', () => {
    expect(codeNumber('000042', 6)).toBe(42);
    expect(codeNumber('000000', 6)).toBe(0);
    expect(codeNumber('99999999', 8)).toBe(99_999_999);
  });

  test.each([
    ['one digit short', '12345'],
    ['one digit more', '1234567'],
    ['zeros to spare', '00123456'],
    ['nothing', ''],
    ['full-width digits', '１２３４５６'],
    ['Arabic-Indic digits', '١٢٣٤٥٦'],
    ['a blank in front', ' 12345'],
    ['a blank behind', '12345 '],
    ['a line end behind', '12345\n'],
    ['a sign', '+12345'],
    ['a negative number', '-00001'],
    ['a fraction', '1234.5'],
    ['an exponent', '1234e1'],
    ['hexadecimal', '0x1234'],
    ['underscores', '123_56'],
  ])('%s: is no code', (_, text) => {
    expect(codeNumber(text, 6)).toBe(-1);
  });
});
