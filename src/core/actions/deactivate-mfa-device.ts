import * as z from 'zod';
import { existingUserName, serialNumber } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { sessionOf } from '../policy/principal.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { findAssigned } from './find-assigned.ts';
import { nothing } from './shapes.ts';

export const DeactivateMFADevice = defineAction({
  name: 'DeactivateMFADevice',
  summary: 'Takes a device from its person and ends the sessions made with it. A FIDO device is gone then.',
  help: 'deactivate',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional(), SerialNumber: serialNumber }),
  output: nothing,
  async handle({ store, target, principal, audit }, { SerialNumber }) {
    const device = await findAssigned(store, target, SerialNumber);
    if (device instanceof Refusal) return device;
    // Where MFA is required nobody talks himself out of it; the owner may help a user who lost the only device. With
    // one device a person, replacing it begins with deactivating it (row S2-74): the session then owes a new one.
    const { requireMfa, devicesPerPerson } = principal.account;
    const required = requireMfa === 'required' || target.mfaRequired;
    const keepOne = required && devicesPerPerson > 1 && target.id === principal.person.id;
    const gone = await store.deactivate(
      device,
      keepOne,
      sessionOf(principal)?.id,
      audit(SerialNumber, `The MFA device ${quoted(device.name)} was deactivated.`),
    );
    return gone ? {} : refuse('LastDevice');
  },
});
