import { and, eq, gt, inArray, lte, type SQL, sql } from 'drizzle-orm';
import type { Throttle, ThrottleStore } from '../../core/throttle/store.ts';
import { type Database, type Drizzle, insertWhere } from './database.ts';
import { throttles } from './schema.ts';

export function throttleStore({ reader, writer, atomically }: Database): ThrottleStore {
  const { emptyAt } = throttles;
  /** Adds one interval to the bucket, unless it is full. */
  const take = ({ key, allowance: { burst, interval } }: Throttle, now: number) =>
    writer
      .insert(throttles)
      .values({ key, emptyAt: now + interval })
      .onConflictDoUpdate({
        target: throttles.key,
        set: { emptyAt: sql`case when ${emptyAt} > ${now} then ${emptyAt} else ${now} end + ${interval}` },
        setWhere: lte(emptyAt, now + (burst - 1) * interval),
      })
      .returning({ key: throttles.key });
  /** Fuller than full is a clock that was wrong for a while: nobody waits for it longer than for a full one. */
  const atMostFull = ({ key, allowance: { burst, interval } }: Throttle, now: number) =>
    writer
      .update(throttles)
      .set({ emptyAt: now + burst * interval })
      .where(and(eq(throttles.key, key), gt(emptyAt, now + burst * interval)))
      .returning({ key: throttles.key });
  const giveBack = ({ key, allowance }: Throttle) =>
    writer
      .update(throttles)
      .set({ emptyAt: sql`${throttles.emptyAt} - ${allowance.interval}` })
      .where(eq(throttles.key, key))
      .returning({ key: throttles.key });

  return {
    async takeAttempt(buckets, now) {
      const rows = await atomically(buckets.map(bucket => take(bucket, now)));
      const full = buckets.filter((_, index) => rows[index]?.length === 0);
      if (full.length === 0) return undefined;
      // A guess at one name that is refused must not use up what the neighbours have.
      const charged = buckets.filter(bucket => !full.includes(bucket));
      await atomically([...charged.map(giveBack), ...full.map(bucket => atMostFull(bucket, now))]);
      const keys = full.map(({ key }) => key);
      const levels = await reader.select().from(throttles).where(inArray(throttles.key, keys)).all();
      const nextIn = full.map(({ key, allowance: { burst, interval } }) => {
        const row = levels.find(candidate => candidate.key === key);
        return row === undefined ? now + interval : row.emptyAt - (burst - 1) * interval;
      });
      return Math.max(...nextIn);
    },
    async returnAttempt(buckets) {
      await atomically(buckets.map(giveBack));
    },
  };
}

/** Takes from a bucket only while `condition` holds, and leaves the mark of whoever took last. */
export function takeWhere(
  writer: Drizzle,
  { key, allowance: { burst, interval } }: Throttle,
  now: number,
  takenBy: string,
  condition: SQL,
) {
  const { emptyAt } = throttles;
  // Fuller than full was a clock that jumped.
  const full = now + (burst + 1) * interval;
  return insertWhere(writer, throttles, { key, emptyAt: now + interval, takenBy }, condition)
    .onConflictDoUpdate({
      target: throttles.key,
      set: {
        emptyAt: sql`case when ${emptyAt} > ${now} and ${emptyAt} <= ${full} then ${emptyAt} else ${now} end + ${interval}`,
        takenBy,
      },
      setWhere: sql`(${emptyAt} <= ${now + (burst - 1) * interval} or ${emptyAt} > ${full})`,
    })
    .returning({ key: throttles.key });
}

export function wasTaken(key: string, takenBy: string): SQL {
  return sql`exists (select 1 from ${throttles} where ${throttles.key} = ${key} and ${throttles.takenBy} = ${takenBy})`;
}
