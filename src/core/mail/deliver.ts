import { type Mailer, MailRefused, type Seal } from '../ports.ts';
import { GIVEN_UP_AFTER } from './back-off.ts';
import type { MailOutcome } from './mail.ts';
import { mailToSend } from './sealed.ts';
import type { LeasedMail, MailStore } from './store.ts';

export interface Delivery {
  readonly store: MailStore;
  readonly seal: Seal;
  /** Undefined where no mail server is configured: then the queue is emptied, nothing waits for ever. */
  readonly mailer: Mailer | undefined;
  /** How many settled mails stay in the store to be looked at: none in production. */
  readonly keep: number;
  /** Epoch milliseconds; read again for each batch, because sending takes time. */
  readonly now: () => number;
  /** Looked at between two batches. */
  readonly stopping?: { readonly aborted: boolean } | undefined;
  readonly log?: (event: string, details: Readonly<Record<string, string | number>>) => void;
}

/** Few connections at once: workerd allows six a request, and mail servers dislike more. */
const AT_ONCE = 4;

/** Sends what is due. One mail that fails holds up no other; it is tried again when its next attempt is due. */
export async function deliverDue(delivery: Delivery): Promise<void> {
  while (delivery.stopping?.aborted !== true) {
    const mails = await delivery.store.leaseMails(delivery.now(), AT_ONCE);
    if (mails.length === 0) return;
    // Settled, not all: a store that fails at one mail must not leave the others without an ear.
    const ends = await Promise.allSettled(mails.map(mail => deliver(delivery, mail)));
    const failed = ends.find(end => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}

async function deliver(delivery: Delivery, mail: LeasedMail): Promise<void> {
  const { store, mailer, keep, now, log } = delivery;
  const settle = (outcome: MailOutcome) => store.settleMail(mail.id, outcome, keep);
  if (mailer === undefined) return settle('unsent');
  // The address stays out of the log; the reason is a code of the mailer's, never the server's words.
  const report = (event: string, reason: string) =>
    log?.(event, { mail: mail.id, attempts: mail.attempts, reason });
  try {
    const toSend = await mailToSend(delivery, mail, now());
    if (toSend === undefined) {
      report('MailGivenUp', 'LinkExpired');
      return settle('given-up');
    }
    await mailer.send(toSend);
  } catch (error) {
    const reason = error instanceof Error ? error.message : 'unknown';
    if (error instanceof MailRefused) {
      report('MailRefused', reason);
      return settle('refused');
    }
    if (now() - mail.createdAt >= GIVEN_UP_AFTER) {
      report('MailGivenUp', reason);
      return settle('given-up');
    }
    return report('MailDelayed', reason);
  }
  await settle('sent');
}
