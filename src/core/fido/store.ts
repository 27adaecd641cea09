import type { Awaitable } from '../ports.ts';

export type Ceremony = 'register' | 'sign-in' | 'passkey' | 'step-up';

/** A WebAuthn challenge: 256 random bits, bound to one flow or session and one ceremony, good for one answer. */
export interface Challenge {
  /** Token hash of the flow, or id of the session, that asked for it. */
  readonly binding: string;
  readonly ceremony: Ceremony;
  /** base64url. */
  readonly challenge: string;
  /** The one device that may answer; undefined for registration and passkeys. */
  readonly deviceId: string | undefined;
  readonly expiresAt: number;
}

export interface ChallengeStore {
  /** Replaces an earlier challenge of the same binding and ceremony. */
  putChallenge(challenge: Challenge): Awaitable<void>;
  /** Deletes and returns it in one statement: whatever the answer is worth, the challenge is spent. */
  takeChallenge(binding: string, ceremony: Ceremony, now: number): Awaitable<Challenge | undefined>;
}
