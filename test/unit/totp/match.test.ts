import { describe, expect, test } from 'vitest';
import type { TotpClock, TotpKey } from '../../../src/core/totp/key.ts';
import { matchStep } from '../../../src/core/totp/match.ts';
import { oathCode } from './oathtool.ts';

const NOW = 1_800_000_015_000;
const STEP = 60_000_000;
const key: TotpKey = {
  secret: new TextEncoder().encode('sallyport-match-key-1'),
  algorithm: 'sha1',
  digits: 6,
  period: 30,
};
const clockAt = (drift: number, lastStep = 0): TotpClock => ({ drift, lastStep, resynced: undefined });
const fresh = clockAt(0);
const code = (step: number) => oathCode(key, step);

describe('the window', () => {
  test.each([-1, 0, 1])('the code %i steps from the present is accepted (RFC 6238 5.2)', offset => {
    expect(matchStep(code(STEP + offset), key, fresh, NOW)).toEqual({
      found: 'fresh',
      step: STEP + offset,
      drift: offset,
    });
  });

  test.each([-120, -5, -2, 2, 5, 120])('the code %i steps from the present is refused (S0-02)', offset => {
    expect(matchStep(code(STEP + offset), key, fresh, NOW)).toEqual({ found: 'none' });
  });

  test('is open for whole steps: from the first millisecond of one to the last of the third', () => {
    const first = (STEP - 1) * 30_000;
    const accepted = (now: number) => matchStep(code(STEP), key, fresh, now).found === 'fresh';
    expect([first - 1, first, first + 89_999, first + 90_000].map(accepted)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  test.each([
    -37, 37,
  ])('lies around the drift of %i steps that was learned, not around the present', drift => {
    const clock = clockAt(drift);
    const around = [-2, -1, 0, 1, 2].map(offset => code(STEP + drift + offset));
    expect(around.map(typed => matchStep(typed, key, clock, NOW).found)).toEqual([
      'none',
      'fresh',
      'fresh',
      'fresh',
      'none',
    ]);
    expect(matchStep(code(STEP), key, clock, NOW)).toEqual({ found: 'none' });
  });

  test('counts in the steps of the device: 60 s and 8 digits work alike', () => {
    const slow: TotpKey = { ...key, digits: 8, period: 60 };
    const here = Math.floor(NOW / 60_000);
    const around = [-2, -1, 0, 1, 2].map(offset =>
      matchStep(oathCode(slow, here + offset), slow, fresh, NOW),
    );
    expect(around.map(match => match.found)).toEqual(['none', 'fresh', 'fresh', 'fresh', 'none']);
  });
});

describe('drift', () => {
  test.each([-1, 0, 1])('follows the device by at most one step: %i', offset => {
    const clock = clockAt(12);
    expect(matchStep(code(STEP + 12 + offset), key, clock, NOW)).toMatchObject({ drift: 12 + offset });
  });

  test('a device that loses a step each time is followed, sign-in by sign-in', () => {
    let clock = clockAt(0);
    for (let signIn = 1; signIn <= 5; signIn++) {
      const now = NOW + signIn * 600_000;
      const step = Math.floor(now / 30_000) - signIn;
      const match = matchStep(code(step), key, clock, now);
      expect(match).toEqual({ found: 'fresh', step, drift: -signIn });
      clock = clockAt(-signIn, step);
    }
  });
});

describe('every code works once (B4)', () => {
  test('the last accepted step and the one before it are refused as replays', () => {
    const clock = clockAt(0, STEP);
    expect(matchStep(code(STEP), key, clock, NOW)).toEqual({ found: 'replayed' });
    expect(matchStep(code(STEP - 1), key, clock, NOW)).toEqual({ found: 'replayed' });
    expect(matchStep(code(STEP + 1), key, clock, NOW)).toMatchObject({ found: 'fresh', step: STEP + 1 });
  });

  test.each([
    30_000, 300_000, 86_400_000,
  ])('the server stepped back by %i ms: a refusal, not an exception, and not a second use (3.10)', back => {
    const clock = clockAt(0, STEP);
    expect(matchStep(code(STEP), key, clock, NOW - back).found).not.toBe('fresh');
    const shown = Math.floor((NOW - back) / 30_000);
    expect(matchStep(code(shown), key, clock, NOW - back)).toEqual({ found: 'replayed' });
  });
});

describe('what is not the code', () => {
  test.each([
    [
      'full-width digits',
      (text: string) => text.replace(/\d/g, d => String.fromCharCode(0xff10 + Number(d))),
    ],
    [
      'Arabic-Indic digits',
      (text: string) => text.replace(/\d/g, d => String.fromCharCode(0x660 + Number(d))),
    ],
    ['one digit short', (text: string) => text.slice(1)],
    ['one digit more', (text: string) => `0${text}`],
    ['with a space', (text: string) => `${text.slice(0, 3)} ${text.slice(3)}`],
    ['nothing', () => ''],
  ])('%s: refused', (_, alter) => {
    expect(matchStep(alter(code(STEP)), key, fresh, NOW)).toEqual({ found: 'none' });
  });

  test('the code of another device, or of the same secret under another algorithm', () => {
    const other: TotpKey = { ...key, secret: new TextEncoder().encode('sallyport-match-key-2') };
    expect(matchStep(oathCode(other, STEP), key, fresh, NOW)).toEqual({ found: 'none' });
    const sha256: TotpKey = { ...key, algorithm: 'sha256' };
    expect(matchStep(oathCode(sha256, STEP), key, fresh, NOW)).toEqual({ found: 'none' });
  });
});
