import type { SQL } from 'drizzle-orm';
import { SQLiteSyncDialect } from 'drizzle-orm/sqlite-core';
import { drizzle } from 'drizzle-orm/sqlite-proxy';
import type { Drizzle } from './database.ts';

/** Builds statements without a database behind them: to be printed, never to be run. */
export const statementBuilder = drizzle(() => {
  throw new TypeError('this statement is only printed');
}) as unknown as Drizzle;

const dialect = new SQLiteSyncDialect();

/** Statements as text with their parameters in it: D1 is out of reach from here, and wrangler carries text. */
export function sqlText(statements: readonly ({ getSQL(): SQL } | SQL)[]): string {
  return statements.map(statement => `${inlined(dialect.sqlToQuery(statement.getSQL()))};`).join('\n');
}

function inlined({ sql, params }: { sql: string; params: unknown[] }): string {
  const pieces = sql.split('?');
  if (pieces.length !== params.length + 1) throw new TypeError('a question mark that is no parameter');
  return pieces.map((piece, at) => (at === 0 ? piece : `${literal(params[at - 1])}${piece}`)).join('');
}

/** In SQLite a quote is doubled, and nothing else in a string means anything. */
function literal(value: unknown): string {
  if (value === null) return 'null';
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'boolean') return value ? '1' : '0';
  if (typeof value === 'string' && !value.includes('\0')) return `'${value.replaceAll("'", "''")}'`;
  throw new TypeError('a value that has no literal');
}
