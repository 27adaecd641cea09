/** What a TOTP device is made of (RFC 6238). */
export interface TotpKey {
  /** 16 to 64 bytes; new ones have 20 (RFC 4226 section 4, R6). */
  readonly secret: Uint8Array;
  readonly algorithm: TotpAlgorithm;
  readonly digits: 6 | 8;
  /** Seconds in a step. */
  readonly period: 30 | 60;
}

export type TotpAlgorithm = 'sha1' | 'sha256' | 'sha512';

/** What accepted codes told about a device's clock. */
export interface ClockReading {
  /** Steps that the device is ahead (+) or behind (-) of the server. */
  readonly drift: number;
  /** The last step whose code was accepted; codes of it and of earlier steps are refused for ever. */
  readonly lastStep: number;
}

/** Where a device's clock was last seen, and where a resync has put it meanwhile. */
export interface TotpClock extends ClockReading {
  readonly resynced: Resync | undefined;
}

/**
 * What the two codes of the latest resync told. Such a pair may be old (phished, or typed late) or from the future
 * (a phone whose clock was moved for a moment), and must not move the window away from the owner's real clock
 * (security.md 3.4). So until a fresh code decides, both clocks count, and whichever it fits is the device's.
 */
export interface Resync {
  readonly drift: number;
  /** Until then the drift counts, epoch milliseconds; in the past when a code has decided. */
  readonly until: number;
  /** The step of the second code. Both codes are used: they and what came before them are refused in their turn. */
  readonly step: number;
}

/** How long a resync waits for its fresh code, milliseconds: a week, because an administrator resynchronises on
 * Friday what its person uses on Monday. It bounds the time in which six steps count, not three, and a guess is right
 * with 6e-6, not 3e-6 (security.md 3.1). */
export const RESYNC_UNCONFIRMED = 7 * 86_400_000;

/** 160 bits, the length that RFC 4226 recommends. */
export const NEW_SECRET_BYTES = 20;

/** `now` in epoch milliseconds. */
export function stepAt(now: number, key: Pick<TotpKey, 'period'>): number {
  return Math.floor(now / 1000 / key.period);
}

/** Requests at the same moment, on several machines, do not agree on it to the millisecond. */
const SAME_MOMENT = 60_000;

/** Whether a resync still waits for its code. One that waits longer than it may was noted by a clock that jumped. */
export function isUnconfirmed(resynced: Resync | undefined, now: number): resynced is Resync {
  if (resynced === undefined || resynced.until <= now) return false;
  return resynced.until <= now + RESYNC_UNCONFIRMED + SAME_MOMENT;
}
