import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { accessKeyId, noSuchAccessKey } from './access-key-input.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const UpdateAccessKey = defineAction({
  name: 'UpdateAccessKey',
  summary: 'Switches an access key off or on; switched off, it signs nothing, and its sessions end.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  // Whoever stole the key must not switch off the one that replaces it.
  consoleOnly: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    AccessKeyId: accessKeyId,
    Status: z.enum(['Active', 'Inactive']),
  }),
  output: nothing,
  async handle({ store, target, audit }, { AccessKeyId, Status }) {
    const event = audit(
      AccessKeyId,
      `The access key ${AccessKeyId} of your account was switched ${Status === 'Active' ? 'on' : 'off'}.`,
    );
    const done = await store.setAccessKeyStatus(target.id, AccessKeyId, Status, event);
    return done ? {} : noSuchAccessKey(AccessKeyId);
  },
});
