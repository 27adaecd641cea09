import * as z from 'zod';
import { TAGS_PER_DEVICE } from '../devices/tag.ts';
import { serialNumber, tags } from '../inputs.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { deviceResource } from './device-resource.ts';
import { findTaggable } from './find-taggable.ts';
import { nothing } from './shapes.ts';
import { readTags } from './tag-input.ts';

export const TagMFADevice = defineAction({
  name: 'TagMFADevice',
  summary: 'Labels a virtual device; a key that it has gets the new value. All of the tags or none.',
  about: 'account',
  reach: 'everyone',
  proof: 'fresh',
  resource: deviceResource,
  input: z.strictObject({ SerialNumber: serialNumber, Tags: tags }),
  output: nothing,
  async handle(context, { SerialNumber, Tags }) {
    const { store, audit } = context;
    const device = await findTaggable(context, 'TagMFADevice', SerialNumber);
    if (device instanceof Refusal) return device;
    const given = readTags(Tags);
    if (given instanceof Refusal) return given;
    const done = await store.putTags(device, given, TAGS_PER_DEVICE, audit(device.serialNumber));
    return done
      ? {}
      : refuse('LimitExceeded', {
          message: `A device can have ${TAGS_PER_DEVICE} tags. Remove one first.`,
          known: `Cannot exceed quota for TagsPerMFADevice: ${TAGS_PER_DEVICE}`,
        });
  },
});
