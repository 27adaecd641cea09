import * as z from 'zod';
import { existingUserName, serialNumber } from '../inputs.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { noSuchDevice } from './device-refusals.ts';
import { findAssigned } from './find-assigned.ts';
import { nothing } from './shapes.ts';

export const UnlockMFADevice = defineAction({
  name: 'UnlockMFADevice',
  summary:
    'Clears a device that too many wrong codes locked, on the strength of another device or by the owner.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName.optional(), SerialNumber: serialNumber }),
  output: nothing,
  async handle({ store, target, audit }, { SerialNumber }) {
    const device = await findAssigned(store, target, SerialNumber);
    if (device instanceof Refusal) return device;
    const unlocked = await store.unlock(device.id, audit(SerialNumber, `The MFA device "${device.name}" was unlocked.`));
    return unlocked ? {} : noSuchDevice();
  },
});
