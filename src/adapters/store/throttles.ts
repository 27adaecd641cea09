import { eq, lte, sql } from 'drizzle-orm';
import type { ThrottleStore } from '../../core/throttle/store.ts';
import type { Database } from './database.ts';
import { throttles } from './schema.ts';

export function throttleStore({ drizzle }: Database): ThrottleStore {
  return {
    async takeAttempt(key, { burst, interval }, now) {
      const granted = await drizzle
        .insert(throttles)
        .values({ key, emptyAt: now + interval })
        .onConflictDoUpdate({
          target: throttles.key,
          set: {
            emptyAt: sql`case when ${throttles.emptyAt} > ${now} then ${throttles.emptyAt} else ${now} end + ${interval}`,
          },
          setWhere: lte(throttles.emptyAt, now + (burst - 1) * interval),
        })
        .returning({ emptyAt: throttles.emptyAt })
        .get();
      if (granted !== undefined) return undefined;
      const full = await drizzle.select().from(throttles).where(eq(throttles.key, key)).get();
      return full === undefined ? now + interval : full.emptyAt - (burst - 1) * interval;
    },
    async returnAttempt(key, { interval }) {
      await drizzle
        .update(throttles)
        .set({ emptyAt: sql`${throttles.emptyAt} - ${interval}` })
        .where(eq(throttles.key, key));
    },
    async forgetAttempts(key) {
      await drizzle.delete(throttles).where(eq(throttles.key, key));
    },
  };
}
