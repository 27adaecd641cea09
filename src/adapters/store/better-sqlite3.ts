import Sqlite from 'better-sqlite3';
import { drizzle } from 'drizzle-orm/better-sqlite3';
import { migrate } from 'drizzle-orm/better-sqlite3/migrator';
import { drizzle as drizzleRemote } from 'drizzle-orm/sqlite-proxy';
import type { Database, Drizzle } from './database.ts';
import { startWriter } from './writer.ts';

export interface EmbeddedDatabase extends Database {
  close(): Promise<void>;
}

/**
 * One file on this machine. Reads are synchronous here, microseconds each; writes go to a thread of their own,
 * because a commit waits for the disk. WAL lets both go on beside each other, and several processes share the
 * file.
 */
export function openEmbedded(file: string, migrationsFolder: string): EmbeddedDatabase {
  const client = new Sqlite(file);
  client.pragma('journal_mode = WAL');
  client.pragma('busy_timeout = 5000');
  client.pragma('secure_delete = ON');
  const reader = drizzle(client);
  migrate(reader, { migrationsFolder });

  const { write, close } = startWriter(file);
  const writer = drizzleRemote(
    async (sql, params, method) => {
      const [rows = []] = await write([{ sql, params }]);
      return { rows: method === 'get' ? (rows[0] as unknown[]) : rows };
    },
    async batch => (await write(batch.map(({ sql, params }) => ({ sql, params })))).map(rows => ({ rows })),
  );
  return {
    reader: reader as unknown as Drizzle,
    writer: writer as unknown as Drizzle,
    async atomically(statements) {
      const batch = statements as unknown as Parameters<typeof writer.batch>[0];
      return (await writer.batch(batch)) as unknown as unknown[][];
    },
    async close() {
      await close();
      client.close();
    },
  };
}
