import type { ChallengeMode, ChallengeState } from '../src/core/phone/challenge.ts';

/**
 * What the gateway says of a way back in. Written out here because the pages need it as the wire has it: times are
 * ISO strings, addresses and numbers are masked.
 */
export interface RecoveryState {
  offered: boolean;
  why: WhyNot | null;
  /** End of the cool-off. */
  until: string | null;
  supportContact: string | null;
  mailTo: string | null;
  phone: string | null;
  mode: ChallengeMode | null;
  state: 'mail' | 'phone' | 'verified' | 'waiting' | null;
  mail: SentMail | null;
  call: Call | null;
  readyAt: string | null;
}

export type WhyNot = 'administrator' | 'cool-off' | 'no-phone' | 'no-mail' | 'no-carrier' | 'failures';

export interface SentMail {
  sentAt: string;
  delivery: 'queued' | 'sent' | 'delayed' | 'refused';
  linkExpiresAt: string;
  matchNumber: string;
  /** null: at once. */
  resendAt: string | null;
}

export interface Call {
  state: ChallengeState;
  digits: string | null;
  startedAt: string;
  expiresAt: string;
  /** null: at once. */
  callAgainAt: string | null;
}

export type AfterLink = { next: 'phone' | 'match-number' | 'elsewhere' };
export type AfterFinish = { next: 'signed-in' } | { next: 'wait'; readyAt: string };
export type { ChallengeMode, ChallengeState };
