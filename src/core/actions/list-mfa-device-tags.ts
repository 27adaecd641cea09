import * as z from 'zod';
import { comparedKey } from '../devices/tag.ts';
import { serialNumber } from '../inputs.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { deviceResource } from './device-resource.ts';
import { findTaggable } from './find-taggable.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { showTag } from './tag-input.ts';

export const ListMFADeviceTags = defineAction({
  name: 'ListMFADeviceTags',
  summary: 'Lists the tags of a virtual device by their keys.',
  about: 'account',
  reach: 'everyone',
  proof: 'session',
  resource: deviceResource,
  input: z.strictObject({
    SerialNumber: serialNumber,
    ...pageInput,
    // Keys have letters that other markers have not.
    Marker: z.string().max(512, 'This is not a marker.').optional(),
  }),
  output: z.object({ Tags: z.array(z.object({ Key: z.string(), Value: z.string() })), ...listed }),
  async handle(context, { SerialNumber, Marker, MaxItems }) {
    const { store } = context;
    const device = await findTaggable(context, 'ListMFADeviceTags', SerialNumber);
    if (device instanceof Refusal) return device;
    const found = await store.tagsOf(device.id, Marker, MaxItems + 1);
    const { items, ...more } = pageOf(found, MaxItems, ({ key }) => comparedKey(key));
    return { Tags: items.map(showTag), ...more };
  },
});
