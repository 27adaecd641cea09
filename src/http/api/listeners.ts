import { LISTEN_FOR } from '../../core/recovery/watch.ts';

/** Of one process or isolate. Whoever is not admitted asks again by himself. */
const MOST = 200;

/** Tabs of one sign-in. A newer one ends the oldest: no password buys more of them. */
const MOST_OF_ONE = 3;

interface Listener {
  readonly of: string;
  readonly since: number;
  readonly stopped: boolean;
  stop(): void;
}

/** Who listens to a recovery now. Each looks into the store now and then, so there are not many. */
export class Listeners {
  private readonly all = new Set<Listener>();

  /** `stopping`: the process ends, and waits for nobody who only listens. */
  constructor(stopping: AbortSignal | undefined) {
    stopping?.addEventListener('abort', () => {
      for (const listener of this.all) listener.stop();
    });
  }

  /** Undefined where there is no place. */
  admit(of: string, now: number): Listener | undefined {
    // workerd tells nobody when a reader has gone; nobody listens for longer than this.
    for (const listener of this.all) if (listener.since + LISTEN_FOR + 5_000 <= now) listener.stop();
    const same = [...this.all].filter(listener => listener.of === of);
    if (same.length >= MOST_OF_ONE) same[0]?.stop();
    if (this.all.size >= MOST) return undefined;
    const { all } = this;
    let stopped = false;
    const listener: Listener = {
      of,
      since: now,
      get stopped() {
        return stopped;
      },
      stop() {
        stopped = true;
        all.delete(listener);
      },
    };
    all.add(listener);
    return listener;
  }
}
