import { codeNumber, hotp } from './hotp.ts';
import { isUnconfirmed, stepAt, type TotpClock, type TotpKey } from './key.ts';

/** RFC 6238 section 5.2 allows at most one step for the delay of the network and the person. */
const WINDOW = 1;

export type CodeMatch =
  | { readonly found: 'fresh'; readonly step: number; readonly drift: number }
  | { readonly found: 'replayed' | 'none' };

/**
 * Looks for the code one step either side of where the device's clock was last seen, and as long as a resync
 * waits for its fresh code, also one step either side of where that put it. The drift that comes back has
 * followed the device by at most one step from one of the two. Every step is computed whatever matches: an
 * early exit would tell by its time which one did (security.md 3.14).
 */
export function matchStep(code: string, key: TotpKey, clock: TotpClock, now: number): CodeMatch {
  const serverStep = stepAt(now, key);
  const codeOf = hotp(key);
  const typed = codeNumber(code, key.digits);
  let fresh: number | undefined;
  let replayed = false;
  for (const [step, floor] of acceptedSteps(clock, serverStep, now)) {
    if (codeOf(step) !== typed) continue;
    if (step <= floor) replayed = true;
    else fresh ??= step;
  }
  if (fresh !== undefined) return { found: 'fresh', step: fresh, drift: fresh - serverStep };
  return { found: replayed ? 'replayed' : 'none' };
}

/**
 * Each step once with the last one that is refused, the likeliest first: should the code stand at several, it is the
 * one nearest to a centre, then the one of the clock that was seen before the resync, then the later one.
 */
function acceptedSteps(
  { drift, lastStep, resynced }: TotpClock,
  serverStep: number,
  now: number,
): Map<number, number> {
  const known = serverStep + drift;
  const used = Math.max(lastStep, resynced?.step ?? lastStep);
  // The codes of a resync from the future are refused when their time comes, not from now until then: otherwise
  // they would lock the rightful clock out for as long.
  const inTheirTurn = (resynced?.step ?? 0) - 1 <= known + WINDOW;
  const floors = [[known, inTheirTurn ? used : lastStep] as const];
  if (isUnconfirmed(resynced, now)) floors.push([serverStep + resynced.drift, used]);
  const steps = new Map<number, number>();
  const add = (step: number, floor: number) => steps.set(step, Math.min(floor, steps.get(step) ?? floor));
  for (const [centre, floor] of floors) add(centre, floor);
  for (const [centre, floor] of floors) {
    for (let away = 1; away <= WINDOW; away++) {
      add(centre + away, floor);
      add(centre - away, floor);
    }
  }
  return steps;
}
