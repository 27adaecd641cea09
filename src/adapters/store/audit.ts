import type { SQL } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { AuditStore } from '../../core/audit/store.ts';
import { type Database, type Drizzle, insertWhere } from './database.ts';
import { auditLog } from './schema.ts';

export function auditStore({ writer }: Database): AuditStore {
  return {
    async record(event) {
      await writer.insert(auditLog).values(event);
    },
  };
}

/** The audit row of a change, for the same batch as the change. */
export function auditRow(writer: Drizzle, event: AuditEvent) {
  return writer.insert(auditLog).values(event).returning({ id: auditLog.id });
}

/** ... and only where the change's guard held. */
export function auditRowWhere(writer: Drizzle, event: AuditEvent, condition: SQL) {
  return insertWhere(writer, auditLog, event, condition).returning({ id: auditLog.id });
}
