import type { Awaitable } from '../ports.ts';
import type { MailOutcome } from './mail.ts';
import type { QueuedMail } from './sealed.ts';

/** A mail that this process may try to send, until its next attempt is due. */
export interface LeasedMail extends QueuedMail {
  /** This one included. */
  readonly attempts: number;
}

/** A mail as the outbox of development shows it. */
export interface KeptMail extends QueuedMail {
  /** Undefined while it is in the queue. */
  readonly outcome: MailOutcome | undefined;
}

/** The outbox. A mail is queued by a statement of the batch that changes what it reports, so neither exists alone. */
export interface MailStore {
  /**
   * Leases mails that are due, oldest first, in one guarded statement: the attempt is counted and the next one
   * set before anything is sent. Of several processes one gets a mail; one that dies sends it never, and
   * another sends it when the next attempt is due.
   */
  leaseMails(now: number, limit: number): Awaitable<LeasedMail[]>;
  /** Takes a mail out of the queue for good, and says so where a recovery waits for it. `keep` leaves that many of the latest to look at; 0 deletes it. */
  settleMail(id: string, outcome: MailOutcome, keep: number): Awaitable<void>;
  /** How often it was tried to send it; 0 when it is not in the queue. */
  mailAttempts(id: string): Awaitable<number>;
  /** The newest first. */
  latestMails(limit: number): Awaitable<KeptMail[]>;
}
