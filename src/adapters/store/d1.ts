import type { D1Database } from '@cloudflare/workers-types';
import type { BatchItem } from 'drizzle-orm/batch';
import { drizzle } from 'drizzle-orm/d1';
import type { Database, Drizzle } from './database.ts';

/** D1 has no interactive transactions; a batch is one (drizzle's `transaction()` on D1 throws, and is not used). */
export function openD1(binding: D1Database): Database {
  const client = drizzle(binding);
  return {
    reader: client as unknown as Drizzle,
    writer: client as unknown as Drizzle,
    async atomically(statements) {
      return (await client.batch(statements as unknown as [BatchItem<'sqlite'>])) as unknown[][];
    },
  };
}
