import { codeNumber, hotp } from './hotp.ts';
import { type ClockReading, stepAt, type TotpKey } from './key.ts';

/** Steps either side of the server's clock in which a person may enrol or bring back a device: one hour. A
 * guessed pair is right with (2*120+1)/10^12 = 2.4e-10, four orders of magnitude below a guessed code. */
export const OWN_PAIR_WINDOW = 120;

/** The same for an administrator on someone else's device: a day, for tokens that were years in a drawer and
 * phones set wrong by hours. A guessed pair is right with (2*2880+1)/10^12 = 5.8e-9: still 500 times harder
 * than a code at sign-in. */
export const ADMINISTRATOR_PAIR_WINDOW = 2_880;

/**
 * Finds the one place where two codes stand next to each other, in order, both newer than the last accepted
 * step. Searching for pairs, not for each code by itself, is what keeps a guess at (2W+1)/N^2 (security.md 3.2).
 * Undefined when there is no such place, or more than one: then nobody can tell the clock from it. Every step is
 * computed and compared, whatever was found before it.
 */
export function locatePair(
  code1: string,
  code2: string,
  key: TotpKey,
  clock: Pick<ClockReading, 'lastStep'>,
  now: number,
  window: number = OWN_PAIR_WINDOW,
): ClockReading | undefined {
  const first = codeNumber(code1, key.digits);
  const second = codeNumber(code2, key.digits);
  if (first === second) return undefined;
  const codeOf = hotp(key);
  const serverStep = stepAt(now, key);
  let places = 0;
  let lastStep = 0;
  let previous = codeOf(serverStep - window);
  for (let step = serverStep - window + 1; step <= serverStep + window; step++) {
    const current = codeOf(step);
    if (previous === first && current === second && step - 1 > clock.lastStep) {
      places += 1;
      lastStep = step;
    }
    previous = current;
  }
  return places === 1 ? { lastStep, drift: lastStep - serverStep } : undefined;
}

/**
 * Whether a pair is the one that set this clock. Clients whose connection broke repeat their request, and
 * deserve the answer that they missed; a code of any later step ends that.
 */
export function isRepeatedPair(
  code1: string,
  code2: string,
  key: TotpKey,
  { lastStep }: Pick<ClockReading, 'lastStep'>,
): boolean {
  const codeOf = hotp(key);
  const first = codeOf(lastStep - 1) === codeNumber(code1, key.digits);
  const second = codeOf(lastStep) === codeNumber(code2, key.digits);
  return first && second;
}
