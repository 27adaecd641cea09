import * as z from 'zod';
import { defineAction } from './action.ts';
import { clockShape, showClock } from './clock-shape.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { deviceShape, showDevice } from './shapes.ts';

export const ListMFADeviceClocks = defineAction({
  name: 'ListMFADeviceClocks',
  summary:
    'Lists the TOTP devices of all users by when they leave the sign-in window, soonest first; those of which that is not known come last.',
  about: 'account',
  reach: 'administrator',
  proof: 'session',
  input: z.strictObject(pageInput),
  output: z.object({ MFADevices: z.array(deviceShape.extend(clockShape)), ...listed }),
  async handle({ now, store, principal: { account } }, { Marker, MaxItems }) {
    const found = await store.listClocks(account.id, Marker, MaxItems + 1);
    const { items, ...more } = pageOf(found, MaxItems, ({ marker }) => marker);
    return {
      MFADevices: items.map(({ device, holder }) => ({
        ...showDevice(device, holder, now),
        ...showClock(device, now),
      })),
      ...more,
    };
  },
});
