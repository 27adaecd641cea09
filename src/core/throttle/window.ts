/** At most so many in any stretch of that length, milliseconds. */
export interface Window {
  readonly most: number;
  readonly window: number;
}

/** When the next one is allowed, epoch milliseconds; undefined when it is now. `times` has the newest first. */
export function nextAllowed(
  times: readonly number[],
  windows: readonly Window[],
  now: number,
): number | undefined {
  const ends = windows.map(({ most, window }) => (times[most - 1] ?? Number.NEGATIVE_INFINITY) + window);
  const next = Math.max(...ends);
  return next > now ? next : undefined;
}
