import * as z from 'zod';
import { existingUserName, serialNumber } from '../inputs.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { clockShape, showClock } from './clock-shape.ts';
import { findAssigned } from './find-assigned.ts';
import { deviceShape, iso, showDevice } from './shapes.ts';

export const GetMFADevice = defineAction({
  name: 'GetMFADevice',
  summary:
    'Shows a device of a person; for a TOTP device also its clock, how it drifted and where that leads.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional(), SerialNumber: serialNumber }),
  output: z.object({
    SerialNumber: z.string(),
    UserName: z.string().optional(),
    EnableDate: z.iso.datetime(),
    MFADevice: deviceShape,
    Clock: z.object(clockShape).optional(),
    History: z
      .array(
        z.object({
          At: z.iso.datetime(),
          Drift: z.int(),
          By: z.enum(['assignment', 'code', 'resync', 'reset']),
        }),
      )
      .optional()
      .describe('Oldest first; of the codes of one day the last.'),
  }),
  async handle({ now, store, target }, { SerialNumber }) {
    const device = await findAssigned(store, target, SerialNumber);
    if (device instanceof Refusal) return device;
    const MFADevice = showDevice(device, target, now);
    // AWS has these three at the top.
    const { UserName, EnableDate } = MFADevice;
    const shown = {
      SerialNumber: device.serialNumber,
      ...(UserName !== undefined && { UserName }),
      EnableDate,
      MFADevice,
    };
    if (device.kind === 'fido') return shown;
    const history = await store.driftHistory(device.id);
    return {
      ...shown,
      Clock: showClock(device, now),
      History: history.map(({ at, drift, by }) => ({ At: iso(at), Drift: drift, By: by })),
    };
  },
});
