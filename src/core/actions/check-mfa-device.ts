import * as z from 'zod';
import { proveByCode } from '../devices/proof.ts';
import { code, existingUserName, serialNumber } from '../inputs.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { findAssigned } from './find-assigned.ts';
import { nothing } from './shapes.ts';

export const CheckMFADevice = defineAction({
  name: 'CheckMFADevice',
  summary:
    'Tells by one fresh code whether a TOTP device is in step, as sign-in would; spends the code and follows the clock.',
  about: 'person',
  reach: 'self',
  proof: 'fresh-on-others',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    SerialNumber: serialNumber,
    AuthenticationCode: code,
  }),
  output: nothing,
  async handle(context, { SerialNumber, AuthenticationCode }) {
    const { store, principal, target, audit } = context;
    const device = await findAssigned(store, target, SerialNumber);
    if (device instanceof Refusal) return device;
    if (device.kind === 'fido') {
      return refuse('InvalidInput', { message: 'FIDO security keys do not go out of sync' });
    }
    const proof = await proveByCode(
      context,
      'CheckMFADevice',
      target,
      [device],
      device.serialNumber,
      AuthenticationCode,
      principal.person,
    );
    if (proof instanceof Refusal) return proof;
    return (await store.followClock(proof, target.id, audit(SerialNumber)))
      ? {}
      : refuse('SecondFactorRefused');
  },
});
