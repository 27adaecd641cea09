import { and, desc, eq, gt, inArray, lt, type SQL, sql } from 'drizzle-orm';
import { type Drizzle, insertWhere } from './database.ts';
import { newMark } from './marks.ts';
import { sends, throttles } from './schema.ts';

/** A line of the ledger. */
export type Send = typeof sends.$inferInsert;

/** At most `most` lines like this one, in what they have in common, in any `window` milliseconds. */
export interface Limit<Of extends string = string> {
  readonly of: Of;
  readonly most: number;
  readonly window: number;
  /** Which lines count; without it those of the same channel. */
  readonly channels?: readonly Send['channel'][];
}

/**
 * The first statement of every batch that counts the ledger: on an engine where transactions run at once they stand in
 * line behind this row, so that none counts before the other has written.
 */
export function queueForSends(writer: Drizzle, now: number) {
  const takenBy = newMark();
  return writer
    .insert(throttles)
    .values({ key: 'sends', emptyAt: now, takenBy })
    .onConflictDoUpdate({ target: throttles.key, set: { takenBy } })
    .returning({ key: throttles.key });
}

/** Whether the ledger has room for one more line like this within every limit. */
export function withinLimits(send: Send, limits: readonly Limit[]): SQL {
  const counts = limits.map(
    limit => sql`(select count(*) from ${sends} where ${recent(send, limit)}) < ${limit.most}`,
  );
  return counts.length === 0 ? sql`1 = 1` : sql`(${sql.join(counts, sql` and `)})`;
}

export function sendRow(writer: Drizzle, send: Send, condition: SQL) {
  return insertWhere(writer, sends, send, condition).returning({ id: sends.id });
}

/** Which limit is reached, and until when: the last to end. Undefined where there is room. */
export async function fullUntil<Of extends string>(
  reader: Drizzle,
  send: Send,
  limits: readonly Limit<Of>[],
): Promise<{ retryAt: number; full: Of } | undefined> {
  const reached = await Promise.all(
    limits.map(async limit => {
      // The line whose leaving makes room.
      const line = await reader
        .select({ at: sends.at })
        .from(sends)
        .where(recent(send, limit))
        .orderBy(desc(sends.at))
        .limit(1)
        .offset(Math.max(0, limit.most - 1))
        .get();
      return line && { retryAt: line.at + limit.window, full: limit.of };
    }),
  );
  return reached
    .filter(found => found !== undefined)
    .reduce<{ retryAt: number; full: Of } | undefined>(
      (last, found) => (last === undefined || found.retryAt > last.retryAt ? found : last),
      undefined,
    );
}

/** Lines from a clock that was wrong for a while, far ahead, count for nobody. */
function recent(send: Send, { of, window, channels = [send.channel] }: Limit) {
  return and(
    inArray(sends.channel, [...channels]),
    gt(sends.at, send.at - window),
    lt(sends.at, send.at + window),
    sharedBy(send, of),
  );
}

function sharedBy(send: Send, of: string): SQL | undefined {
  switch (of) {
    case 'person':
      return eq(sends.personId, send.personId);
    case 'number':
      return eq(sends.numberKey, send.numberKey ?? '');
    case 'network':
      return eq(sends.network, send.network);
    default:
      return undefined;
  }
}
