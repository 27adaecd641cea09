import * as z from 'zod';
import type { Device } from '../devices/device.ts';
import { openKey } from '../devices/proof.ts';
import { existingUserName, serialNumber, sixDigits } from '../inputs.ts';
import type { Person } from '../people/person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isRepeatedPair, locatePair } from '../totp/pair.ts';
import { defineAction } from './action.ts';
import { noSuchDevice, tooManyDevices } from './device-refusals.ts';
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
      return noSuchDevice();
    }
    if (device.personId !== undefined && !isRecent(device, target, now)) {
      return alreadyAssigned();
    }
    const reserved = await store.reserveAttempt(device.id, now);
    if (reserved === undefined || reserved.kind === 'fido') return refuse('DeviceLocked');
    const { AuthenticationCode1: code1, AuthenticationCode2: code2 } = input;
    const key = await openKey(context, reserved);
    const clock = reserved.personId === undefined ? locatePair(code1, code2, key, reserved, now) : undefined;
    if (clock !== undefined) {
      const limit = principal.account.devicesPerPerson;
      const assigned = await store.assign(device.id, target.id, clock, limit, audit(input.SerialNumber));
      if (assigned === 'assigned') return {};
      if (assigned === 'limit') {
        await store.returnDeviceAttempt(device.id);
        return tooManyDevices(limit);
      }
    }
    // The same request may have won meanwhile or a moment ago; then this one is its repeat and guessed nothing.
    const current = await store.findDevice(target.accountId, input.SerialNumber);
    if (
      current !== undefined &&
      current.kind !== 'fido' &&
      isRecent(current, target, now) &&
      isRepeatedPair(code1, code2, key, current)
    ) {
      await store.returnDeviceAttempt(device.id);
      return {};
    }
    return reserved.personId === undefined ? refuse('InvalidAuthenticationCode') : alreadyAssigned();
  },
  /** The first enrolment is why a session suddenly lacks a proof. */
  async repeats(context, input) {
    const { store, now, target } = context;
    const device = await store.findDevice(target.accountId, input.SerialNumber);
    if (device === undefined || !isRecent(device, target, now)) return false;
    const reserved = await store.reserveAttempt(device.id, now);
    if (reserved === undefined || reserved.kind === 'fido') return false;
    const { AuthenticationCode1: code1, AuthenticationCode2: code2 } = input;
    const same = isRepeatedPair(code1, code2, await openKey(context, reserved), reserved);
    if (same) await store.returnDeviceAttempt(device.id);
    return same;
  },
});

/** Given to this person within the last minute: an exact repeat of that request is still answered as it was. */
function isRecent({ personId, enabledAt }: Device, target: Person, now: number): boolean {
  return personId === target.id && enabledAt !== undefined && enabledAt + REPEAT_WINDOW > now;
}

function alreadyAssigned(): Refusal {
  return refuse('EntityAlreadyExists', { message: 'This device is assigned already.' });
}
