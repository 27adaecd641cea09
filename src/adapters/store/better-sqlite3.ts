import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import type { Database, Drizzle } from './database.ts';

export interface EmbeddedDatabase extends Database {
  close(): void;
}

/**
 * One file on this machine. WAL lets readers go on beside a writer; synchronous=FULL, because a spent code that
 * a power cut brings back can be used again. Several processes may share the file: each write waits its turn.
 */
export function openEmbedded(file: string, migrationsFolder: string): EmbeddedDatabase {
  const client = new Sqlite(file);
  client.pragma('journal_mode = WAL');
  client.pragma('synchronous = FULL');
  client.pragma('busy_timeout = 5000');
  const synchronous = drizzle(client);
  migrate(synchronous, { migrationsFolder });
  const inTransaction = client.transaction((run: () => unknown[][]) => run());
  return {
    drizzle: synchronous as unknown as Drizzle,
    // IMMEDIATE: a transaction that starts by reading cannot be told later that it may not write.
    async atomically(statements) {
      return inTransaction.immediate(() =>
        statements.map(statement => statement.all() as unknown as unknown[]),
      );
    },
    close: () => client.close(),
  };
}
