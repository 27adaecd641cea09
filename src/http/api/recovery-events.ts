import type { Hono } from 'hono';
import { showRecovery } from '../../core/recovery/state.ts';
import { watchRecovery } from '../../core/recovery/watch.ts';
import { Refusal } from '../../core/refusal.ts';
import { contextOf } from '../context.ts';
import { cookieNames, readToken } from '../cookies.ts';
import type { Deps } from '../deps.ts';
import { fail } from '../envelope.ts';
import { securityHeaders } from '../headers.ts';
import { REFUSALS } from '../refusals.ts';

/** Listeners of one process. Each looks into the store now and then; whoever comes too many asks again by himself. */
const LISTENERS = 200;

/** The state of a recovery as server-sent events: the page sees the call ring without asking. Reading changes nothing. */
export function serveRecoveryEvents(app: Hono, deps: Deps): void {
  const { origin } = deps.relyingParty;
  const headers = securityHeaders(origin);
  const names = cookieNames(origin);
  let listeners = 0;

  app.get('/api/recovery/events', async c => {
    const context = contextOf(deps, c.req.raw, c.env);
    const flowToken = readToken(c.req.header('cookie') ?? null, names.flow);
    const first = await showRecovery(context, flowToken);
    if (first instanceof Refusal) return fail(REFUSALS[first.reason], headers);
    if (listeners >= LISTENERS) return fail(REFUSALS.Busy, headers, { retryAfter: 5 });

    listeners += 1;
    let stopped = false;
    const stop = () => {
      if (!stopped) listeners -= 1;
      stopped = true;
    };
    const views = watchRecovery(context, flowToken, {
      now: deps.now,
      sleep: milliseconds => new Promise(resolve => setTimeout(resolve, milliseconds)),
      stopped: () => stopped,
    });
    const text = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      async pull(controller) {
        try {
          const { value, done } = await views.next();
          if (!done)
            return controller.enqueue(text.encode(`event: state\ndata: ${JSON.stringify(value)}\n\n`));
        } catch (error) {
          // A store that is away: the page comes again.
          deps.log('RecoveryEvents', { name: error instanceof Error ? error.name : 'unknown' });
        }
        stop();
        controller.close();
      },
      cancel: stop,
    });
    return new Response(body, { headers: { ...headers, 'content-type': 'text/event-stream' } });
  });
}
