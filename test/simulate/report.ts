import { percent } from './chart.ts';
import type { Guessed } from './guesser.ts';
import type { Played } from './population.ts';
import { table } from './table.ts';
import { shareByYear, sum, type Tally } from './tally.ts';

type Row = readonly [name: string, value: (tallies: readonly Tally[]) => number];

const COUNTS: readonly Row[] = [
  ['tokens', tallies => tallies.length],
  ['sign-ins', tallies => sum(tallies, 'signIns')],
  ['codes refused because of drift', tallies => sum(tallies, 'driftedCodes')],
  ['codes refused because they were typed late', tallies => sum(tallies, 'lateCodes')],
  ['sign-ins that needed a resync', tallies => sum(tallies, 'resyncs')],
  ['of these, not found by the person (+-120)', tallies => sum(tallies, 'ownFailed')],
  ['nor then by an administrator (+-2880)', tallies => sum(tallies, 'administratorFailed')],
  ['resyncs whose fresh code was refused', tallies => sum(tallies, 'notConfirmed')],
  ['tokens whose enrolment failed', tallies => sum(tallies, 'notEnrolled')],
];

const KINDS = ['hardware', 'virtual'] as const;

export function countsTable({ learned, fixed }: Played): string {
  const groups = KINDS.flatMap(kind => [
    { title: `${kind}, learned`, tallies: learned.filter(tally => tally.kind === kind) },
    { title: `${kind}, not learned`, tallies: fixed.filter(tally => tally.kind === kind) },
  ]);
  return table([
    ['', ...groups.map(({ title }) => title)],
    ...COUNTS.map(([name, value]) => [
      name,
      ...groups.map(({ tallies }) => value(tallies).toLocaleString('en')),
    ]),
    ...Array.from({ length: 5 }, (_, year) => [
      `tokens needing a resync in year ${year + 1}`,
      ...groups.map(({ tallies }) => percent(shareByYear(tallies)[year] ?? 0, 1)),
    ]),
  ]);
}

const SAID = {
  unknown: 'nothing: too little is known',
  inside: 'inside the window',
  advised: 'a resync is advised',
  gone: 'its codes may be outside',
} as const;

/** What the forecast was worth: how many sign-ins needed a resync after it had said what. Learned drift alone. */
export function forecastTable({ learned }: Played): string {
  const hardware = learned.filter(({ kind }) => kind === 'hardware');
  const rows = (['unknown', 'inside', 'advised', 'gone'] as const).map(said => {
    const accepted = hardware.reduce((total, { forecasts }) => total + forecasts[said].accepted, 0);
    const refused = hardware.reduce((total, { forecasts }) => total + forecasts[said].refused, 0);
    const share = percent(refused / Math.max(1, accepted + refused), 2);
    return [SAID[said], (accepted + refused).toLocaleString('en'), refused.toLocaleString('en'), share];
  });
  return table([
    ['hardware: the forecast said before the sign-in', 'sign-ins', 'needed a resync', 'share'],
    ...rows,
  ]);
}

export function guessesTable(guesses: readonly Guessed[]): string {
  const figure = (value: number) => value.toExponential(3);
  return table([
    ['a guesser is right with', 'measured', '95 % from', 'to', 'formula', ''],
    ...guesses.map(guess => [
      guess.what,
      figure(guess.measured),
      figure(guess.low),
      figure(guess.high),
      figure(guess.formula),
      isBounded(guess) ? 'holds' : 'BROKEN',
    ]),
  ]);
}

/**
 * The formula is a bound: that of pairs counts 2W + 1 of them, of which 2W lie in the window with both codes, and
 * does not know that two equal codes and a pair that stands twice are refused.
 */
export function isBounded({ low, formula }: Guessed): boolean {
  return low <= formula;
}
