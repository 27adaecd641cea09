import type { Hono } from 'hono';
import type { Context } from '../../core/ports.ts';
import { showRecovery } from '../../core/recovery/state.ts';
import { watchRecovery } from '../../core/recovery/watch.ts';
import { Refusal } from '../../core/refusal.ts';
import { contextOf } from '../context.ts';
import { cookieNames, readToken } from '../cookies.ts';
import type { Deps } from '../deps.ts';
import { fail } from '../envelope.ts';
import { securityHeaders } from '../headers.ts';
import { REFUSALS } from '../refusals.ts';
import { Listeners } from './listeners.ts';

/** The state of a recovery as server-sent events: the page sees the call ring without asking. Reading changes nothing. */
export function serveRecoveryEvents(app: Hono, deps: Deps): void {
  const { origin } = deps.relyingParty;
  const headers = { ...securityHeaders(origin), 'content-type': 'text/event-stream' };
  const names = cookieNames(origin);
  const listeners = new Listeners(deps.stopping);

  app.get('/api/recovery/events', async c => {
    const context = contextOf(deps, c.req.raw, c.env);
    const flowToken = readToken(c.req.header('cookie') ?? null, names.flow);
    const first = await showRecovery(context, flowToken);
    if (flowToken === undefined || first instanceof Refusal) {
      return fail(REFUSALS.FlowEnded, securityHeaders(origin));
    }
    // Nobody reads the body of a HEAD, so nobody would ever say that he stopped.
    if (c.req.method === 'HEAD') return new Response(null, { headers });
    const listener = listeners.admit(await deps.digest.sha256(flowToken), deps.now());
    if (listener === undefined) return fail(REFUSALS.Busy, securityHeaders(origin), { retryAfter: 5 });
    c.req.raw.signal.addEventListener('abort', () => listener.stop());
    return new Response(eventsOf(context, flowToken, listener, deps), { headers });
  });
}

function eventsOf(
  context: Context,
  flowToken: string,
  listener: { readonly stopped: boolean; stop(): void },
  { now, log }: Pick<Deps, 'now' | 'log'>,
): ReadableStream<Uint8Array> {
  const views = watchRecovery(context, flowToken, {
    now,
    sleep: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
    stopped: () => listener.stopped,
  });
  const text = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { value, done } = await views.next();
        if (!done) return controller.enqueue(text.encode(`event: state\ndata: ${JSON.stringify(value)}\n\n`));
      } catch (error) {
        // A store that is away: the page comes again.
        log('RecoveryEvents', { name: error instanceof Error ? error.name : 'unknown' });
      }
      listener.stop();
      controller.close();
    },
    cancel: () => listener.stop(),
  });
}
