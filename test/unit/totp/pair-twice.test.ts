import { describe, expect, test } from 'vitest';
import type { TotpKey } from '../../../src/core/totp/key.ts';
import { locatePair } from '../../../src/core/totp/pair.ts';
import { oathtool } from './oathtool.ts';

/**
 * A device that shows one pair of codes twice within half a day. Such places are one in 10^12 apart; this one
 * was found by computing some hundred million codes.
 */
const key: TotpKey = {
  secret: new TextEncoder().encode('sallyport-twice-0003'),
  algorithm: 'sha1',
  digits: 6,
  period: 30,
};
const [CODE1, CODE2] = ['988007', '185767'];
/** Steps of the second code. */
const [EARLY, LATE] = [90_892_198, 90_893_408];
const locate = (step: number, lastStep: number, window?: number) =>
  locatePair(CODE1, CODE2, key, { lastStep }, step * 30_000, window);

test('OATH Toolkit shows the pair at both places', () => {
  for (const step of [EARLY, LATE]) expect(oathtool(key, step - 1, 2)).toEqual([CODE1, CODE2]);
});

describe('a pair that fits two places', () => {
  const between = (EARLY + LATE) / 2;

  test.each([0, EARLY - 2])('is refused: nobody can tell the clock from it (last step %i)', lastStep => {
    expect(locate(between, lastStep, 2_880)).toBeUndefined();
  });

  test('counts a place only where both codes are new: the early one used, the late one is meant', () => {
    for (const lastStep of [EARLY - 1, EARLY, LATE - 2])
      expect(locate(between, lastStep, 2_880)).toEqual({ lastStep: LATE, drift: LATE - between });
    expect(locate(between, LATE - 1, 2_880)).toBeUndefined();
  });

  test('is plain to a window that shows one of them', () => {
    expect(locate(EARLY, 0)).toEqual({ lastStep: EARLY, drift: 0 });
    expect(locate(LATE, 0)).toEqual({ lastStep: LATE, drift: 0 });
  });

  test('counts a place at the very edge of the window', () => {
    const distance = LATE - EARLY;
    expect(locate(EARLY, 0, distance)).toBeUndefined();
    expect(locate(EARLY, 0, distance - 1)).toEqual({ lastStep: EARLY, drift: 0 });
  });
});
