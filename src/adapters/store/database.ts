import type { SQL } from 'drizzle-orm';
import { getTableColumns, sql } from 'drizzle-orm';
import type { BaseSQLiteDatabase, SQLiteTable } from 'drizzle-orm/sqlite-core';
import type * as schema from './schema.ts';

/**
 * Queries are written once against drizzle's asynchronous SQLite dialect. `better-sqlite3` is synchronous under
 * the same methods; its adapter casts it in one place, and the shared suite on both engines justifies the cast.
 */
export type Drizzle = BaseSQLiteDatabase<'async', unknown, typeof schema>;

/** A statement with RETURNING: its rows say whether its guard held. */
export interface Statement {
  all(): Promise<unknown[]>;
}

export interface Database {
  /** For queries. On Node they run here and now; the hot ones are prepared once. */
  readonly reader: Drizzle;
  /** For single statements that change something. */
  readonly writer: Drizzle;
  /** Runs all or none, in order, in one transaction. Returns the rows of each. */
  atomically(statements: readonly Statement[]): Promise<unknown[][]>;
}

/**
 * A parameter of a prepared join. SQLite plans joins by the values bound (sqlite3_prepare_v3, STAT4) and compiles
 * such a statement anew at every call, 25 us for the session check; a value that comes out of a subquery is
 * not looked at, and the plan stays.
 */
export function planned(parameter: string): SQL {
  return sql`(select ${sql.placeholder(parameter)})`;
}

/** An INSERT that happens only while `condition` holds, in one statement. */
export function insertWhere<T extends SQLiteTable>(
  writer: Drizzle,
  table: T,
  values: T['$inferInsert'],
  condition: SQL,
) {
  const given = values as Record<string, unknown>;
  const fields = Object.fromEntries(
    Object.entries(getTableColumns(table)).map(([key, column]) => [
      key,
      sql`${given[key] === undefined || given[key] === null ? sql`null` : sql.param(given[key], column)}`.as(
        column.name,
      ),
    ]),
  );
  const row = writer.select(fields).from(sql`(select 1)`).where(condition);
  // biome-ignore lint/suspicious/noExplicitAny: drizzle cannot see that the fields are the table's own columns.
  return writer.insert(table).select(row as any);
}
