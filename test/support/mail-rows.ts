import { randomUUID } from 'node:crypto';
import type { Gateway } from './gateway.ts';
import { withStoreFile } from './store-file.ts';

/** Puts a mail into the queue from another process's side, as a change of the gateway's would. */
export function queueMail(
  gateway: Pick<Gateway, 'dataDir'>,
  {
    to = 'mira@example.org',
    subject = 'A notice',
    text = 'Something has changed.\n',
    html = '',
    at = Date.now(),
  } = {},
): string {
  const id = randomUUID();
  withStoreFile(gateway, database =>
    database
      .prepare(
        'insert into mails (id, "to", subject, text, html, created_at, attempts, next_attempt_at) values (?, ?, ?, ?, ?, ?, 0, ?)',
      )
      .run(id, to, subject, text, html, at, at),
  );
  return id;
}

export function mailsInStore(gateway: Pick<Gateway, 'dataDir'>): { id: string; attempts: number }[] {
  return withStoreFile(gateway, database =>
    database.prepare<[], { id: string; attempts: number }>('select id, attempts from mails').all(),
  );
}
