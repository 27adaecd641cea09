import { describe, expect, test } from 'vitest';
import { RESYNC_UNCONFIRMED, type TotpClock, type TotpKey } from '../../../src/core/totp/key.ts';
import { matchStep } from '../../../src/core/totp/match.ts';
import { oathtool } from './oathtool.ts';
import { referenceCode } from './reference.ts';

const NOW = 1_800_000_015_000;
const STEP = 60_000_000;
const key: TotpKey = {
  secret: new TextEncoder().encode('sallyport-resync-key'),
  algorithm: 'sha1',
  digits: 6,
  period: 30,
};
const codes = oathtool(key, STEP - 100, 201);
const code = (offset: number) => codes[offset + 100] ?? '';
const resyncedTo = (drift: number, until = NOW + RESYNC_UNCONFIRMED): TotpClock => ({
  drift: 0,
  lastStep: 0,
  resynced: { drift, until, step: 0 },
});

/** A resync that was accepted now, whose second code is `drift` steps away. */
const pairAt = (drift: number): TotpClock => ({
  drift: 0,
  lastStep: 0,
  resynced: { drift, until: NOW + RESYNC_UNCONFIRMED, step: STEP + drift },
});

describe('while a resync waits for its fresh code (3.4)', () => {
  test("a phished old pair does not shut the owner out: his current code works, and the device's clock is his", () => {
    const clock = pairAt(-15);
    expect(matchStep(code(0), key, clock, NOW)).toEqual({ found: 'fresh', step: STEP, drift: 0 });
  });

  test('a device that did drift is brought back by its next code', () => {
    expect(matchStep(code(40), key, resyncedTo(40), NOW)).toEqual({
      found: 'fresh',
      step: STEP + 40,
      drift: 40,
    });
  });

  test('six steps count and no other: one either side of each clock', () => {
    const accepted = Array.from({ length: 201 }, (_, index) => index - 100).filter(
      offset => matchStep(code(offset), key, resyncedTo(40), NOW).found === 'fresh',
    );
    expect(accepted).toEqual([-1, 0, 1, 39, 40, 41]);
  });

  test('windows that overlap count each step once, and none between', () => {
    const accepted = Array.from({ length: 201 }, (_, index) => index - 100).filter(
      offset => matchStep(code(offset), key, resyncedTo(3), NOW).found === 'fresh',
    );
    expect(accepted).toEqual([-1, 0, 1, 2, 3, 4]);
    expect(matchStep(code(2), key, resyncedTo(1), NOW)).toMatchObject({ drift: 2 });
    expect(matchStep(code(3), key, resyncedTo(1), NOW)).toEqual({ found: 'none' });
  });

  test('the last accepted step is spent in both windows', () => {
    const clock = { ...resyncedTo(-16), lastStep: STEP };
    for (const offset of [-17, -16, -15, -1, 0])
      expect(matchStep(code(offset), key, clock, NOW), `${offset}`).toEqual({ found: 'replayed' });
  });

  test('a code that stands in both windows is taken where it is nearest to a centre', () => {
    // The code of the resynced centre stands also one step before the other centre.
    const [step, drift] = twin();
    const now = step * 30_000;
    const match = matchStep(referenceCode(step + drift, key), key, resyncedTo(drift, now + 1), now);
    expect(match).toEqual({ found: 'fresh', step: step + drift, drift });
  });

  test('a pair from the future does not shut the owner out either, and is refused when its time comes', () => {
    for (const drift of [2, 3, 110]) {
      const clock = pairAt(drift);
      expect(matchStep(code(0), key, clock, NOW), `${drift}`).toMatchObject(
        drift === 2 ? { found: 'replayed' } : { found: 'fresh', drift: 0 },
      );
    }
    const clock = pairAt(40);
    for (const [late, offset] of [
      [39, 39],
      [39, 40],
      [40, 40],
      [41, 40],
      [40, 39],
    ] as const) {
      const now = NOW + late * 30_000;
      expect(matchStep(code(offset), key, clock, now).found, `${offset} at ${late}`).toBe('replayed');
    }
    expect(matchStep(code(41), key, clock, NOW + 41 * 30_000)).toMatchObject({ found: 'fresh', drift: 0 });
  });

  test('neither code of the pair is taken again, wherever it stands', () => {
    for (let drift = -60; drift <= 60; drift++) {
      for (const offset of [drift - 1, drift]) {
        for (const wait of [0, 1, 30, drift]) {
          const { found } = matchStep(code(offset), key, pairAt(drift), NOW + Math.max(0, wait) * 30_000);
          expect(found, `${offset} of ${drift} after ${wait}`).not.toBe('fresh');
        }
      }
    }
  });

  test('one that a clock far ahead has noted does not count; machines may disagree by a minute (3.10)', () => {
    const furthest = NOW + RESYNC_UNCONFIRMED + 60_000;
    expect(matchStep(code(40), key, resyncedTo(40, furthest), NOW).found).toBe('fresh');
    for (const late of [1, 365 * 24 * 60 * 60 * 1000]) {
      const clock = resyncedTo(40, furthest + late);
      expect(matchStep(code(40), key, clock, NOW), `${late}`).toEqual({ found: 'none' });
      expect(matchStep(code(0), key, clock, NOW).found, `${late}`).toBe('fresh');
    }
  });

  test('it ends a week after the resync, to the millisecond: then three steps count again', () => {
    expect(RESYNC_UNCONFIRMED).toBe(7 * 24 * 60 * 60 * 1000);
    expect(matchStep(code(40), key, resyncedTo(40, NOW + 1), NOW).found).toBe('fresh');
    expect(matchStep(code(40), key, resyncedTo(40, NOW), NOW)).toEqual({ found: 'none' });
    expect(matchStep(code(0), key, resyncedTo(40, NOW), NOW).found).toBe('fresh');
  });
});

test.each([
  0, 29_999, 60_000,
])('a server that believes it is %i ms after 1970 refuses and does not throw (3.10)', now => {
  const clock = { drift: -5, lastStep: STEP, resynced: { drift: -2_880, until: now + 1, step: 0 } };
  expect(matchStep(code(0), key, clock, now)).toEqual({ found: 'none' });
});

/** A step and a distance such that one code is shown at step + distance and at step - 1. */
function twin(): [number, number] {
  const seen = new Map<string, number>();
  for (let step = STEP; ; step++) {
    const shown = referenceCode(step, key);
    const before = seen.get(shown);
    if (before !== undefined && step - before > 4) return [before + 1, step - before - 1];
    seen.set(shown, step);
  }
}
