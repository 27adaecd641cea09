import type { NewSession } from '../session/session.ts';

/** A session of a program: it signs with a key of its own, and shows the token beside it. */
export interface SessionCredentials extends NewSession {
  /** `ASIA` and 16 characters of A-Z2-7. */
  readonly accessKeyId: string;
  readonly sealedSecret: string;
  /** The long-term key that asked for it; with that one it ends. */
  readonly parentKeyId: string;
}

/** How long they last where the program says nothing, and the bounds of what it may say; seconds (contract section 3). */
export const DURATION = { default: 43_200, min: 900, max: 129_600 };
