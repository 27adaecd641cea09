import { type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { AuditStore } from '../../core/audit/store.ts';
import { type Database, type Drizzle, insertWhere, type Statement } from './database.ts';
import { mailRow } from './mails.ts';
import { auditLog } from './schema.ts';

export function auditStore({ writer, atomically }: Database): AuditStore {
  return {
    async record(event) {
      if (event.mail === undefined) await writer.insert(auditLog).values(rowOf(event));
      else await atomically(reported(writer, event, sql`1 = 1`));
    },
  };
}

/**
 * The report of a change, for the same batch as the change: its audit row, and the notice to the person where there
 * is one; both only where `condition`, the change's guard, holds.
 */
export function reported(writer: Drizzle, event: AuditEvent, condition: SQL): Statement[] {
  const row = insertWhere(writer, auditLog, rowOf(event), condition).returning({ id: auditLog.id });
  return event.mail === undefined ? [row] : [row, mailRow(writer, event.mail, condition)];
}

function rowOf({ authority, mail: _, ...event }: AuditEvent): typeof auditLog.$inferInsert {
  return {
    ...event,
    sessionId: authority?.by === 'session' ? authority.id : undefined,
    apiKeyId: authority?.by === 'api-key' ? authority.id : undefined,
  };
}
