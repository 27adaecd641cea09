import type { Gateway } from './gateway.ts';
import { withStoreFile } from './store-file.ts';

/** Values that can only be points in time, in milliseconds: 2020 to 2040. */
const [EARLIEST, LATEST] = [1_577_836_800_000, 2_208_988_800_000];

/**
 * Lets time pass for everything that a gateway has stored: every point in time moves into the past. Knows
 * nothing of the tables but that times are milliseconds since 1970. Devices tick on: their steps are no such times.
 */
export function letPass(gateway: Pick<Gateway, 'dataDir'>, milliseconds: number): void {
  withStoreFile(gateway, database => {
    const tables = database
      .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
      .all();
    for (const { name: table } of tables.filter(({ name }) => !/^(sqlite_|d1_|_cf_)/.test(name))) {
      for (const { name: column, type } of database.pragma(`table_info("${table}")`) as {
        name: string;
        type: string;
      }[]) {
        if (type.toLowerCase() !== 'integer') continue;
        // By way of negative times: rows that move one after the other would meet where times are unique.
        database
          .prepare(`update "${table}" set "${column}" = ? - "${column}" where "${column}" between ? and ?`)
          .run(milliseconds, EARLIEST, LATEST);
        database
          .prepare(`update "${table}" set "${column}" = - "${column}" where "${column}" < ?`)
          .run(-EARLIEST / 2);
      }
    }
  });
}

/**
 * As if the server's clock had been set forward (back, for a negative time), while devices go on as they were. What
 * is stored comes to lie as far behind the server's clock as its clock went ahead; so do the steps that were used,
 * and a device of half-minute steps shows the code of `steps` ago.
 */
export function setServerClock(gateway: Pick<Gateway, 'dataDir'>, milliseconds: number): { steps: number } {
  const steps = milliseconds / 30_000;
  letPass(gateway, milliseconds);
  withStoreFile(gateway, database => {
    for (const column of ['last_step', 'resynced_step'])
      database.prepare(`update devices set ${column} = ${column} - ? where ${column} > 0`).run(steps);
  });
  return { steps };
}

export const MINUTE = 60_000;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;
