/** What a request says of its own signature. Nothing of it is believed before `verify` has gone through it. */
export interface Claim {
  readonly form: 'header' | 'presigned';
  /** `keyid/date/region/service/aws4_request`, as sent. */
  readonly credential: string;
  /** When it was signed, as sent: `20260102T030405Z`. */
  readonly date: string;
  /** Names with semicolons between them, as sent. */
  readonly signedHeaders: string;
  readonly signature: string;
  readonly sessionToken: string | undefined;
  /** Seconds for which it is good, at most. */
  readonly lifetime: number;
}

/** Clocks may differ by this many seconds, and so long is a signature good (contract 2.2, 4). */
export const SKEW = 15 * 60;

export const ALGORITHM = 'AWS4-HMAC-SHA256';
