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
   * Reserves an attempt in every bucket, one guarded statement each, in one visit. Undefined when all granted;
   * otherwise none is charged, and this is the time (epoch milliseconds) at which the fullest one grants the next.
   */
  takeAttempt(throttles: readonly Throttle[], now: number): Awaitable<number | undefined>;
  /** Gives the attempt back in every bucket. */
  returnAttempt(throttles: readonly Throttle[]): Awaitable<void>;
}
