import type { Context } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { showRecovery } from './state.ts';
import type { RecoveryView } from './view.ts';

export interface Watch {
  /** Epoch milliseconds; read anew at every look. */
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  /** Somebody stopped listening. */
  readonly stopped: () => boolean;
}

/** How long one look waits for the next, milliseconds. */
const LOOK_AGAIN = 700;

/** A listener is let go after this long and comes again: none is kept for ever. Milliseconds. */
export const LISTEN_FOR = 55_000;

/**
 * Says what the page shows, and again whenever it changes. It asks the store, because the call is answered to another process or
 * another isolate than the one that the page listens to.
 */
export async function* watchRecovery(
  context: Context,
  flowToken: string | undefined,
  { now, sleep, stopped }: Watch,
): AsyncGenerator<RecoveryView> {
  const end = now() + LISTEN_FOR;
  let last: string | undefined;
  while (!stopped() && now() < end) {
    const view = await showRecovery({ ...context, now: now() }, flowToken);
    if (view instanceof Refusal) return;
    const text = JSON.stringify(view);
    if (text !== last) yield view;
    last = text;
    if (view.state === 'verified') return;
    await sleep(LOOK_AGAIN);
  }
}
