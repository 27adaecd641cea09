import { hotp } from '../../src/core/totp/hotp.ts';
import type { TotpKey } from '../../src/core/totp/key.ts';
import { quartzClock } from './quartz.ts';
import type { Random } from './random.ts';

export const DAY = 86_400_000;
export const YEAR = 365 * DAY;
export const BEGIN = Date.UTC(2026, 0, 1);
export const YEARS = 5;
const HOUR = 3_600_000;

/** What a person holds: it shows codes by a clock of its own. */
export interface Token {
  readonly kind: 'hardware' | 'virtual';
  readonly key: TotpKey;
  /** The step that the token is in at a moment of the true time. */
  step(at: number): number;
  /** The moment at which the token shows its next code. */
  nextChange(at: number): number;
  /** The code of one of its steps. */
  shows(step: number): string;
}

/** Six in ten are hardware tokens. */
export function makeToken(random: Random): Token {
  const secret = random.bytes(20);
  const kind = random.share() < 0.6 ? 'hardware' : 'virtual';
  return tokenOf(kind, secret, kind === 'hardware' ? hardwareClock(random) : phoneClock(random));
}

/** `ahead`: milliseconds that its clock is ahead of the true time, at a moment of the true time. */
export function tokenOf(kind: Token['kind'], secret: Uint8Array, ahead: (at: number) => number): Token {
  const key: TotpKey = { secret, algorithm: 'sha1', digits: 6, period: 30 };
  const codeOf = hotp(key);
  const step = (at: number) => Math.floor((at + ahead(at)) / 30_000);
  return {
    kind,
    key,
    step,
    nextChange: at => (step(at) + 1) * 30_000 - ahead(at),
    shows: shown => String(codeOf(shown)).padStart(6, '0'),
  };
}

/** A crystal that lay in stock for up to a year before somebody got it. */
function hardwareClock(random: Random): (at: number) => number {
  const stock = random.integer(0, 365);
  const days = quartzClock(random, stock + YEARS * 365 + 2);
  return at => {
    const day = (at - BEGIN) / DAY + stock;
    const whole = Math.floor(day);
    const before = days[whole] ?? Number.NaN;
    const after = days[whole + 1] ?? Number.NaN;
    return 1000 * (before + (after - before) * (day - whole));
  };
}

/**
 * A phone follows the network's time within a second. One in twenty a year is set by hand, to the time of
 * another zone, and is wrong by whole hours until somebody notices, some two weeks on average.
 */
function phoneClock(random: Random): (at: number) => number {
  const usual = random.normal(0, 500);
  const spells: { from: number; to: number; wrong: number }[] = [];
  for (let at = BEGIN + random.exponential(20 * YEAR); at < BEGIN + YEARS * YEAR; ) {
    const hours = random.pick([
      [0.6, 1],
      [0.15, 2],
      [0.25, random.integer(3, 12)],
    ]);
    const to = at + random.exponential(14 * DAY);
    spells.push({ from: at, to, wrong: (random.share() < 0.5 ? -hours : hours) * HOUR });
    at = to + random.exponential(20 * YEAR);
  }
  return at => usual + (spells.find(({ from, to }) => from <= at && at < to)?.wrong ?? 0);
}
