import { type SQL, sql } from 'drizzle-orm';
import { LONGEST_ATTEMPT } from '../../core/mail/back-off.ts';
import { latestAttempt } from './back-off.ts';
import { webhookDeliveries as deliveries, webhooks } from './schema.ts';

/**
 * The id of the delivery whose turn it is, for the statement that leases it: of the accounts that have not got their
 * share, the one that has waited longest, of its webhooks likewise, and of that one's events the oldest.
 */
export function turn(now: number, full: readonly string[], latest: readonly string[]): SQL<string> {
  // A parameter each, however many there are: D1 takes a hundred.
  const having = sql`select value from json_each(${JSON.stringify(full)})`;
  const had = (id: SQL) =>
    sql`coalesce((select key from json_each(${JSON.stringify(latest)}) where value = ${id}), -1)`;
  // An attempt that ended is deleted, or holds its webhook back for longer than this. What is neither is on its way,
  // or was, in a process that died. Either side of now, because the clocks of two processes differ.
  const busy = sql`select 1 from ${deliveries} where ${deliveries.webhookId} = waiting.webhook_id
    and ${deliveries.attempts} > 0
    and abs(${latestAttempt(deliveries.attempts, deliveries.nextAttemptAt)} - ${now}) < ${LONGEST_ATTEMPT}`;
  const webhook = sql`select waiting.webhook_id from (
      select ${deliveries.webhookId} as webhook_id, min(${deliveries.nextAttemptAt}) as due
      from ${deliveries} where ${deliveries.nextAttemptAt} <= ${now} group by ${deliveries.webhookId}
    ) waiting join ${webhooks} on ${webhooks.id} = waiting.webhook_id
    where ${webhooks.accountId} not in (${having}) and not exists (${busy})
    order by ${had(sql`${webhooks.accountId}`)}, ${had(sql`waiting.webhook_id`)}, waiting.due limit 1`;
  return sql`(select ${deliveries.id} from ${deliveries}
    where ${deliveries.webhookId} = (${webhook}) and ${deliveries.nextAttemptAt} <= ${now}
    order by ${deliveries.nextAttemptAt}, ${deliveries.createdAt}, ${deliveries.id} limit 1)`;
}
