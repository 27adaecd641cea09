import * as z from 'zod';
import type { TotpDevice } from '../devices/device.ts';
import { reportLock } from '../devices/lock.ts';
import { isRepeat, locate, REPEAT_WINDOW, reservePair, returnAttempt } from '../devices/pair-proof.ts';
import { code, existingUserName, serialNumber } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { Refusal, refuse } from '../refusal.ts';
import { isUnconfirmed, RESYNC_UNCONFIRMED } from '../totp/key.ts';
import { defineAction } from './action.ts';
import { findAssigned } from './find-assigned.ts';
import { pairWindow } from './pair-window.ts';
import { nothing } from './shapes.ts';

/**
 * The one resync behind all five ways to it. It needs no proof of the second factor for one's own device, because
 * a device that is out of step cannot give one (row S0-23); it signs nobody in, and the next fresh code decides
 * whether the clock that it told is the device's.
 */
export const ResyncMFADevice = defineAction({
  name: 'ResyncMFADevice',
  summary:
    'Brings a TOTP device back in step, on two consecutive codes that it shows. Submit them at once: codes expire.',
  advice:
    'A request that waits too long fails, because the codes expire. Give everybody who uses a virtual or hardware device permission to call ResyncMFADevice, and a small tool that does: then they help themselves whenever a device is out of sync.',
  help: 'resync',
  about: 'person',
  reach: 'self',
  proof: 'fresh-on-others',
  whileUnproven: true,
  whileRecovered: true,
  whileSigningIn: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    SerialNumber: serialNumber,
    AuthenticationCode1: code.describe(
      'A code that the device shows: six digits, or eight on a token of eight.',
    ),
    AuthenticationCode2: code.describe('The code that it shows after that one.'),
  }),
  output: nothing,
  async handle(context, input) {
    const { store, now, principal, target, audit } = context;
    const device = await findAssigned(store, target, input.SerialNumber);
    if (device instanceof Refusal) return device;
    if (device.kind === 'fido') {
      return refuse('InvalidInput', { message: 'FIDO security keys do not go out of sync' });
    }
    const attempt = await reservePair(context, device, input.AuthenticationCode1, input.AuthenticationCode2);
    if (attempt instanceof Refusal) return attempt;
    const clock = locate(attempt, now, pairWindow(principal, target));
    if (clock !== undefined) {
      const event = audit(input.SerialNumber, `The MFA device ${quoted(device.name)} was resynchronised.`);
      if (await store.resync(device.id, target.id, clock, event, attempt.counted)) return {};
    }
    // The same request may have won meanwhile or a moment ago; then this one is its repeat and guessed nothing.
    const current = await findAssigned(store, target, input.SerialNumber);
    if (
      !(current instanceof Refusal) &&
      current.kind === device.kind &&
      isRecent(current, now) &&
      isRepeat(attempt, current.resynced?.step ?? 0)
    ) {
      await returnAttempt(context, attempt);
      return {};
    }
    if (attempt.counted) await reportLock(context, target, principal.person, attempt.device);
    return refuse('InvalidAuthenticationCode');
  },
});

/** Resynchronised within the last minute: an exact repeat of that request is still answered as it was. */
function isRecent({ resynced }: TotpDevice, now: number): boolean {
  return isUnconfirmed(resynced, now) && resynced.until - RESYNC_UNCONFIRMED + REPEAT_WINDOW > now;
}
