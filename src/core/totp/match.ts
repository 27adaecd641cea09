import { codeNumber, hotp } from './hotp.ts';
import { stepAt, type TotpClock, type TotpKey } from './key.ts';

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
  for (const step of acceptedSteps(clock, serverStep, now)) {
    if (codeOf(step) !== typed) continue;
    if (step <= clock.lastStep) replayed = true;
    else fresh ??= step;
  }
  if (fresh !== undefined) return { found: 'fresh', step: fresh, drift: fresh - serverStep };
  return { found: replayed ? 'replayed' : 'none' };
}

/**
 * Each step once, the likeliest first: should the code stand at several, it is the one nearest to a centre, then
 * the one of the clock that was seen before the resync, then the later one.
 */
function acceptedSteps({ drift, resynced }: TotpClock, serverStep: number, now: number): number[] {
  const centres = [serverStep + drift];
  if (resynced !== undefined && now < resynced.until) centres.push(serverStep + resynced.drift);
  const steps = new Set(centres);
  for (const centre of centres) {
    for (let away = 1; away <= WINDOW; away++) steps.add(centre + away).add(centre - away);
  }
  return [...steps];
}
