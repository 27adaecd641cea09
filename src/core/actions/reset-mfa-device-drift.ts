import * as z from 'zod';
import { existingUserName, serialNumber } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { noSuchDevice } from './device-refusals.ts';
import { findAssigned } from './find-assigned.ts';
import { nothing } from './shapes.ts';

export const ResetMFADeviceDrift = defineAction({
  name: 'ResetMFADeviceDrift',
  summary:
    "Forgets what was learned of a TOTP device's clock: it counts as right again. Used codes stay used.",
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName, SerialNumber: serialNumber }),
  output: nothing,
  async handle({ store, target, audit }, { SerialNumber }) {
    const device = await findAssigned(store, target, SerialNumber);
    if (device instanceof Refusal) return device;
    if (device.kind === 'fido') {
      return refuse('InvalidInput', { message: 'FIDO security keys do not go out of sync' });
    }
    const event = audit(
      SerialNumber,
      `The learned drift of the MFA device ${quoted(device.name)} was set to zero.`,
    );
    return (await store.resetDrift(device.id, target.id, event)) ? {} : noSuchDevice();
  },
});
