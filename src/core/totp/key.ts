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
  /**
   * The drift that a resync's two codes told, until a fresh code confirms it; epoch milliseconds. An old pair
   * (phished, or typed late) must not move the window away from the owner's real clock (security.md 3.4). So
   * until then both clocks count, and whichever the next code fits is the device's.
   */
  readonly resynced: { readonly drift: number; readonly until: number } | undefined;
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
