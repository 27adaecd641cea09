import type { Hono } from 'hono';
import type { Mail } from '../core/mail/mail.ts';
import { openedMail } from '../core/mail/sealed.ts';
import type { KeptMail } from '../core/mail/store.ts';
import { SealBroken } from '../core/ports.ts';
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
  /** Where its HTML part is shown; null where it has none. */
  readonly html: string | null;
  /** ISO. */
  readonly createdAt: string;
  readonly outcome: 'waiting' | 'sent' | 'refused' | 'given-up' | 'unsent';
}

/** Everybody's mails for whoever asks: development only, where everybody is the person at this machine. */
export function serveOutbox(app: Hono, { store, seal, relyingParty: { origin } }: Deps): void {
  const headers = securityHeaders(origin);
  const { host } = new URL(origin);
  const latest = async () => {
    const mails = await store.latestMails(SHOWN);
    return Promise.all(mails.map(async mail => ({ ...(await shown(mail)), outcome: mail.outcome })));
  };
  const shown = (mail: KeptMail): Promise<Mail> =>
    openedMail({ seal }, mail).catch(error => {
      if (!(error instanceof SealBroken)) throw error;
      return { ...mail, text: 'This mail was sealed with another key.\n' };
    });
  app.get('/dev/outbox.json', async c => {
    // A page elsewhere whose name was made to point at this machine (DNS rebinding) would read along; its requests
    // carry its own name.
    if (new URL(c.req.url).host !== host) return fail(REQUEST_ERRORS.notFound, headers);
    const mails = await latest();
    return succeed(
      {
        mails: mails.map(
          ({ id, to, subject, text, html, createdAt, outcome }): OutboxMail => ({
            ...{ id, to, subject, text, html: html === '' ? null : `/dev/outbox/${id}` },
            createdAt: new Date(createdAt).toISOString(),
            outcome: outcome ?? 'waiting',
          }),
        ),
      },
      headers,
    );
  });
  app.get('/dev/outbox/:id{[\\w-]+}', async c => {
    if (new URL(c.req.url).host !== host) return fail(REQUEST_ERRORS.notFound, headers);
    const mail = (await latest()).find(({ id }) => id === c.req.param('id'));
    if (mail === undefined || mail.html === '') return fail(REQUEST_ERRORS.notFound, headers);
    return new Response(mail.html, {
      headers: {
        ...headers,
        'content-type': 'text/html; charset=utf-8',
        // As a mail reader shows it: its own styles, nothing fetched, no script, and an origin of nobody's.
        'content-security-policy':
          "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
        // Browsers show nothing where a sandbox and a policy on openers meet.
        'cross-origin-opener-policy': 'unsafe-none',
      },
    });
  });
}
