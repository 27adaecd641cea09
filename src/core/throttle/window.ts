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

const HOUR = 3_600_000;

/** Mails with links to one person: nobody fills a mailbox, or waits for luck with a thousand links (security.md 3.8). */
export const MAILED_LINKS: readonly Window[] = [
  { most: 3, window: HOUR },
  { most: 10, window: 24 * HOUR },
];
