/**
 * How long no recovery begins or ends after something that a thief would change first, milliseconds: a password that was
 * reset by mail, another phone number, another e-mail address, and after "this was not me" (security.md D1).
 */
export const COOL_OFF = 24 * 3_600_000;

/** This many wrong digits or codes in a row switch recovery off (security.md 3.7). */
export const RECOVERY_FAILURES = 10;
