import { and, asc, eq, lt, lte, sql } from 'drizzle-orm';
import type { WebhookStore } from '../../core/webhooks/store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { nextAttempt } from './back-off.ts';
import { type Database, insertWhere } from './database.ts';
import { accounts, webhookDeliveries, webhooks } from './schema.ts';
import { turn } from './webhook-turns.ts';

export function webhookStore({ reader, writer, atomically }: Database): WebhookStore {
  const due = lte(webhookDeliveries.nextAttemptAt, sql.placeholder('now'));
  const anyDue = reader.select({ one: sql`1` }).from(webhookDeliveries).where(due).limit(1).prepare();

  return {
    async createWebhook(webhook, limit, audit) {
      const held = sql`(select count(*) from ${webhooks} where ${webhooks.accountId} = ${webhook.accountId})`;
      const made = sql`exists (select 1 from ${webhooks} where ${webhooks.id} = ${webhook.id})`;
      const [, created] = await atomically([
        // Makes batches that count one account's webhooks wait for one another on every engine.
        writer
          .update(accounts)
          .set({ createdAt: sql`${accounts.createdAt}` })
          .where(eq(accounts.id, webhook.accountId))
          .returning({ id: accounts.id }),
        insertWhere(
          writer,
          webhooks,
          { ...webhook, earlierUntil: 0 },
          sql`${held} < ${limit} and ${permitted(audit)}`,
        ).returning({ id: webhooks.id }),
        // It gets the event of its own making, and so does whoever tries it out.
        ...reported(writer, audit, made),
      ]);
      return created?.length === 1;
    },
    async webhooksOf(accountId) {
      const { id, url, createdAt } = webhooks;
      return reader
        .select({ id, accountId: webhooks.accountId, url, createdAt })
        .from(webhooks)
        .where(eq(webhooks.accountId, accountId))
        .orderBy(asc(createdAt), asc(id))
        .all();
    },
    async rotateWebhookSecret({ id, accountId }, sealedSecret, earlierUntil, audit) {
      const theirs = and(eq(webhooks.id, id), eq(webhooks.accountId, accountId), permitted(audit));
      const results = await atomically([
        ...reported(writer, audit, sql`exists (select 1 from ${webhooks} where ${theirs})`),
        writer
          .update(webhooks)
          .set({ sealedEarlierSecret: sql`${webhooks.sealedSecret}`, sealedSecret, earlierUntil })
          .where(theirs)
          .returning({ id: webhooks.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
    async deleteWebhook({ id, accountId }, audit) {
      const theirs = and(eq(webhooks.id, id), eq(webhooks.accountId, accountId), permitted(audit));
      const gone = sql`not exists (select 1 from ${webhooks} where ${webhooks.id} = ${id})`;
      const report = reported(writer, audit, sql`exists (select 1 from ${webhooks} where ${theirs})`);
      const results = await atomically([
        ...report,
        writer.delete(webhooks).where(theirs).returning({ id: webhooks.id }),
        writer
          .delete(webhookDeliveries)
          .where(and(eq(webhookDeliveries.webhookId, id), gone))
          .returning({ id: webhookDeliveries.id }),
      ]);
      return results[report.length]?.length === 1;
    },

    async leaseDelivery(now, { full, latest }) {
      // A look first, because this is asked every second: an idle gateway writes nothing.
      while ((await anyDue.get({ now })) !== undefined) {
        const [leased] = await writer
          .update(webhookDeliveries)
          .set({
            attempts: sql`${webhookDeliveries.attempts} + 1`,
            nextAttemptAt: nextAttempt(webhookDeliveries.attempts, now),
          })
          .where(eq(webhookDeliveries.id, turn(now, full, latest)))
          .returning();
        if (leased === undefined) return undefined;
        const webhook = await reader.select().from(webhooks).where(eq(webhooks.id, leased.webhookId)).get();
        // Deleted meanwhile, with its deliveries: it is the next one's turn.
        if (webhook === undefined) continue;
        const { nextAttemptAt: _, ...delivery } = leased;
        const { accountId, url, sealedSecret, sealedEarlierSecret, earlierUntil } = webhook;
        return {
          ...delivery,
          accountId,
          url,
          sealedSecret,
          sealedEarlierSecret: sealedEarlierSecret ?? undefined,
          earlierUntil,
        };
      }
      return undefined;
    },
    async settleDelivery(id) {
      await writer.delete(webhookDeliveries).where(eq(webhookDeliveries.id, id));
    },
    async holdDeliveries(webhookId, until) {
      await writer
        .update(webhookDeliveries)
        .set({ nextAttemptAt: until })
        .where(and(eq(webhookDeliveries.webhookId, webhookId), lt(webhookDeliveries.nextAttemptAt, until)));
    },
  };
}
