import { describe, expect, test } from 'vitest';
import type { TotpKey } from '../../../src/core/totp/key.ts';
import { ADMINISTRATOR_PAIR_WINDOW, locatePair, OWN_PAIR_WINDOW } from '../../../src/core/totp/pair.ts';
import { oathtool } from './oathtool.ts';

const NOW = 1_800_000_015_000;
const STEP = 60_000_000;
const key: TotpKey = {
  secret: new TextEncoder().encode('sallyport-pair-key-01'),
  algorithm: 'sha1',
  digits: 6,
  period: 30,
};
const BASE = STEP - 400;
const codes = oathtool(key, BASE, 801);
const code = (offset: number) => codes[offset + 400] ?? '';
const locate = (first: string, second: string, lastStep = 0, window?: number) =>
  locatePair(first, second, key, { lastStep }, NOW, window);

describe('two consecutive codes (S0-38, S0-39)', () => {
  test('tell the clock: the second one becomes the last step, its distance the drift', () => {
    expect(locate(code(-1), code(0))).toEqual({ lastStep: STEP, drift: 0 });
    expect(locate(code(0), code(1))).toEqual({ lastStep: STEP + 1, drift: 1 });
    expect(locate(code(-40), code(-39))).toEqual({ lastStep: STEP - 39, drift: -39 });
    expect(locate(code(63), code(64))).toEqual({ lastStep: STEP + 64, drift: 64 });
  });

  test.each([
    ['reversed', 0, -1],
    ['the same code twice', 0, 0],
    ['two steps apart', -1, 1],
    ['far apart, each inside the window', -90, 75],
  ])('%s: refused', (_, first, second) => {
    expect(locate(code(first), code(second))).toBeUndefined();
  });

  test('one right code beside a wrong one is refused, in either place', () => {
    const wrong = code(0) === '000000' ? '000001' : '000000';
    expect(locate(code(-1), wrong)).toBeUndefined();
    expect(locate(wrong, code(0))).toBeUndefined();
  });

  test('full-width digits are refused', () => {
    const wide = (text: string) => text.replace(/\d/g, digit => String.fromCharCode(0xff10 + Number(digit)));
    expect(locate(wide(code(-1)), wide(code(0)))).toBeUndefined();
  });

  test('equal neighbours are refused even where the device really shows one code twice in a row', () => {
    // Found by counting upwards from the year 2027.
    const [step, twin] = [63_588_767, '054816'];
    expect(oathtool(key, step, 2)).toEqual([twin, twin]);
    expect(locatePair(twin, twin, key, { lastStep: 0 }, step * 30_000)).toBeUndefined();
  });
});

describe('only newer than the last accepted step (3.4)', () => {
  test('both new: accepted', () => {
    expect(locate(code(-1), code(0), STEP - 2)).toEqual({ lastStep: STEP, drift: 0 });
  });

  test('the first one used already: refused', () => {
    expect(locate(code(-1), code(0), STEP - 1)).toBeUndefined();
  });

  test('both used already: refused', () => {
    expect(locate(code(-1), code(0), STEP)).toBeUndefined();
  });

  test('a pair captured eight minutes ago is refused once any later code was accepted', () => {
    expect(locate(code(-16), code(-15), STEP - 14)).toBeUndefined();
    expect(locate(code(-16), code(-15), STEP - 17)).toEqual({ lastStep: STEP - 15, drift: -15 });
  });
});

describe('the window', () => {
  test('is an hour either side for the person, and not a step more (3.2)', () => {
    expect(OWN_PAIR_WINDOW).toBe(120);
    expect(locate(code(-120), code(-119))).toEqual({ lastStep: STEP - 119, drift: -119 });
    expect(locate(code(-121), code(-120))).toBeUndefined();
    expect(locate(code(119), code(120))).toEqual({ lastStep: STEP + 120, drift: 120 });
    expect(locate(code(120), code(121))).toBeUndefined();
  });

  test('is a day either side for an administrator, and not a step more (3.2)', () => {
    expect(ADMINISTRATOR_PAIR_WINDOW).toBe(2_880);
    for (const [offset, found] of [
      [-2_880, true],
      [-2_881, false],
      [2_879, true],
      [2_880, false],
    ] as const) {
      const [first = '', second = ''] = oathtool(key, STEP + offset, 2);
      const located = locate(first, second, 0, ADMINISTRATOR_PAIR_WINDOW);
      expect(located?.drift, `${offset}`).toBe(found ? offset + 1 : undefined);
    }
  });

  test('a server that believes it is 1970 refuses and does not throw (3.10)', () => {
    expect(locatePair(code(0), code(1), key, { lastStep: STEP }, 60_000)).toBeUndefined();
  });

  test('is what the caller says, where he says it', () => {
    expect(locate(code(-300), code(-299), 0, 300)).toEqual({ lastStep: STEP - 299, drift: -299 });
    expect(locate(code(-301), code(-300), 0, 300)).toBeUndefined();
    expect(locate(code(4), code(5), 0, 5)).toEqual({ lastStep: STEP + 5, drift: 5 });
    expect(locate(code(5), code(6), 0, 5)).toBeUndefined();
  });
});

describe('other devices', () => {
  test.each([
    ['sha256', 8, 60, 32],
    ['sha512', 8, 30, 64],
    ['sha1', 6, 60, 20],
  ] as const)('%s, %i digits, %i s', (algorithm, digits, period, bytes) => {
    const other: TotpKey = { secret: new Uint8Array(bytes).fill(7), algorithm, digits, period };
    const here = Math.floor(NOW / 1000 / period);
    const [first = '', second = '', third = ''] = oathtool(other, here - 60, 3);
    const clock = { lastStep: 0 };
    expect(locatePair(first, second, other, clock, NOW)).toEqual({ lastStep: here - 59, drift: -59 });
    expect(locatePair(first, third, other, clock, NOW)).toBeUndefined();
  });
});
