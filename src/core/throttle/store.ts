import type { Awaitable } from '../ports.ts';

/** A leaky bucket: `burst` at once, then one each `interval` milliseconds. */
export interface Allowance {
  readonly burst: number;
  readonly interval: number;
}

/** One bucket and what it allows. */
export interface Throttle {
  readonly key: string;
  readonly allowance: Allowance;
}

export interface ThrottleStore {
  /**
   * Reserves an attempt in every bucket, one guarded statement each, in one visit. Undefined when all granted,
   * otherwise the time (epoch milliseconds) at which the fullest one grants the next.
   */
  takeAttempt(throttles: readonly Throttle[], now: number): Awaitable<number | undefined>;
  /** Gives one attempt back in `one`, and all of them in `all`. */
  returnAttempts(one: Throttle, all: Throttle): Awaitable<void>;
}
