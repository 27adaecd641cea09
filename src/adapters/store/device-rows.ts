import { and, eq, gt, gte, lte, ne, or, type SQL, sql } from 'drizzle-orm';
import { FAILURE_LIMIT, SLOW_BUDGET } from '../../core/devices/device.ts';
import type { Drizzle } from './database.ts';
import { devices, driftHistory } from './schema.ts';

/** What several stores say about rows of devices. */

export function present(condition: SQL | undefined): SQL {
  return sql`exists (select 1 from ${devices} where ${condition})`;
}

/** The core's `isLocked` as a condition. */
export function lockedAt(now: number): SQL | undefined {
  const { burst, interval } = SLOW_BUDGET;
  return and(
    ne(devices.kind, 'fido'),
    or(
      gte(devices.failures, FAILURE_LIMIT),
      and(
        gt(devices.slowUntil, now + (burst - 1) * interval),
        lte(devices.slowUntil, now + (burst + 1) * interval),
      ),
    ),
  );
}

/** A TOTP device that nobody holds any more. Its last step stays: what was used stays used. */
export const FREED = {
  personId: null,
  createdBy: null,
  enabledAt: null,
  lastUsedAt: null,
  failures: 0,
  slowUntil: 0,
  resyncedDrift: null,
  resyncedUntil: null,
  resyncedStep: null,
  measuredDrift: null,
  measuredAt: null,
  attempt: null,
} as const;

/** The last step of which anybody knows the code. */
export const USED = sql`max(${devices.lastStep}, coalesce(${devices.resyncedStep}, 0))`;

/** When its person used a device is nobody else's business once it has another one. */
export function forgetDrift(writer: Drizzle, condition: SQL) {
  return writer.delete(driftHistory).where(condition).returning({ at: driftHistory.at });
}

export function byDevice(deviceId: string): SQL {
  return eq(devices.id, deviceId);
}
