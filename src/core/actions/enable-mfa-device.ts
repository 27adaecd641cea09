import * as z from 'zod';
import type { TotpDevice } from '../devices/device.ts';
import { openKey } from '../devices/proof.ts';
import { existingUserName, serialNumber, sixDigits } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { isRepeatedPair, locatePair } from '../totp/pair.ts';
import { type ActionContext, defineAction } from './action.ts';
import { nothing } from './shapes.ts';

/** How long a repeated request is answered as the success that it was, milliseconds. */
const REPEAT_WINDOW = 60_000;

export const EnableMFADevice = defineAction({
  name: 'EnableMFADevice',
  summary: 'Assigns a TOTP device to a person, on two consecutive codes that the device shows.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileUnproven: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    SerialNumber: serialNumber,
    AuthenticationCode1: sixDigits,
    AuthenticationCode2: sixDigits,
  }),
  output: nothing,
  async handle(context, input) {
    const { store, now, principal, target, audit } = context;
    const device = await store.findDevice(target.accountId, input.SerialNumber);
    const visible = device?.createdBy === principal.person.id || principal.person.kind === 'owner';
    if (device === undefined || device.kind === 'fido' || !(visible || device.personId === target.id)) {
      return refuse('NoSuchEntity', { message: 'There is no such device.' });
    }
    const { AuthenticationCode1: code1, AuthenticationCode2: code2 } = input;
    if (device.personId !== undefined) {
      const repeated = await repeats(context, device, code1, code2);
      return repeated ? {} : refuse('EntityAlreadyExists', { message: 'This device is assigned already.' });
    }
    const reserved = await store.reserveAttempt(device.id, now);
    if (reserved === undefined || reserved.kind === 'fido') return refuse('DeviceLocked');
    const key = await openKey(context, reserved);
    const clock = locatePair(code1, code2, key, reserved, now);
    if (clock !== undefined) {
      const limit = principal.account.devicesPerPerson;
      const assigned = await store.assign(device.id, target.id, clock, limit, audit(input.SerialNumber));
      if (assigned === 'assigned') return {};
      if (assigned === 'limit') {
        await store.returnDeviceAttempt(device.id);
        return refuse('LimitExceeded', {
          message: `A person can have ${limit} MFA devices. Deactivate one first.`,
        });
      }
    }
    // The same request may have won meanwhile; then this one is its repeat and guessed nothing.
    const winner = await store.findDevice(target.accountId, input.SerialNumber);
    if (winner !== undefined && winner.kind !== 'fido' && (await repeats(context, winner, code1, code2))) {
      await store.returnDeviceAttempt(device.id);
      return {};
    }
    return refuse('InvalidAuthenticationCode');
  },
});

/** An exact repeat of an accepted request, within a minute, by the person who got the device or gave it. */
async function repeats(
  context: ActionContext,
  device: TotpDevice,
  code1: string,
  code2: string,
): Promise<boolean> {
  const { now, store, target } = context;
  const recent = device.enabledAt !== undefined && device.enabledAt + REPEAT_WINDOW > now;
  if (!recent || device.personId !== target.id) return false;
  const reserved = await store.reserveAttempt(device.id, now);
  if (reserved === undefined || reserved.kind === 'fido') return false;
  const same = isRepeatedPair(code1, code2, await openKey(context, reserved), reserved);
  if (same) await store.returnDeviceAttempt(device.id);
  return same;
}
