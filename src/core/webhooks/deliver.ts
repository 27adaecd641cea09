import { BACK_OFF, GIVEN_UP_AFTER } from '../mail/back-off.ts';
import type { Digest, Seal, WebhookPost } from '../ports.ts';
import { signedHeaders } from './sign.ts';
import type { LeasedDelivery, WebhookStore } from './store.ts';
import { webhookSecretContext } from './webhook.ts';

export interface WebhookDelivery {
  readonly store: WebhookStore;
  readonly seal: Seal;
  readonly digest: Pick<Digest, 'hmacSha256'>;
  readonly webhooks: WebhookPost;
  /** How many are posted at once: workerd allows six connections a request, mails included. */
  readonly atOnce: number;
  /** Epoch milliseconds; read again for each attempt, because posting takes time and the time is signed. */
  readonly now: () => number;
  /** Looked at between two batches. */
  readonly stopping?: { readonly aborted: boolean } | undefined;
  readonly log?: (event: string, details: Readonly<Record<string, string | number>>) => void;
}

/** After a failure everything else to the same webhook waits this long: a receiver that is down delays no other's. */
const PAUSE = BACK_OFF[0];

/** Posts what is due, at most one a webhook at a time, so that a receiver gets its events one after the other. */
export async function postDue(delivery: WebhookDelivery): Promise<void> {
  while (delivery.stopping?.aborted !== true) {
    const leased = await delivery.store.leaseDeliveries(delivery.now(), delivery.atOnce);
    if (leased.length === 0) return;
    // Settled, not all: a store that fails at one delivery must not leave the others without an ear.
    const ends = await Promise.allSettled(leased.map(one => deliver(delivery, one)));
    const failed = ends.find(end => end.status === 'rejected');
    if (failed !== undefined) throw failed.reason;
  }
}

async function deliver(delivery: WebhookDelivery, leased: LeasedDelivery): Promise<void> {
  const { store, now, log } = delivery;
  const failure = await attempt(delivery, leased);
  if (failure === undefined) return store.settleDelivery(leased.id);
  const givenUp = now() - leased.createdAt >= GIVEN_UP_AFTER;
  // Neither the address nor a word of the answer: a log that quoted them would read internal servers out.
  log?.(givenUp ? 'WebhookGivenUp' : 'WebhookDelayed', {
    webhook: leased.webhookId,
    delivery: leased.id,
    attempts: leased.attempts,
    reason: failure,
  });
  if (givenUp) await store.settleDelivery(leased.id);
  await store.holdDeliveries(leased.webhookId, now() + PAUSE);
}

/** Undefined when the receiver took it, which is any 2xx; otherwise why not, in one word. */
async function attempt(
  { seal, digest, webhooks, now }: WebhookDelivery,
  { id, webhookId, url, body, sealedSecret, sealedEarlierSecret, earlierUntil }: LeasedDelivery,
): Promise<string | undefined> {
  try {
    const time = now();
    const sealed =
      sealedEarlierSecret !== undefined && earlierUntil > time
        ? [sealedSecret, sealedEarlierSecret]
        : [sealedSecret];
    const secrets = await Promise.all(sealed.map(each => seal.open(each, webhookSecretContext(webhookId))));
    const status = await webhooks.post(url, await signedHeaders(digest, secrets, id, time, body), body);
    return status >= 200 && status < 300 ? undefined : `status ${status}`;
  } catch (error) {
    return error instanceof Error ? error.message : 'unknown';
  }
}
