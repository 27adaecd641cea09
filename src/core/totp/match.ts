import { codeAt, sameCode } from './code.ts';
import { stepAt, type TotpClock, type TotpKey } from './key.ts';

/** RFC 6238 section 5.2 allows at most one step for the delay of the network and the person. */
const WINDOW = 1;

export type CodeMatch =
  | { readonly found: 'fresh'; readonly step: number; readonly drift: number }
  | { readonly found: 'replayed' | 'none' };

/**
 * Looks for the code one step either side of where the device's clock was last seen. The drift that comes
 * back has followed the device by at most one step. Every step is computed whatever matches: an early exit
 * would tell by its time which one did (security.md 3.14).
 */
export function matchStep(code: string, key: TotpKey, clock: TotpClock, now: number): CodeMatch {
  const serverStep = stepAt(now, key);
  const centre = serverStep + clock.drift;
  let fresh: number | undefined;
  let replayed = false;
  for (const step of [centre - WINDOW, centre + WINDOW, centre]) {
    if (!sameCode(codeAt(step, key), code)) continue;
    if (step > clock.lastStep) fresh = step;
    else replayed = true;
  }
  if (fresh !== undefined) return { found: 'fresh', step: fresh, drift: fresh - serverStep };
  return { found: replayed ? 'replayed' : 'none' };
}
