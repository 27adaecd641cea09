import { type SQL, sql } from 'drizzle-orm';
import type { AuditEvent } from '../../core/audit/event.ts';
import { devices, sessions } from './schema.ts';

/**
 * Whether the session behind a change may still make it, asked by the change's own statement: between the gate
 * and the commit lie a password hash and other people's requests. It must exist, and be at level `mfa` where its
 * person has a device by now. A change without a session is the operator's, on the host.
 */
export function permitted({ sessionId, at }: Pick<AuditEvent, 'sessionId' | 'at'>): SQL {
  if (sessionId === undefined) return sql`1 = 1`;
  return sql`exists (
    select 1 from ${sessions} where ${sessions.id} = ${sessionId} and ${sessions.expiresAt} > ${at}
      and (${sessions.level} = 'mfa' or not exists (select 1 from ${devices} where ${devices.personId} = ${sessions.personId})))`;
}
