import { type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { BACK_OFF } from '../../core/mail/back-off.ts';

/** When a row's latest attempt began, by its next one: they are a pause apart. */
export function latestAttempt(attempts: SQLiteColumn, nextAttemptAt: SQLiteColumn): SQL<number> {
  const steps = BACK_OFF.slice(0, -1).map((pause, before) => sql`when ${before + 1} then ${pause}`);
  return sql`${nextAttemptAt} - (case ${attempts} ${sql.join(steps, sql` `)} else ${BACK_OFF.at(-1) ?? 0} end)`;
}

/** The pause grows with the attempts that the row has counted before this one. */
export function nextAttempt(attempts: SQLiteColumn, now: number): SQL<number> {
  const steps = BACK_OFF.slice(0, -1).map((pause, counted) => sql`when ${counted} then ${now + pause}`);
  return sql`case ${attempts} ${sql.join(steps, sql` `)} else ${now + (BACK_OFF.at(-1) ?? 0)} end`;
}
