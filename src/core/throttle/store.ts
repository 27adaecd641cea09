import type { Awaitable } from '../ports.ts';

/** A leaky bucket: `burst` at once, then one each `interval` milliseconds. */
export interface Allowance {
  readonly burst: number;
  readonly interval: number;
}

export interface ThrottleStore {
  /**
   * Reserves one attempt in one guarded statement. Undefined when granted, otherwise the time (epoch
   * milliseconds) at which the next one is.
   */
  takeAttempt(key: string, allowance: Allowance, now: number): Awaitable<number | undefined>;
  /** Gives one attempt back. */
  returnAttempt(key: string, allowance: Allowance): Awaitable<void>;
  /** Gives all attempts back: the right password was shown. */
  forgetAttempts(key: string): Awaitable<void>;
}
