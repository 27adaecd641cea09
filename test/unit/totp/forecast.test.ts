import { describe, expect, test } from 'vitest';
import { type DriftReadings, forecastDrift } from '../../../src/core/totp/forecast.ts';

const DAY = 86_400_000;
const BEGIN = 1_800_000_000_000;
/** A device that was first read at drift `from`, and `days` later at drift `to`. */
const read = (from: number, to: number, days: number): DriftReadings => ({
  measuredDrift: from,
  measuredAt: BEGIN,
  drift: to,
  lastUsedAt: BEGIN + days * DAY,
});
const forecast = (readings: DriftReadings, daysAfterLastUse = 0) =>
  forecastDrift(readings, (readings.lastUsedAt ?? BEGIN) + daysAfterLastUse * DAY);

describe('the rate', () => {
  test('is in steps a day, and its sign says which way', () => {
    expect(forecast(read(0, 4, 80))?.stepsPerDay).toBeCloseTo(0.05, 12);
    expect(forecast(read(3, -1, 80))?.stepsPerDay).toBeCloseTo(-0.05, 12);
    expect(forecast(read(-7, -3, 80))?.stepsPerDay).toBeCloseTo(0.05, 12);
  });
});

describe('the day on which the device leaves the window', () => {
  test('is one step of drift after its last use, whichever way it runs', () => {
    expect(forecast(read(0, 4, 80))?.leavesAt).toBe(BEGIN + 100 * DAY);
    expect(forecast(read(0, -4, 80))?.leavesAt).toBe(BEGIN + 100 * DAY);
  });

  test('does not depend on when one asks', () => {
    const readings = read(0, 4, 80);
    expect(forecast(readings, 400)?.leavesAt).toBe(forecast(readings, 0)?.leavesAt);
  });
});

describe('a resync is advised', () => {
  test('two weeks ahead, where the device loses a step in more than four weeks', () => {
    const slow = read(0, 2, 80);
    expect([0, 26, 26.01, 300].map(days => forecast(slow, days)?.resyncAdvised)).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  test('after half of the time, where it loses one sooner', () => {
    const fast = read(0, 8, 80);
    expect([0, 5, 5.01].map(days => forecast(fast, days)?.resyncAdvised)).toEqual([false, false, true]);
  });
});

describe('too little is known', () => {
  test.each([
    ['nothing was measured since the clock was set', { ...read(0, 4, 80), measuredDrift: undefined }],
    ['the time of the first reading is unknown', { ...read(0, 4, 80), measuredAt: undefined }],
    ['the device was never used', { ...read(0, 4, 80), lastUsedAt: undefined }],
    ['one step apart: a code typed late makes as much', read(0, 1, 80)],
    ['no step apart', read(5, 5, 80)],
    ['less than a day apart', read(0, 4, 0.99)],
    ['the clock was set back between the readings', read(0, 4, -80)],
  ])('%s', (_, readings) => {
    expect(forecast(readings, 1)).toBeUndefined();
  });

  test('two steps and a day are the least', () => {
    expect(forecast(read(0, 2, 1))?.stepsPerDay).toBe(2);
    expect(forecast(read(2, 0, 1))?.stepsPerDay).toBe(-2);
  });
});
