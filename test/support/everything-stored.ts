import { withStoreFile } from './store-file.ts';

const TABLES = [
  ...['accounts', 'people', 'devices', 'drift_history', 'sessions', 'flows', 'api_keys', 'recoveries'],
  ...['phone_challenges', 'mail_links', 'webhooks', 'audit_log', 'mails', 'webhook_deliveries'],
];

/**
 * Everything that is stored, to compare what two ways of doing the same leave behind: without the ids and times of what
 * was written just now (after `since`), the salt of an initial password, and how a mail is laid out.
 */
export function everythingIn(dataDir: string, since: number): Record<string, unknown[]> {
  return withStoreFile({ dataDir }, database =>
    Object.fromEntries(
      TABLES.map(table => [
        table,
        database
          .prepare<[], Record<string, unknown>>(`select * from ${table} order by 1`)
          .all()
          .map(row =>
            Object.fromEntries(
              Object.entries(row).map(([name, value]) => [name, known(table, name, value, row, since)]),
            ),
          )
          .sort((one, other) => JSON.stringify(one).localeCompare(JSON.stringify(other))),
      ]),
    ),
  );
}

const MINUTE = 60_000;
const WEEK = 7 * 86_400_000;

function known(
  table: string,
  name: string,
  value: unknown,
  row: Record<string, unknown>,
  since: number,
): unknown {
  if (name === 'request_id' || (name === 'id' && /^(mails|webhook_deliveries)$/.test(table))) return 'an id';
  if (name === 'password' && row.password_state === 'initial') return 'initial';
  if (table === 'mails' && (name === 'text' || name === 'html')) return 'words';
  if (typeof value === 'number' && value >= since && value < since + MINUTE) return 'now';
  if (
    name === 'password_expires_at' &&
    Number(value) >= since + WEEK &&
    Number(value) < since + WEEK + MINUTE
  )
    return 'in a week';
  if (name === 'body') return String(value).replace(/"timestamp":"[^"]+"/, '"timestamp":"now"');
  return value;
}
