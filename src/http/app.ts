import { Hono } from 'hono';
import { actionOperations } from './api/actions.ts';
import { mailLinkOperations } from './api/mail-links.ts';
import { mount } from './api/mount.ts';
import { recoveryOperations } from './api/recovery.ts';
import { serveRecoveryEvents } from './api/recovery-events.ts';
import { sessionOperations } from './api/session.ts';
import { setUpOperations } from './api/set-up.ts';
import { signInOperations } from './api/sign-in.ts';
import type { Deps } from './deps.ts';
import { serveDevPhone } from './dev-phone.ts';
import { fail } from './envelope.ts';
import { faultOf } from './fault.ts';
import { securityHeaders } from './headers.ts';
import { describe } from './openapi/document.ts';
import { serveOutbox } from './outbox.ts';
import { servePages } from './pages.ts';
import { REFUSALS, REQUEST_ERRORS } from './refusals.ts';
import { serveTelephony } from './telephony/callbacks.ts';
import { VERSION } from './version.ts';

const operations = [
  ...sessionOperations,
  ...signInOperations,
  ...recoveryOperations,
  ...mailLinkOperations,
  ...setUpOperations,
  ...actionOperations,
];

/** The gateway as a value with `.fetch`; a runtime only feeds it. */
export function createApp(deps: Deps) {
  const app = new Hono();
  const { origin } = deps.relyingParty;
  const headers = securityHeaders(origin);
  const json = { ...headers, 'content-type': 'application/json' };

  mount(app, deps, operations);
  serveRecoveryEvents(app, deps);

  let document: string | undefined;
  app.get('/openapi.json', () => {
    document ??= JSON.stringify(describe(operations, origin, VERSION));
    return new Response(document, { headers: json });
  });

  app.get('/healthz', async () => {
    try {
      await deps.store.ping();
      return new Response('{"status":"ok"}', { headers: json });
    } catch {
      return new Response('{"status":"unavailable"}', { status: 503, headers: json });
    }
  });

  if (deps.development) serveOutbox(app, deps);
  if (deps.development && deps.carrier === undefined) serveDevPhone(app, deps);
  if (deps.carrier !== undefined) serveTelephony(app, deps, deps.carrier);
  servePages(app, deps);

  app.onError(error => {
    const { kind, retryAfter } = faultOf(error, deps.log);
    const said = kind === 'Busy' ? REFUSALS.Busy : REQUEST_ERRORS[kind];
    return fail(said, headers, retryAfter === undefined ? {} : { retryAfter });
  });

  return app;
}

export type App = ReturnType<typeof createApp>;
