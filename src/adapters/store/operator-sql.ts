import { type SQL, sql } from 'drizzle-orm';
import {
  BREAK_GLASS,
  breakGlassEvents,
  breakGlassSentence,
  type Opening,
} from '../../core/account/break-glass.ts';
import { comparable } from '../../core/identifiers.ts';
import { firstOf } from '../../core/notices/notice.ts';
import { breakGlassStatements, ownerToOpen } from './break-glass.ts';
import { accounts, auditLog, devices, mails, people, webhookDeliveries, webhooks } from './schema.ts';
import { sqlText, statementBuilder } from './sql-text.ts';

/** What the operator's commands do, as SQL for a database that they do not reach. `id` makes what has to be unique. */
export interface OnD1 {
  readonly now: number;
  readonly id: () => string;
}

/** The same as the store's `breakGlass`; the mails are plain text and pass no allowance. */
export function breakGlassSql(account: string, reason: string, opening: Opening, { now, id }: OnD1): string {
  const named = sql`${people.accountId} = ${account} or ${people.email} = ${comparable(account)}
    or ${people.accountId} = (select "id" from ${accounts} where "alias" = ${account})`;
  const owner = ownerToOpen(named, opening);
  const sentence = breakGlassSentence(opening);
  const found = sql`${people} where "id" = ${owner}`;
  const arn = sql`'arn:aws:iam::' || "account_id" || ':root'`;
  const time = new Date(now).toISOString();
  const text = sql`${`${sentence}\n\nAccount: `} || "email" || ${`\nWhen: ${time.replace('T', ' ').slice(0, 19)} UTC\n\nIf you did not expect this, ask whoever runs this gateway.`}`;
  const mail = (
    column: SQL,
    condition: SQL,
  ) => sql`insert into ${mails} ("id", "to", "subject", "text", "html", "created_at", "attempts", "next_attempt_at")
    select ${id()}, ${column}, ${`Sallyport: ${firstOf(sentence)}`}, ${text}, '', ${now}, 0, ${now} from ${found} and ${condition}`;
  return sqlText([
    ...breakGlassEvents(opening).map(event =>
      auditRow(event, now, id(), sql`"account_id", ${arn}`, reason, found),
    ),
    mail(sql`"email"`, sql`"email" is not null`),
    mail(sql`"contact_email"`, sql`"contact_email" is not null and "contact_email" is not "email"`),
    ...(opening.email === undefined
      ? []
      : [
          mail(
            sql`${opening.email}`,
            sql`${opening.email} is not "email" and ${opening.email} is not "contact_email"`,
          ),
        ]),
    sql`insert into ${webhookDeliveries} ("id", "webhook_id", "body", "created_at", "attempts", "next_attempt_at")
      select ${id()} || '_' || "id", "id", json_object('type', ${BREAK_GLASS}, 'timestamp', ${time}, 'data',
        json_object('account', "account_id", 'actor', null, 'subject', ${arn}, 'resource', ${arn}, 'outcome', 'success', 'sentence', ${sentence})), ${now}, 0, ${now}
      from ${webhooks} where "account_id" = (select "account_id" from ${found})`,
    ...Object.values(breakGlassStatements(statementBuilder, owner, opening, now)).map(statement =>
      statement.getSQL(),
    ),
  ]);
}

/** The same as `device unlock` on a machine. Without an account in the serial number there must be one account only. */
export function unlockSql(serialNumber: string, { now, id }: OnD1): string {
  const named = /^arn:aws:iam::(\d{12}):/.exec(serialNumber)?.[1];
  const account =
    named === undefined ? sql`(select count(*) from ${accounts}) = 1` : sql`"account_id" = ${named}`;
  const found = sql`${devices} where "serial_key" = ${comparable(serialNumber)} and ${account}`;
  return sqlText([
    auditRow('UnlockMFADevice', now, id(), sql`"account_id", ${serialNumber}`, null, found),
    sql`update ${devices} set "failures" = 0, "slow_until" = 0, "attempt" = null
      where "id" in (select "id" from ${found}) returning "serial_number"`,
  ]);
}

function auditRow(
  event: string,
  now: number,
  request: string,
  subject: SQL,
  reason: string | null,
  found: SQL,
) {
  return sql`insert into ${auditLog} ("at", "account_id", "resource", "event", "outcome", "reason", "request_id", "address", "user_agent")
    select ${now}, ${subject}, ${event}, 'success', ${reason}, ${request}, 'this machine', 'sallyport' from ${found} returning "account_id", "event"`;
}
