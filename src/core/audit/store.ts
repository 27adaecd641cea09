import type { Awaitable } from '../ports.ts';
import type { AuditEvent } from './event.ts';

export interface AuditStore {
  /** Appends. Nothing updates or deletes audit rows. */
  record(event: AuditEvent): Awaitable<void>;
}
