import { globSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Gateway } from './gateway.ts';

/** The file that the gateway keeps its store in, opened from another process's side. */
export function withStoreFile<Result>(
  { dataDir }: Pick<Gateway, 'dataDir'>,
  use: (database: Database.Database) => Result,
): Result {
  const ofWorkerd = globSync(join(dataDir, 'v3/d1/*/*.sqlite')).filter(
    name => !name.endsWith('metadata.sqlite'),
  );
  const [file = join(dataDir, 'sallyport.db')] = ofWorkerd;
  const database = new Database(file);
  try {
    database.pragma('busy_timeout = 5000');
    return use(database);
  } finally {
    database.close();
  }
}

export interface AuditRow {
  event: string;
  outcome: 'success' | 'refused';
  reason: string | null;
}

/** What the audit log says, oldest first, from the `from`-th row on. */
export function auditRows(gateway: Pick<Gateway, 'dataDir'>, from = 0): AuditRow[] {
  return withStoreFile(gateway, database =>
    database
      .prepare<[number], AuditRow>(
        'select event, outcome, reason from audit_log order by id limit -1 offset ?',
      )
      .all(from),
  );
}
