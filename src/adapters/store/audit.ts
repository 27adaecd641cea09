import { type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { AuditStore } from '../../core/audit/store.ts';
import { NOTICES, type Notice } from '../../core/notices/notice.ts';
import type { Authority } from '../../core/policy/principal.ts';
import { type Database, type Drizzle, insertWhere, type Statement } from './database.ts';
import { mailRow } from './mails.ts';
import { newMark } from './marks.ts';
import { auditLog } from './schema.ts';
import { takeWhere, wasTaken } from './throttles.ts';
import { posted } from './webhook-rows.ts';

export function auditStore({ writer, atomically }: Database): AuditStore {
  return {
    async record(event) {
      if (event.notice === undefined) await writer.insert(auditLog).values(rowOf(event));
      else await atomically(reported(writer, event, sql`1 = 1`));
    },
  };
}

/**
 * The report of a change, for the same batch as the change: its audit row, and the notice to the person where there
 * is one and the allowance lasts, and what goes to the account's webhooks; only where `condition`, the change's guard, holds.
 */
export function reported(writer: Drizzle, event: AuditEvent, condition: SQL): Statement[] {
  const row = insertWhere(writer, auditLog, rowOf(event), condition).returning({ id: auditLog.id });
  if (event.notice === undefined) return [row];
  return [row, ...mailed(writer, event, event.notice, condition), ...posted(writer, event, condition)];
}

function mailed(writer: Drizzle, { event, at }: AuditEvent, notice: Notice, condition: SQL): Statement[] {
  const { personId, mails } = notice;
  if (mails.length === 0) return [];
  const mark = newMark();
  const bucket = { key: `notices|${personId}|${event}`, allowance: NOTICES };
  return [
    takeWhere(writer, bucket, at, mark, condition),
    ...mails.map(mail => mailRow(writer, mail, wasTaken(bucket.key, mark))),
  ];
}

/** Which session or key it was. */
function idOf({ by, id }: Authority) {
  if (by === 'session' || by === 'session-credentials') return { sessionId: id };
  return by === 'flow' ? {} : { apiKeyId: id };
}

function rowOf({ authority, notice: _, ...event }: AuditEvent): typeof auditLog.$inferInsert {
  return {
    ...event,
    ...(authority && idOf(authority)),
  };
}
