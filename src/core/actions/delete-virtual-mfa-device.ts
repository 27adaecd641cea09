import * as z from 'zod';
import { serialNumber } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { noSuchVirtualDevice } from './device-refusals.ts';
import { deviceResource } from './device-resource.ts';
import { mayHandle } from './may-handle.ts';
import { nothing } from './shapes.ts';

export const DeleteVirtualMFADevice = defineAction({
  name: 'DeleteVirtualMFADevice',
  summary: 'Deletes a virtual device that is not assigned, with its secret.',
  about: 'account',
  reach: 'everyone',
  proof: 'fresh',
  whileUnproven: true,
  whileRecovered: true,
  resource: deviceResource,
  input: z.strictObject({ SerialNumber: serialNumber }),
  output: nothing,
  async handle(context, { SerialNumber }) {
    const { store, principal, audit } = context;
    const { person } = principal;
    const device = await store.findDevice(person.accountId, SerialNumber);
    // Whoever made it knows that it is there: he is told that somebody holds it.
    const made = device?.createdBy === person.id;
    if (device?.kind !== 'virtual' || !(made || (await mayHandle(context, 'DeleteVirtualMFADevice', device))))
      return noSuchVirtualDevice(SerialNumber);
    const deleted = await store.deleteUnassigned(device.id, 'virtual', audit(device.serialNumber));
    return deleted
      ? {}
      : refuse('DeleteConflict', {
          message: 'Deactivate the device before you delete it.',
          known: 'MFA VirtualDevice in use. Must deactivate first.',
        });
  },
});
