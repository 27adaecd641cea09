import { generateSync } from 'otplib';
import { codeAt } from '../../src/core/totp/code.ts';
import type { TotpKey } from '../../src/core/totp/key.ts';
import { ADMINISTRATOR_PAIR_WINDOW, locatePair } from '../../src/core/totp/pair.ts';
import { type Line, median } from './report.ts';

const WINDOW = ADMINISTRATOR_PAIR_WINDOW;
const STEP = 60_000_000;
const WARM_UP = 10;
const ROUNDS = 60;

/**
 * How long one resync by an administrator holds the event loop, and the same search through otplib's generate.
 * The two take turns, so that both meet the same machine. Limits hold for medians: the longest round is that
 * of another process or of the garbage collector, and says nothing about the search; it is shown.
 */
export function resyncCost(): Line[] {
  const key = keyOf('sha1');
  const own: number[] = [];
  const theirs: number[] = [];
  for (let round = -WARM_UP; round < ROUNDS; round++) {
    const ownTime = timeOf(() => search(key));
    const otplibTime = timeOf(() => searchWithOtplib(key));
    if (round < 0) continue;
    own.push(ownTime);
    theirs.push(otplibTime);
  }
  const block = median(own);
  const steps = 2 * WINDOW + 1;
  const ratio = median(theirs.map((time, round) => time / (own[round] ?? Number.NaN)));
  return [
    {
      what: `resync over +-${WINDOW} steps, event loop held`,
      figure: `${block.toFixed(1)} ms, at most ${Math.max(...own).toFixed(1)}`,
      beside: (['sha256', 'sha512'] as const)
        .map(algorithm => `${algorithm}: ${medianSearch(keyOf(algorithm)).toFixed(0)} ms`)
        .join(', '),
      limit: { text: 'under 6 ms', holds: block < 6 },
    },
    {
      what: 'steps searched in a second',
      figure: `${Math.round(steps / block)} thousand`,
      beside: `otplib's generate: ${Math.round(steps / median(theirs))} thousand (${ratio.toFixed(1)} times)`,
      limit: { text: 'at least 10 times', holds: ratio >= 10 },
    },
  ];
}

const keyOf = (algorithm: TotpKey['algorithm']): TotpKey => ({
  secret: new TextEncoder().encode('sallyport-bench-key1'),
  algorithm,
  digits: 6,
  period: 30,
});

/** The pair stands at the far end, and both searches must find it: neither may stop before. */
function search(key: TotpKey): void {
  const last = STEP + WINDOW;
  const found = locatePair(
    codeAt(last - 1, key),
    codeAt(last, key),
    key,
    { lastStep: 0 },
    STEP * 30_000,
    WINDOW,
  );
  if (found?.lastStep !== last) throw new Error('the pair was not found');
}

function searchWithOtplib({ secret, algorithm, digits }: TotpKey): void {
  const code = (counter: number) => generateSync({ strategy: 'hotp', secret, counter, algorithm, digits });
  const last = STEP + WINDOW;
  const [first, second] = [code(last - 1), code(last)];
  let found = 0;
  let previous = code(STEP - WINDOW);
  for (let step = STEP - WINDOW + 1; step <= last; step++) {
    const current = code(step);
    if (previous === first && current === second) found = step;
    previous = current;
  }
  if (found !== last) throw new Error('the pair was not found');
}

function medianSearch(key: TotpKey): number {
  return median(Array.from({ length: WARM_UP }, () => timeOf(() => search(key))));
}

function timeOf(work: () => void): number {
  const began = performance.now();
  work();
  return performance.now() - began;
}
