import * as z from 'zod';
import { serialNumber } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { noSuchDevice } from './device-refusals.ts';
import { nothing } from './shapes.ts';

export const DeleteHardwareMFADevice = defineAction({
  name: 'DeleteHardwareMFADevice',
  summary: 'Takes a hardware token that nobody holds out of the inventory, with its secret.',
  about: 'account',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({ SerialNumber: serialNumber }),
  output: nothing,
  async handle({ store, principal: { person }, audit }, { SerialNumber }) {
    const device = await store.findDevice(person.accountId, SerialNumber);
    if (device?.kind !== 'hardware') return noSuchDevice();
    const deleted = await store.deleteUnassigned(device.id, 'hardware', audit(SerialNumber));
    return deleted
      ? {}
      : refuse('DeleteConflict', { message: 'Deactivate the device before you delete it.' });
  },
});
