import type { Awaitable } from '../ports.ts';
import type { Device, TotpDevice } from './device.ts';

export interface AttemptStore {
  /**
   * Counts a failure before the code is looked at, so that a hundred requests in flight get no more tries
   * than one after the other (security.md 3.1). Undefined when the device is locked or gone; a proof that is
   * accepted gives the attempt back.
   */
  reserveAttempt(deviceId: string, now: number): Awaitable<Device | undefined>;
  /**
   * The same for two codes. `attempt` names the pair: the one that came last, come again within a minute, takes no
   * second attempt and is looked at even when the device is locked, because it guesses nothing new.
   */
  reservePair(
    deviceId: string,
    attempt: string,
    now: number,
  ): Awaitable<{ device: TotpDevice; counted: boolean } | undefined>;
  /** Gives a reserved attempt back: nothing was guessed. */
  returnDeviceAttempt(deviceId: string): Awaitable<void>;
}
