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
    if (device.kind === 'fido') return { MFADevice };
    const history = await store.driftHistory(device.id);
    return {
      MFADevice,
      Clock: showClock(device, now),
      History: history.map(({ at, drift, by }) => ({ At: iso(at), Drift: drift, By: by })),
    };
  },
});
