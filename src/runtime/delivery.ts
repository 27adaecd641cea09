import { deliverDue } from '../core/mail/deliver.ts';
import { StoreUnavailable } from '../core/ports.ts';
import { postDue } from '../core/webhooks/deliver.ts';
import type { Deps, Log } from '../http/deps.ts';
import type { Config } from './config.ts';

/** How many mails development keeps for its outbox. */
const KEPT = 200;

/** Sends what is due, once through; stops between two batches when told to. It reports, and never rejects. */
export type Deliver = (stopping?: { readonly aborted: boolean }) => Promise<void>;

export async function createDelivery({ mail, mode }: Config, { store, seal, log }: Deps): Promise<Deliver> {
  if (mail === undefined && mode === 'production') {
    log('MailOff', { reason: 'SMTP_URL is not set: nobody is told of changes' });
  }
  // A gateway that sends no mail does not load the code for it.
  const mailer = mail && (await import('../adapters/mail/smtp.ts')).createMailer(mail.server, mail.from);
  const keep = mode === 'development' ? KEPT : 0;
  return stopping =>
    deliverDue({ store, seal, mailer, keep, now: Date.now, log, stopping }).catch(reportTo(log));
}

/** The same for webhooks: `atOnce` of them at a time. */
export function createWebhookDelivery(deps: Deps, atOnce: number, lookAgain?: () => Promise<void>): Deliver {
  return stopping => postDue({ ...deps, atOnce, lookAgain, stopping }).catch(reportTo(deps.log));
}

function reportTo(log: Log) {
  return (error: Error): void => {
    // The requests beside it say that the store is away; what is to be sent waits in it.
    if (!(error instanceof StoreUnavailable)) log('InternalError', { name: error?.name });
  };
}

/** Looks every second, which costs microseconds while nothing is due. */
export function startDelivery(deliver: Deliver) {
  const stopping = new AbortController();
  let underWay: Promise<void> | undefined;
  const timer = setInterval(() => {
    underWay ??= deliver(stopping.signal).finally(() => {
      underWay = undefined;
    });
  }, 1_000);
  return {
    /** Finishes what is on its way; what is left is sent after the next start. */
    async stop() {
      clearInterval(timer);
      stopping.abort();
      await underWay;
    },
  };
}
