import * as z from 'zod';
import { isLocked } from '../devices/device.ts';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { showUser, userShape } from './shapes.ts';

export const GetUser = defineAction({
  name: 'GetUser',
  summary: 'Shows one user.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional() }),
  output: z.object({ User: userShape }),
  async handle({ now, store, target }) {
    if (target.kind === 'owner') {
      return refuse('InvalidInput', { message: 'The owner is not a user. Name a user.' });
    }
    const devices = await store.devicesOf(target.id);
    const lockedDevices = devices.filter(device => isLocked(device, now)).length;
    return { User: showUser({ person: target, devices: devices.length, lockedDevices }) };
  },
});
