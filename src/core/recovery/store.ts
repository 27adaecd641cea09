import type { AuditEvent } from '../audit/event.ts';
import type { QueuedMail } from '../mail/sealed.ts';
import type { Person } from '../people/person.ts';
import type { PhoneChannel } from '../phone/limits.ts';
import type { Awaitable } from '../ports.ts';
import type { NewSession } from '../session/session.ts';
import type { LostDevice, Recovery } from './recovery.ts';

/** A mail with a link, and the recovery that it begins or goes on with. */
export interface RecoveryMailing {
  readonly recovery: Recovery;
  readonly linkHash: string;
  readonly cancelHash: string;
  readonly mail: QueuedMail;
  /** The network that asked. */
  readonly network: string;
}

/** A recovery with its person, found by a token that was mailed. */
export interface FoundRecovery {
  readonly recovery: Recovery;
  readonly person: Person;
}

export interface RecoveryStore {
  findRecovery(flowHash: string, now: number): Awaitable<Recovery | undefined>;
  /** By the newest link, while the recovery waits for it and its flow is open. */
  findByLink(linkHash: string, now: number): Awaitable<FoundRecovery | undefined>;
  /** By the "this was not me" link, whatever has become of the recovery. */
  findByCancelLink(cancelHash: string, now: number): Awaitable<FoundRecovery | undefined>;
  /**
   * Queues the mail, begins the recovery or gives it a new link, and lets the flow live as long as it. `limit`: too many
   * mails to this person; `ended`: the flow is over, or the link was opened meanwhile.
   */
  mailLink(mailing: RecoveryMailing, audit: AuditEvent): Awaitable<'mailed' | 'limit' | 'ended'>;
  /** When calls and messages went out for the person since then; the newest first. */
  sendsOf(personId: string, channel: PhoneChannel, since: number): Awaitable<number[]>;
  /** Counts a try to name the match number; false when there were too many, or the link is dead. */
  takeMatchAttempt(linkHash: string, now: number): Awaitable<boolean>;
  /** Spends the link. False when it was spent, replaced or too old, or the flow is over. */
  redeemLink(linkHash: string, audit: AuditEvent): Awaitable<boolean>;
  /** Begins the cooling-off; the flow waits with it. */
  delayRecovery(
    recovery: Recovery,
    readyAt: number,
    expiresAt: number,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /**
   * Ends the flow in the session, and everything else that was signed in: sessions, flows and API keys of the person. False when
   * the flow or the recovery is over, not verified or not ready, or the person may not come in any more.
   */
  finishRecovery(
    recovery: Recovery,
    session: NewSession,
    delayHours: number,
    cancellableUntil: number,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** Whether this recovery came to a session, or another one of the person's did after this one began. */
  cameToSession(recovery: Recovery, now: number): Awaitable<boolean>;
  /**
   * "This was not me": ends all recoveries and flows of the person, and none begins before `blockedUntil`. If this one, or one
   * since it began, had come to a session, everything that is signed in ends, and the person is disabled. False when it
   * was said before.
   */
  cancelRecovery(recovery: Recovery, blockedUntil: number, audit: AuditEvent): Awaitable<boolean>;
  /** What the person said is lost, for the session that a recovery ended in. */
  lostDeviceOf(sessionId: string): Awaitable<LostDevice | undefined>;
}
