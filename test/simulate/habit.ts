import type { Random } from './random.ts';
import { BEGIN, DAY, YEAR, YEARS } from './token.ts';

/** Days between two sign-ins on average: four people in ten sign in on every working day, one in ten hardly ever. */
const HABITS = [
  [0.4, 1.4],
  [0.3, 7],
  [0.2, 30],
  [0.1, 120],
] as const;

/** A share of the tokens that lies in a drawer each year, and for how long: leave, another project, a spare. */
const DRAWER = { share: 0.3, from: 30, to: 270 };

/** The moments at which one person reads a code to sign in. */
export function signIns(random: Random): number[] {
  const pause = random.pick(HABITS) * DAY;
  const drawer = Array.from({ length: YEARS }, (_, year) => {
    const from =
      random.share() < DRAWER.share ? BEGIN + (year + random.share()) * YEAR : Number.POSITIVE_INFINITY;
    return { from, to: from + random.between(DRAWER.from, DRAWER.to) * DAY };
  });
  const moments: number[] = [];
  // Nobody signs in twice within five minutes: that a code works once is not what is measured here.
  const next = (at: number) => at + 300_000 + random.exponential(pause);
  for (let at = next(BEGIN + 3_600_000); at < BEGIN + YEARS * YEAR; at = next(at)) {
    if (!drawer.some(({ from, to }) => from <= at && at < to)) moments.push(at);
  }
  return moments;
}

/** From reading a code to its arrival: mostly eight seconds, now and then half a minute. */
export function typingTime(random: Random): number {
  return Math.min(45_000, 8000 * Math.exp(random.normal(0, 0.5)));
}
