import * as z from 'zod';
import { comparable } from '../identifiers.ts';
import { existingUserName } from '../inputs.ts';
import { defineAction } from './action.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { deviceShape, showDevice } from './shapes.ts';

export const ListMFADevices = defineAction({
  name: 'ListMFADevices',
  summary: 'Lists the MFA devices of a person.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional(), ...pageInput }),
  output: z.object({ MFADevices: z.array(deviceShape), ...listed }),
  async handle({ store, target, now }, { Marker = '', MaxItems }) {
    const all = (await store.devicesOf(target.id)).map(device => showDevice(device, target, now));
    const behind = all.filter(device => markerOf(device) > Marker).sort(byMarker);
    const { items, ...more } = pageOf(behind, MaxItems, markerOf);
    return { MFADevices: [...items], ...more };
  },
});

type Shown = z.output<typeof deviceShape>;

/** Oldest first, and in an order that stays when one of them goes. */
function markerOf({ EnableDate, SerialNumber }: Shown): string {
  return `${EnableDate} ${comparable(SerialNumber)}`;
}

function byMarker(one: Shown, other: Shown): number {
  return markerOf(one) < markerOf(other) ? -1 : 1;
}
