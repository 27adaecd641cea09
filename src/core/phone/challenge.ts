/**
 * What a phone challenge proves (NIST SP 800-63B section 3.1.3; SECURITY.md states the difference):
 * `keypad`: the page shows six digits, who answers the call keys them in. `spoken`: the call reads eight digits, the
 * page asks for them. `sms`: a message brings eight digits, the page asks for them.
 */
export type ChallengeMode = 'keypad' | 'spoken' | 'sms';

/**
 * What happens on the line. `placing`: the carrier was asked. `asked`: the call waits for digits, or the page for the
 * code that was spoken or sent. After `verified`, `wrong`, `early` (digits before anybody could have heard the
 * question), `machine`, `unanswered`, `busy` and `failed` nothing more happens.
 */
export type ChallengeState =
  | 'placing'
  | 'ringing'
  | 'answered'
  | 'asked'
  | 'verified'
  | 'wrong'
  | 'early'
  | 'machine'
  | 'unanswered'
  | 'busy'
  | 'failed';

/** One call or message on its way out. */
export interface OutgoingChallenge {
  readonly challengeId: string;
  readonly mode: ChallengeMode;
  /** E.164. */
  readonly number: string;
  /** What the message says; calls are told line by line what to say. */
  readonly text: string | undefined;
}

/** Why it was started: to come back in, or to verify the number that is being set. */
export type ChallengePurpose = 'recovery' | 'verification';

export interface PhoneChallenge {
  readonly id: string;
  readonly personId: string;
  readonly purpose: ChallengePurpose;
  /** Id of the recovery, or of the session that sets the number. */
  readonly boundTo: string;
  readonly mode: ChallengeMode;
  readonly sealedNumber: string;
  readonly sealedCode: string;
  readonly carrierId: string | undefined;
  readonly state: ChallengeState;
  /** When the state was reached. */
  readonly changedAt: number;
  readonly createdAt: number;
  readonly expiresAt: number;
}

/** A challenge ends after this long, milliseconds (ASVS 6.5.5: at most ten minutes). */
export const CHALLENGE_LIFETIME = 5 * 60_000;

/** The longest that a carrier is waited for, milliseconds. */
export const CARRIER_PATIENCE = 8_000;
