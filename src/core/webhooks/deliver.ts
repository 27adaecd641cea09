import { BACK_OFF, GIVEN_UP_AFTER } from '../mail/back-off.ts';
import type { Digest, Seal, WebhookPost } from '../ports.ts';
import { signedHeaders } from './sign.ts';
import type { LeasedDelivery, WebhookStore } from './store.ts';
import { Turns } from './turns.ts';
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
  /** Looked at before each delivery. */
  readonly stopping?: { readonly aborted: boolean } | undefined;
  /** When to look for new events while others are under way; without it, when one of those ends. */
  readonly lookAgain?: (() => Promise<void>) | undefined;
  readonly log?: (event: string, details: Readonly<Record<string, string | number>>) => void;
}

/** After a failure everything else to the same webhook waits this long: a receiver that is down delays no other's. */
const PAUSE = BACK_OFF[0];

/**
 * Posts what is due, at most one a webhook at a time, so that a receiver gets its events one after the other. Each
 * place is filled again as it frees: a slow receiver takes up its own place and no more.
 */
export async function postDue(delivery: WebhookDelivery): Promise<void> {
  const { store, atOnce, now, stopping, lookAgain } = delivery;
  const turns = new Turns(atOnce);
  const underWay = new Set<Promise<void>>();
  // A store that fails at one delivery ends the round, but not before the others that are under way.
  const failures: unknown[] = [];
  const fail = (error: unknown): undefined => void failures.push(error);
  let look: Promise<void> | undefined;
  let ended = 0;

  for (;;) {
    const before = ended;
    const free = underWay.size < atOnce && failures.length === 0 && stopping?.aborted !== true;
    const leased = free ? await Promise.resolve(store.leaseDelivery(now(), turns)).catch(fail) : undefined;
    if (leased !== undefined) {
      turns.begin(leased);
      const posting = deliver(delivery, leased)
        .catch(fail)
        .finally(() => {
          ended += 1;
          turns.end(leased);
          underWay.delete(posting);
        });
      underWay.add(posting);
      continue;
    }
    // What ended during the look may be what nothing was free for: look again, do not wait for the next end.
    if (ended !== before) continue;
    if (underWay.size === 0) break;
    if (free && lookAgain !== undefined) {
      look ??= lookAgain().finally(() => {
        look = undefined;
      });
    }
    await Promise.race(look === undefined ? underWay : [...underWay, look]);
  }
  if (failures.length > 0) throw failures[0];
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
