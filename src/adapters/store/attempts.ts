import { and, eq, gt, lt, lte, or, type SQL, sql } from 'drizzle-orm';
import type { AttemptStore } from '../../core/devices/attempt-store.ts';
import { FAILURE_LIMIT, SLOW_BUDGET, type TotpDevice } from '../../core/devices/device.ts';
import { REPEAT_WINDOW } from '../../core/devices/pair-proof.ts';
import type { Database } from './database.ts';
import { deviceOf } from './rows.ts';
import { devices } from './schema.ts';

const { burst, interval } = SLOW_BUDGET;

/** The slow bucket is never fuller than this; one that is was filled by a clock that jumped, and counts as empty. */
const FULLEST = (burst + 1) * interval;

/** What an accepted code or pair does to the counts: none in a row, and its own attempt back in the slow bucket. */
export function cleared(counted: boolean) {
  return { failures: 0, ...(counted && { slowUntil: sql`${devices.slowUntil} - ${interval}` }) };
}

export function attemptStore({ writer }: Database): AttemptStore {
  const isFido = eq(devices.kind, 'fido');
  const withinBudget = (now: number) =>
    and(
      lt(devices.failures, FAILURE_LIMIT),
      or(lte(devices.slowUntil, now + (burst - 1) * interval), gt(devices.slowUntil, now + FULLEST)),
    );
  const oneMore = (now: number): SQL =>
    sql`case when ${devices.slowUntil} > ${now} and ${devices.slowUntil} <= ${now + FULLEST} then ${devices.slowUntil} + ${interval} else ${now + interval} end`;

  return {
    async reserveAttempt(deviceId, now) {
      const row = await writer
        .update(devices)
        .set({
          failures: sql`${devices.failures} + 1`,
          slowUntil: sql`case when ${isFido} then ${devices.slowUntil} else ${oneMore(now)} end`,
          attempt: null,
        })
        .where(and(eq(devices.id, deviceId), or(isFido, withinBudget(now))))
        .returning()
        .get();
      return row && deviceOf(row);
    },
    async reservePair(deviceId, attempt, now) {
      const same = sql`(${devices.attempt} = ${attempt} and ${devices.attemptAt} > ${now - REPEAT_WINDOW} and ${devices.attemptAt} < ${now + REPEAT_WINDOW})`;
      const row = await writer
        .update(devices)
        .set({
          failures: sql`case when ${same} then ${devices.failures} else ${devices.failures} + 1 end`,
          slowUntil: sql`case when ${same} then ${devices.slowUntil} else ${oneMore(now)} end`,
          attempt,
          attemptAt: sql`case when ${same} then ${devices.attemptAt} else ${now} end`,
          attemptRepeats: sql`case when ${same} then ${devices.attemptRepeats} + 1 else 0 end`,
        })
        .where(and(eq(devices.id, deviceId), or(same, withinBudget(now))))
        .returning()
        .get();
      return row && { device: deviceOf(row) as TotpDevice, counted: row.attemptRepeats === 0 };
    },
    async returnDeviceAttempt(deviceId) {
      await writer
        .update(devices)
        .set({
          failures: sql`case when ${devices.failures} > 0 then ${devices.failures} - 1 else 0 end`,
          slowUntil: sql`${devices.slowUntil} - ${interval}`,
        })
        .where(eq(devices.id, deviceId));
    },
  };
}
