import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Gateway } from './gateway.ts';

/** Values that can only be points in time, in milliseconds: 2020 to 2040. */
const [EARLIEST, LATEST] = [1_577_836_800_000, 2_208_988_800_000];

/**
 * Lets time pass for everything that a Node gateway has stored: every point in time moves into the past. Knows
 * nothing of the tables but that times are milliseconds since 1970. Devices tick on: their steps are no such times.
 */
export function letPass(gateway: Gateway, milliseconds: number): void {
  const database = new Database(join(gateway.dataDir, 'sallyport.db'));
  database.pragma('busy_timeout = 5000');
  const tables = database
    .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
    .all();
  for (const { name: table } of tables.filter(
    ({ name }) => !name.startsWith('sqlite_') && !name.startsWith('d1_'),
  )) {
    for (const { name: column, type } of database.pragma(`table_info("${table}")`) as {
      name: string;
      type: string;
    }[]) {
      if (type.toLowerCase() !== 'integer') continue;
      const change = `update "${table}" set "${column}" = "${column}" - ? where "${column}" between ? and ?`;
      database.prepare(change).run(milliseconds, EARLIEST, LATEST);
    }
  }
  database.close();
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
