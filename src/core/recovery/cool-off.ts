const HOUR = 3_600_000;

/**
 * How long no recovery begins or ends after something that a thief would change first, milliseconds: another phone
 * number, another e-mail address, and after "this was not me" (security.md 3.9).
 */
export const COOL_OFF = 24 * HOUR;

/**
 * ... and after a password that was reset by mail: then mailbox and phone are all that anybody has shown, and the rightful
 * person has three days to notice that the password is another (security.md D1).
 */
export const RESET_COOL_OFF = 72 * HOUR;

/** This many wrong digits or codes in a row switch recovery off (security.md 3.7). */
export const RECOVERY_FAILURES = 10;
