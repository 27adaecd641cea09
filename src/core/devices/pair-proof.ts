import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { secretAsText } from '../totp/code.ts';
import type { ClockReading, TotpKey } from '../totp/key.ts';
import { isRepeatedPair, locatePair } from '../totp/pair.ts';
import type { TotpDevice } from './device.ts';
import { openKey } from './proof.ts';

/** How long a repeated request is answered as the success that it was, milliseconds. */
export const REPEAT_WINDOW = 60_000;

/** Two codes typed for one device, and the attempt that they took. */
export interface PairAttempt {
  readonly device: TotpDevice;
  readonly key: TotpKey;
  readonly code1: string;
  readonly code2: string;
  /** False for the same two codes once more within a minute: they guess nothing that they did not guess before. */
  readonly counted: boolean;
}

/**
 * Counts an attempt before the codes are looked at. Clients repeat a request whose answer they lost, fifty at once
 * if need be: the same pair within a minute takes one attempt of the device's budget, however often it comes.
 */
export async function reservePair(
  context: Context,
  device: TotpDevice,
  code1: string,
  code2: string,
): Promise<PairAttempt | Refusal> {
  const key = await openKey(context, device);
  // Known only to whoever has the seed: in the database it must not be a riddle with 10^12 answers.
  const name = await context.digest.sha256(`${secretAsText(key.secret)}|${code1}|${code2}`);
  const reserved = await context.store.reservePair(device.id, name, context.now);
  if (reserved === undefined) return refuse('DeviceLocked');
  return { ...reserved, key, code1, code2 };
}

/** Where the device's clock stands by these two codes, `window` steps either side of the server's. */
export function locate(
  { device, key, code1, code2 }: PairAttempt,
  now: number,
  window: number,
): ClockReading | undefined {
  const lastStep = Math.max(device.lastStep, device.resynced?.step ?? 0);
  return locatePair(code1, code2, key, { lastStep }, now, window);
}

/** Whether these are the two codes that were accepted last, `lastStep` being the step of the second. */
export function isRepeat(
  { key, code1, code2 }: Pick<PairAttempt, 'key' | 'code1' | 'code2'>,
  lastStep: number,
): boolean {
  return isRepeatedPair(code1, code2, key, { lastStep });
}

/** An attempt that guessed nothing goes back. */
export async function returnAttempt({ store }: Context, { device, counted }: PairAttempt): Promise<void> {
  if (counted) await store.returnDeviceAttempt(device.id);
}
