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

/** Where a device's clock was last seen. */
export interface TotpClock {
  /** Steps that the device is ahead (+) or behind (-) of the server. */
  readonly drift: number;
  /** The last step whose code was accepted; codes of it and of earlier steps are refused for ever. */
  readonly lastStep: number;
}

/** 160 bits, the length that RFC 4226 recommends. */
export const NEW_SECRET_BYTES = 20;

/** `now` in epoch milliseconds. */
export function stepAt(now: number, key: Pick<TotpKey, 'period'>): number {
  return Math.floor(now / 1000 / key.period);
}
