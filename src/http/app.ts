import { Hono } from 'hono';
import { ClockUnset, HashingBusy, SealBroken, StoreUnavailable } from '../core/ports.ts';
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
    if (error instanceof HashingBusy) return fail(REFUSALS.Busy, headers, { retryAfter: 2 });
    if (error instanceof StoreUnavailable || error instanceof ClockUnset || error instanceof SealBroken) {
      deps.log(error.name, { reason: error.message });
      return fail(REQUEST_ERRORS.unavailable, headers, { retryAfter: 5 });
    }
    // The stack's frames, not the message: messages may quote what was sent.
    deps.log('InternalError', { name: error.name, stack: frames(error) });
    return fail(REQUEST_ERRORS.internal, headers);
  });

  return app;
}

export type App = ReturnType<typeof createApp>;

function frames(error: Error): string {
  return (error.stack ?? '')
    .split('\n')
    .filter(line => line.trimStart().startsWith('at '))
    .slice(0, 8)
    .join('\n');
}
