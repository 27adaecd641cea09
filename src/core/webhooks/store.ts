import type { AuditEvent } from '../audit/event.ts';
import type { Awaitable } from '../ports.ts';
import type { Turns } from './turns.ts';
import type { NewWebhook, Webhook } from './webhook.ts';

/** An event that this process may try to post, until its next attempt is due. */
export interface LeasedDelivery {
  /** The same at every attempt: receivers know a repeat by it. */
  readonly id: string;
  readonly webhookId: string;
  readonly accountId: string;
  readonly url: string;
  readonly sealedSecret: string;
  /** From before the last rotation; signs, too, until `earlierUntil`. */
  readonly sealedEarlierSecret: string | undefined;
  readonly earlierUntil: number;
  readonly body: string;
  readonly createdAt: number;
  /** This one included. */
  readonly attempts: number;
}

/** A delivery is queued by a statement of the batch that stores its event, so neither exists alone. */
export interface WebhookStore {
  /** False when the account has `limit` webhooks. */
  createWebhook(webhook: NewWebhook, limit: number, audit: AuditEvent): Awaitable<boolean>;
  /** The oldest first. */
  webhooksOf(accountId: string): Awaitable<Webhook[]>;
  /** The secret that signs now becomes the earlier one, until `earlierUntil`. False when there is no such webhook. */
  rotateWebhookSecret(
    webhook: Pick<Webhook, 'id' | 'accountId'>,
    sealedSecret: string,
    earlierUntil: number,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** With everything that is on its way to it. */
  deleteWebhook(webhook: Pick<Webhook, 'id' | 'accountId'>, audit: AuditEvent): Awaitable<boolean>;
  /**
   * Leases the delivery whose turn it is, of those that are due, in one guarded statement: the attempt is counted and
   * the next one set before anything is posted, so that of several processes one gets it. A webhook that another
   * delivery is on its way to, from whatever process, waits until that one ends.
   */
  leaseDelivery(now: number, turns: Pick<Turns, 'full' | 'latest'>): Awaitable<LeasedDelivery | undefined>;
  /** It was taken, or given up. */
  settleDelivery(id: string): Awaitable<void>;
  /** Nothing more to this webhook before `until`. */
  holdDeliveries(webhookId: string, until: number): Awaitable<void>;
}
