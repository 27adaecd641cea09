const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** An attempt is over long before the next one is due: a mail on its way is not sent by another process too. */
export const LONGEST_ATTEMPT = 20 * SECOND;

/** The pause after the first attempt, the second, and so on; the last one repeats. */
export const BACK_OFF = [30 * SECOND, MINUTE, 5 * MINUTE, 30 * MINUTE, 60 * MINUTE] as const;

/** A notice that is older says nothing to anybody any more. */
export const GIVEN_UP_AFTER = 3 * 24 * 60 * MINUTE;
