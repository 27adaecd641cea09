import { codeAt } from '../../src/core/totp/code.ts';
import type { TotpClock, TotpKey } from '../../src/core/totp/key.ts';
import { matchStep } from '../../src/core/totp/match.ts';
import { ADMINISTRATOR_PAIR_WINDOW, locatePair, OWN_PAIR_WINDOW } from '../../src/core/totp/pair.ts';
import type { Random } from './random.ts';

/** How often a guesser is right: as counted, with the 95 % interval around it, and as the formula says. */
export interface Guessed {
  readonly what: string;
  readonly measured: number;
  readonly low: number;
  readonly high: number;
  readonly formula: number;
}

const NOW = 1_800_000_015_000;
const STEP = 60_000_000;

/** What a guesser meets who has the password alone. `rounds` is one for a full measurement, less for a fast one. */
export function measureGuessing(random: Random, rounds: number): Guessed[] {
  const times = (count: number) => Math.ceil(count * rounds);
  return [
    guessCodes(random, 3, undefined, times(1_000_000)),
    guessCodes(random, 3, 40, times(1_000_000)),
    guessPairs(random, 2, 20, times(400_000)),
    guessPairs(random, 2, OWN_PAIR_WINDOW, times(100_000)),
    countPairs(random, OWN_PAIR_WINDOW, times(5_000)),
    countPairs(random, ADMINISTRATOR_PAIR_WINDOW, times(1_500)),
  ];
}

/**
 * A random code against a random device, many times. A hit with six digits takes a third of a million guesses,
 * so codes are cut to fewer digits, which the product's functions take as they do six.
 */
function guessCodes(random: Random, digits: number, resynced: number | undefined, guesses: number): Guessed {
  const drift = resynced === undefined ? undefined : { drift: resynced, until: NOW + 1, step: 0 };
  const clock: TotpClock = { drift: 0, lastStep: 0, resynced: drift };
  const hits = count(guesses, () => {
    const guess = guessedCode(random, digits);
    return matchStep(guess, shortKey(random, digits), clock, NOW).found === 'fresh';
  });
  const steps = resynced === undefined ? 3 : 6;
  const formula = 1 - (1 - 1 / 10 ** digits) ** steps;
  const when = resynced === undefined ? 'w = 1' : 'a resync unconfirmed';
  return { what: `one code of ${digits} digits, ${when}`, ...interval(hits, guesses, 1), formula };
}

/** A random pair against a random device. */
function guessPairs(random: Random, digits: number, window: number, guesses: number): Guessed {
  const hits = count(guesses, () => {
    const key = shortKey(random, digits);
    const pair = [guessedCode(random, digits), guessedCode(random, digits)] as const;
    return locatePair(...pair, key, { lastStep: 0 }, NOW, window) !== undefined;
  });
  const formula = pairFormula(window, 10 ** digits);
  return {
    what: `two codes of ${digits} digits, +-${window} steps`,
    ...interval(hits, guesses, 1),
    formula,
  };
}

/**
 * A pair of six digits is guessed in 10^9 tries, so the accepted pairs are counted instead. What is accepted must
 * stand at two neighbouring steps of the window: of these 2W pairs a sample is tried; pairs of codes of the same
 * window that are not neighbours are tried as often, and one that was accepted would be a bug.
 */
function countPairs(random: Random, window: number, samples: number): Guessed {
  const key = shortKey(random, 6);
  const accepted = (first: number, second: number) =>
    locatePair(codeAt(first, key), codeAt(second, key), key, { lastStep: 0 }, NOW, window) !== undefined;
  const anyStep = () => random.integer(STEP - window, STEP + window - 1);
  const hits = count(samples, () => {
    const step = anyStep();
    return accepted(step, step + 1);
  });
  const astray = count(samples, () => {
    const [first, second] = [anyStep(), anyStep()];
    return second !== first + 1 && accepted(first, second);
  });
  if (astray > 0) throw new Error('codes that are no neighbours were accepted as a pair');
  const what = `two codes of 6 digits, +-${window} steps`;
  return {
    what,
    ...interval(hits, samples, (2 * window) / 10 ** 12),
    formula: pairFormula(window, 10 ** 6),
  };
}

/** security.md 3.2: 1 - f(2W + 2), f(k) = f(k - 1) - f(k - 2) / N^2. Kept as 1 - f: beside one, 10^-10 is lost. */
function pairFormula(window: number, codes: number): number {
  let [before, last] = [0, 0];
  for (let k = 2; k <= 2 * window + 2; k++) {
    [before, last] = [last, last + (1 - before) / codes ** 2];
  }
  return last;
}

/** Wilson's interval for a share, times a factor. */
function interval(hits: number, tries: number, factor: number) {
  const z = 1.96;
  const share = hits / tries;
  const centre = share + z ** 2 / (2 * tries);
  const reach = z * Math.sqrt((share * (1 - share)) / tries + z ** 2 / (4 * tries ** 2));
  const scale = factor / (1 + z ** 2 / tries);
  return { measured: share * factor, low: (centre - reach) * scale, high: (centre + reach) * scale };
}

function count(times: number, happens: () => boolean): number {
  let hits = 0;
  for (let i = 0; i < times; i++) if (happens()) hits += 1;
  return hits;
}

function shortKey(random: Random, digits: number): TotpKey {
  return {
    secret: random.bytes(20),
    algorithm: 'sha1',
    digits: digits as TotpKey['digits'],
    period: 30,
  };
}

function guessedCode(random: Random, digits: number): string {
  return String(random.integer(0, 10 ** digits - 1)).padStart(digits, '0');
}
