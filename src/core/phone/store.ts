import type { AuditEvent } from '../audit/event.ts';
import type { Person } from '../people/person.ts';
import type { Awaitable } from '../ports.ts';
import type { ChallengeState, PhoneChallenge } from './challenge.ts';
import type { PhoneSend, SendLimit } from './limits.ts';

/** A challenge with the person whose number it is, and the one who started it: an administrator may verify the owner's. */
export interface OnLine {
  readonly challenge: PhoneChallenge;
  readonly person: Person;
  readonly starter: Person;
}

/** The number that a verified challenge stores. */
export interface NewNumber {
  readonly sealed: string;
  /** What it takes the place of, as it was read; when that changed meanwhile, nothing is stored. */
  readonly replaces: string | undefined;
  /** Another number than before: recovery rests until then. */
  readonly blockedUntil: number | undefined;
}

export interface PhoneStore {
  phoneOf(
    personId: string,
  ): Awaitable<{ readonly sealed: string; readonly verifiedAt: number | undefined } | undefined>;
  ownerOf(accountId: string): Awaitable<Person | undefined>;
  /**
   * One batch: counts against every limit, writes the challenge and its line in the ledger. It holds while what
   * `audit` rests on does and, to recover, while the recovery waits for the phone, which takes the new challenge as
   * its own. `retryAt`: a limit is reached until then; `full` names it. `lost`: what it rests on has ended.
   */
  openChallenge(
    challenge: PhoneChallenge,
    send: PhoneSend,
    limits: readonly SendLimit[],
    audit: AuditEvent,
  ): Awaitable<'opened' | 'lost' | { readonly retryAt: number; readonly full: SendLimit['of'] | 'changes' }>;
  /** The carrier refused for sure: nothing rang, and the line of the ledger says so. */
  noteRefused(id: string): Awaitable<void>;
  findChallenge(id: string): Awaitable<OnLine | undefined>;
  /** The newest one of a recovery or a session. */
  challengeOf(boundTo: string): Awaitable<PhoneChallenge | undefined>;
  latestChallenges(limit: number): Awaitable<PhoneChallenge[]>;
  /** True when the carrier's name for it is this one: what was known, or now is. The first to come says it. */
  claimCarrierId(id: string, carrierId: string): Awaitable<boolean>;
  /** False when the challenge is in none of the states `from` any more; `report` is stored only with the move. */
  moveChallenge(
    id: string,
    from: readonly ChallengeState[],
    to: ChallengeState,
    now: number,
    report?: AuditEvent,
  ): Awaitable<boolean>;
  /**
   * Counts a guess on the challenge, of which it takes `most`, and on whoever started it, before anything is compared.
   * Returns how many are left; undefined when there was none, or the challenge waits for none.
   */
  takeGuess(challenge: PhoneChallenge, most: number, now: number): Awaitable<number | undefined>;
  /**
   * The right digits: the challenge is verified, and what it was for happens, all or nothing. The guess that was counted
   * comes back; failures before it stay. False when meanwhile it ended, or what `audit` rests on did.
   */
  verifyChallenge(
    challenge: PhoneChallenge,
    number: NewNumber | undefined,
    audit: AuditEvent,
  ): Awaitable<boolean>;
}
