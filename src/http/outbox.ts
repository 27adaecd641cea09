import type { Hono } from 'hono';
import type { Deps } from './deps.ts';
import { fail, succeed } from './envelope.ts';
import { securityHeaders } from './headers.ts';
import { REQUEST_ERRORS } from './refusals.ts';

const SHOWN = 200;

/** What `/dev/outbox.json` says of a mail. */
export interface OutboxMail {
  readonly id: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** ISO. */
  readonly createdAt: string;
  readonly outcome: 'waiting' | 'sent' | 'refused' | 'given-up' | 'unsent';
}

/** Everybody's mails for whoever asks: development only, where everybody is the person at this machine. */
export function serveOutbox(app: Hono, { store, relyingParty: { origin } }: Deps): void {
  const headers = securityHeaders(origin);
  const { host } = new URL(origin);
  app.get('/dev/outbox.json', async c => {
    // A page elsewhere whose name was made to point at this machine (DNS rebinding) would read along; its requests
    // carry its own name.
    if (new URL(c.req.url).host !== host) return fail(REQUEST_ERRORS.notFound, headers);
    const mails = await store.latestMails(SHOWN);
    return succeed(
      {
        mails: mails.map(
          ({ id, to, subject, text, createdAt, outcome }): OutboxMail => ({
            ...{ id, to, subject, text },
            createdAt: new Date(createdAt).toISOString(),
            outcome: outcome ?? 'waiting',
          }),
        ),
      },
      headers,
    );
  });
}
