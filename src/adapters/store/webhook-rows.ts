import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import { WEBHOOK_EVENTS, webhookBody } from '../../core/webhooks/webhook.ts';
import type { Drizzle, Statement } from './database.ts';
import { newMark } from './marks.ts';
import { webhookDeliveries, webhooks } from './schema.ts';
import { takeWhere, wasTaken } from './throttles.ts';

/**
 * An event on its way to each webhook of its account, for the same batch as the change that it reports. Where there is
 * no webhook, nothing is written and no allowance is taken.
 */
export function posted(writer: Drizzle, event: AuditEvent, condition: SQL): Statement[] {
  if (event.accountId === undefined) return [];
  const mark = newMark();
  const bucket = { key: `webhooks|${event.accountId}|${event.event}`, allowance: WEBHOOK_EVENTS };
  const wanted = sql`${condition} and exists (select 1 from ${webhooks} where ${webhooks.accountId} = ${event.accountId})`;
  return [
    takeWhere(writer, bucket, event.at, mark, wanted),
    writer
      .insert(webhookDeliveries)
      .select(
        writer
          .select({
            // No full stop in it: what is signed is id, time and body with one between them.
            id: sql<string>`${mark} || '_' || ${webhooks.id}`.as('id'),
            webhookId: sql<string>`${webhooks.id}`.as('webhook_id'),
            body: sql<string>`${webhookBody(event)}`.as('body'),
            createdAt: sql<number>`${event.at}`.as('created_at'),
            attempts: sql<number>`0`.as('attempts'),
            nextAttemptAt: sql<number>`${event.at}`.as('next_attempt_at'),
          })
          .from(webhooks)
          .where(and(eq(webhooks.accountId, event.accountId), wasTaken(bucket.key, mark))),
      )
      .returning({ id: webhookDeliveries.id }),
  ];
}
