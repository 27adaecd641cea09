import * as z from 'zod';
import { serialNumber, tagKey } from '../inputs.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { deviceResource } from './device-resource.ts';
import { findTaggable } from './find-taggable.ts';
import { nothing } from './shapes.ts';

export const UntagMFADevice = defineAction({
  name: 'UntagMFADevice',
  summary: 'Removes tags of a virtual device by their keys; keys that it does not have are none to remove.',
  about: 'account',
  reach: 'everyone',
  proof: 'fresh',
  resource: deviceResource,
  input: z.strictObject({
    SerialNumber: serialNumber,
    TagKeys: z.array(tagKey).max(50, 'A device has 50 tags at most.'),
  }),
  output: nothing,
  async handle(context, { SerialNumber, TagKeys }) {
    const { store, audit } = context;
    const device = await findTaggable(context, 'UntagMFADevice', SerialNumber);
    if (device instanceof Refusal) return device;
    const done = await store.removeTags(device, TagKeys, audit(device.serialNumber));
    return done ? {} : refuse('ConcurrentModification');
  },
});
