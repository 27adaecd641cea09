import * as z from 'zod';
import { deviceName, existingUserName, serialNumber } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { noSuchDevice } from './device-refusals.ts';
import { findAssigned } from './find-assigned.ts';
import { nothing } from './shapes.ts';

export const RenameMFADevice = defineAction({
  name: 'RenameMFADevice',
  summary: 'Changes what people call a device. The serial number stays.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileRecovered: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    SerialNumber: serialNumber,
    DeviceName: deviceName,
  }),
  output: nothing,
  async handle({ store, target, audit }, { SerialNumber, DeviceName }) {
    const device = await findAssigned(store, target, SerialNumber);
    if (device instanceof Refusal) return device;
    const renamed = await store.renameDevice(
      device.id,
      DeviceName,
      audit(SerialNumber, `The MFA device ${quoted(device.name)} was renamed ${quoted(DeviceName)}.`),
    );
    return renamed ? {} : noSuchDevice();
  },
});
