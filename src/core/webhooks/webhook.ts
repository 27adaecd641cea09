import type { AuditEvent } from '../audit/event.ts';
import type { Allowance } from '../throttle/store.ts';

/** Where an account's events are posted to. */
export interface Webhook {
  readonly id: string;
  readonly accountId: string;
  readonly url: string;
  readonly createdAt: number;
}

export interface NewWebhook extends Webhook {
  readonly sealedSecret: string;
}

export const WEBHOOKS_PER_ACCOUNT = 5;

/** How long the secret from before a rotation signs beside the new one, milliseconds: time to change the receiver. */
export const SECRET_OVERLAP = 24 * 3_600_000;

/**
 * Events of one kind in one account: sixty at once, then one a minute. A flood of one kind neither fills the table nor
 * hides the other kinds.
 */
export const WEBHOOK_EVENTS: Allowance = { burst: 60, interval: 60_000 };

export const SECRET_BYTES = 32;

/** What a webhook's sealed secrets are bound to. */
export function webhookSecretContext(webhookId: string): string {
  return `webhooks|secret|${webhookId}`;
}

/**
 * What is posted of an event: what the notice to the person says, for a program. No secret, no address, no phone
 * number: the receiver is a stranger's machine as far as the person is concerned.
 */
export function webhookBody({ at, accountId, event, resource, outcome, notice }: AuditEvent): string {
  return JSON.stringify({
    type: event,
    timestamp: new Date(at).toISOString(),
    data: {
      account: accountId,
      actor: notice?.actor ?? null,
      subject: notice?.subject ?? null,
      resource: resource ?? null,
      outcome,
      sentence: notice?.sentence ?? null,
    },
  });
}
