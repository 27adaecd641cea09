import { describe, expect, test } from 'vitest';
import { measureGuessing } from '../../simulate/guesser.ts';
import { typingTime } from '../../simulate/habit.ts';
import { play } from '../../simulate/play.ts';
import { playPopulation } from '../../simulate/population.ts';
import { quartzClock } from '../../simulate/quartz.ts';
import { Random } from '../../simulate/random.ts';
import { isBounded } from '../../simulate/report.ts';
import { sum, type Tally } from '../../simulate/tally.ts';
import { BEGIN, DAY, type Token, tokenOf } from '../../simulate/token.ts';

/** A token whose clock gains so many seconds a day, used every so many days for three years. */
function steady(secondsPerDay: number, everyDays: number, learned: boolean): Tally {
  const ahead = (at: number) => ((at - BEGIN) / DAY) * secondsPerDay * 1000;
  const token: Token = tokenOf('hardware', new Random(5).bytes(20), ahead);
  const moments = Array.from(
    { length: Math.floor(1095 / everyDays) },
    (_, i) => BEGIN + (i + 1) * everyDays * DAY,
  );
  return play(token, moments, new Random(6), learned);
}

describe('one token', () => {
  test('a clock that is right never needs a resync', () => {
    for (const learned of [true, false]) {
      expect(steady(0, 1, learned)).toMatchObject({
        signIns: 1095,
        driftedCodes: 0,
        resyncs: 0,
        notEnrolled: 0,
      });
    }
  });

  test.each([
    1, -1,
  ])('%i s a day, used weekly: followed for three years, 18 minutes; without learning it is lost again and again', rate => {
    expect(steady(rate, 7, true)).toMatchObject({ resyncs: 0 });
    const fixed = steady(rate, 7, false);
    // It leaves a window of one step either side about every one to two months.
    expect(fixed.resyncs).toBeGreaterThan(15);
    expect(fixed.resyncs).toBeLessThan(45);
    expect(fixed).toMatchObject({ ownFailed: 0, administratorFailed: 0, notConfirmed: 0 });
  });

  test('a minute between two sign-ins is too much for learning too, and the forecast has said so', () => {
    const tally = steady(2, 30, true);
    expect(tally.resyncs).toBeGreaterThan(10);
    expect(tally).toMatchObject({ ownFailed: 0, notConfirmed: 0 });
  });

  test('a clock four hours wrong is found by the administrator alone, thirteen months wrong by nobody', () => {
    const jump = (by: number) =>
      play(
        tokenOf('virtual', new Random(5).bytes(20), at => (at > BEGIN + DAY ? by : 0)),
        [BEGIN + 2 * DAY, BEGIN + 3 * DAY],
        new Random(6),
        true,
      );
    const hours = jump(-4 * 3_600_000);
    expect(hours).toMatchObject({ resyncs: 1, ownFailed: 1, administratorFailed: 0, notConfirmed: 0 });
    expect(jump(400 * DAY)).toMatchObject({ resyncs: 2, ownFailed: 2, administratorFailed: 2 });
  });
});

describe('the crystals', () => {
  const days = Array.from({ length: 2_000 }, (_, seed) => quartzClock(new Random(seed), 366));

  test('gain or lose at most what the data sheet allows', () => {
    for (const clock of days) expect(Math.abs(clock[365] ?? 0)).toBeLessThan(30 * 0.0864 * 365);
  });

  test('are off by minutes a year, as vendors of tokens say', () => {
    const minutes = days.map(clock => Math.abs(clock[365] ?? 0) / 60).sort((a, b) => a - b);
    expect(minutes[1000]).toBeGreaterThan(1);
    expect(minutes[1000]).toBeLessThan(4);
  });
});

describe('three hundred tokens', () => {
  const played = playPopulation(300, 77);
  const of = (tallies: readonly Tally[], kind: Tally['kind']) => tallies.filter(tally => tally.kind === kind);

  test('learned drift spares hardware tokens four of five resyncs', () => {
    const learned = sum(of(played.learned, 'hardware'), 'resyncs');
    expect(learned).toBeGreaterThan(50);
    expect(sum(of(played.fixed, 'hardware'), 'resyncs')).toBeGreaterThan(4 * learned);
  });

  test('every hardware token that drifted is brought back by its person', () => {
    for (const tallies of [played.learned, played.fixed])
      expect(sum(of(tallies, 'hardware'), 'administratorFailed')).toBe(0);
    expect(sum(of(played.learned, 'hardware'), 'ownFailed')).toBe(0);
  });

  test('sign-ins are the same with and without', () => {
    expect(played.learned.map(({ signIns }) => signIns)).toEqual(played.fixed.map(({ signIns }) => signIns));
  });

  test('the forecast is worth something: outside its window one in four is refused, inside one in a hundred', () => {
    const outcome = (said: keyof Tally['forecasts']) => {
      const of = (what: 'accepted' | 'refused') =>
        played.learned.reduce((total, { forecasts }) => total + forecasts[said][what], 0);
      return of('refused') / (of('refused') + of('accepted'));
    };
    expect(outcome('gone')).toBeGreaterThan(0.25);
    expect(outcome('inside')).toBeLessThan(0.01);
  });

  test('the same seed plays the same', () => {
    expect(playPopulation(5, 77).learned).toEqual(played.learned.slice(0, 5));
  });
});

test('people type for some eight seconds, at most for forty-five', () => {
  const random = new Random(3);
  const times = Array.from({ length: 5_000 }, () => typingTime(random)).sort((a, b) => a - b);
  expect(times[2_500]).toBeGreaterThan(7_000);
  expect(times[2_500]).toBeLessThan(9_000);
  expect(times.at(-1)).toBeLessThanOrEqual(45_000);
});

test('3.1, 3.2 a guesser does no better than the formulas say', () => {
  for (const guess of measureGuessing(new Random(9), 0.02)) {
    expect(isBounded(guess), guess.what).toBe(true);
    expect(guess.high, guess.what).toBeGreaterThan(0.98 * guess.formula);
  }
});
