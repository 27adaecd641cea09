import { codeAt, sameCode } from './code.ts';
import { stepAt, type TotpClock, type TotpKey } from './key.ts';

/** Steps either side of the server's clock in which a person may enrol or bring back a device: one hour. */
export const OWN_PAIR_WINDOW = 120;

/**
 * Finds the one place where two codes stand next to each other, in order, both newer than the last accepted
 * step. Searching for pairs, not for each code by itself, is what keeps a guess at (2W+1)/N^2 (security.md 3.2).
 * Undefined when there is no such place, or more than one: then nobody can tell the clock from it.
 */
export function locatePair(
  code1: string,
  code2: string,
  key: TotpKey,
  clock: Pick<TotpClock, 'lastStep'>,
  now: number,
  window: number = OWN_PAIR_WINDOW,
): TotpClock | undefined {
  if (sameCode(code1, code2)) return undefined;
  const serverStep = stepAt(now, key);
  let places = 0;
  let lastStep = 0;
  let previous = codeAt(serverStep - window, key);
  for (let step = serverStep - window + 1; step <= serverStep + window; step++) {
    const current = codeAt(step, key);
    if (sameCode(previous, code1) && sameCode(current, code2) && step - 1 > clock.lastStep) {
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
export function isRepeatedPair(code1: string, code2: string, key: TotpKey, { lastStep }: TotpClock): boolean {
  const first = sameCode(codeAt(lastStep - 1, key), code1);
  const second = sameCode(codeAt(lastStep, key), code2);
  return first && second;
}
