import * as z from 'zod';
import { openKey } from '../devices/proof.ts';
import { existingUserName, serialNumber, sixDigits } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { locatePair } from '../totp/pair.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

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
  async handle(context, { SerialNumber, AuthenticationCode1, AuthenticationCode2 }) {
    const { store, now, principal, target, audit } = context;
    const device = await store.findDevice(target.accountId, SerialNumber);
    const visible = device?.createdBy === principal.person.id || principal.person.kind === 'owner';
    if (device === undefined || device.kind === 'fido' || !(visible || device.personId === target.id)) {
      return refuse('NoSuchEntity', { message: 'There is no such device.' });
    }
    if (device.personId !== undefined) {
      return refuse('EntityAlreadyExists', { message: 'This device is assigned already.' });
    }
    const reserved = await store.reserveAttempt(device.id, now);
    if (reserved === undefined || reserved.kind === 'fido') return refuse('DeviceLocked');
    const clock = locatePair(
      AuthenticationCode1,
      AuthenticationCode2,
      await openKey(context, reserved),
      reserved,
      now,
    );
    if (clock === undefined) return refuse('InvalidAuthenticationCode');
    const limit = principal.account.devicesPerPerson;
    const assigned = await store.assign(device.id, target.id, clock, limit, audit(SerialNumber));
    if (assigned === 'limit') {
      return refuse('LimitExceeded', {
        message: `A person can have ${limit} MFA devices. Deactivate one first.`,
      });
    }
    return assigned === 'assigned' ? {} : refuse('InvalidAuthenticationCode');
  },
});
