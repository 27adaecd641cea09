import type { TotpKey } from '../totp/key.ts';

/** One hardware TOTP token as its vendor's file describes it. */
export interface HardwareToken {
  readonly serialNumber: string;
  readonly key: TotpKey;
}

/**
 * What became of one token of the file. `line` is where it begins, from 1. `refused` is a sentence for the
 * administrator; it never quotes the file, because a column that slipped would put a secret into the report.
 */
export type ReadLine = {
  readonly line: number;
  readonly serialNumber?: string;
} & (
  | { readonly token: HardwareToken }
  /** `ended`: nothing after this was read. */
  | { readonly refused: string; readonly ended?: true }
);

/** Why something of the file cannot be taken. */
export interface Refused {
  readonly refused: string;
}
