import type { SQL } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import type { AuditStore } from '../../core/audit/store.ts';
import { type Database, type Drizzle, insertWhere } from './database.ts';
import { auditLog } from './schema.ts';

export function auditStore({ drizzle }: Database): AuditStore {
  return {
    async record(event) {
      await drizzle.insert(auditLog).values(event);
    },
  };
}

/** The audit row of a change, for the same batch as the change. */
export function auditRow(drizzle: Drizzle, event: AuditEvent) {
  return drizzle.insert(auditLog).values(event).returning({ id: auditLog.id });
}

/** ... and only where the change's guard held. */
export function auditRowWhere(drizzle: Drizzle, event: AuditEvent, condition: SQL) {
  return insertWhere(drizzle, auditLog, event, condition).returning({ id: auditLog.id });
}
