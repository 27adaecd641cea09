import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { defineAction } from './action.ts';
import { deviceShape, showDevice } from './shapes.ts';

export const ListMFADevices = defineAction({
  name: 'ListMFADevices',
  summary: 'Lists the MFA devices of a person.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional() }),
  output: z.object({ MFADevices: z.array(deviceShape), IsTruncated: z.boolean() }),
  async handle({ store, target, now }) {
    const devices = await store.devicesOf(target.id);
    return { MFADevices: devices.map(device => showDevice(device, target, now)), IsTruncated: false };
  },
});
