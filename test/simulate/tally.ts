import type { Token } from './token.ts';
import { YEARS } from './token.ts';

interface Outcome {
  accepted: number;
  refused: number;
}

/** What happened to one token, or to many. */
export interface Tally {
  readonly kind: Token['kind'];
  signIns: number;
  /** Codes that were refused, and would not have been on a clock that is right. */
  driftedCodes: number;
  /** Codes that were refused because they were typed too late for any clock. */
  lateCodes: number;
  /** Sign-ins at which two codes were refused, so that the person asked for a resync. */
  resyncs: number;
  ownFailed: number;
  administratorFailed: number;
  /** Resyncs whose fresh code was refused. */
  notConfirmed: number;
  notEnrolled: number;
  /** The years in which a resync was needed, from 0. */
  readonly years: Set<number>;
  /** What the forecast said just before a sign-in, and what came of it. */
  readonly forecasts: Record<'unknown' | 'inside' | 'advised' | 'gone', Outcome>;
}

export function newTally(kind: Token['kind']): Tally {
  const outcome = (): Outcome => ({ accepted: 0, refused: 0 });
  return {
    kind,
    signIns: 0,
    driftedCodes: 0,
    lateCodes: 0,
    resyncs: 0,
    ownFailed: 0,
    administratorFailed: 0,
    notConfirmed: 0,
    notEnrolled: 0,
    years: new Set(),
    forecasts: { unknown: outcome(), inside: outcome(), advised: outcome(), gone: outcome() },
  };
}

type Count = { [Name in keyof Tally]: Tally[Name] extends number ? Name : never }[keyof Tally];

export function sum(tallies: readonly Tally[], count: Count): number {
  return tallies.reduce((total, tally) => total + tally[count], 0);
}

/** The share of tokens that needed a resync, year by year. */
export function shareByYear(tallies: readonly Tally[]): number[] {
  return Array.from(
    { length: YEARS },
    (_, year) => tallies.filter(({ years }) => years.has(year)).length / tallies.length,
  );
}
