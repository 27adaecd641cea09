import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { accessKeyId, noSuchAccessKey } from './access-key-input.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const DeleteAccessKey = defineAction({
  name: 'DeleteAccessKey',
  summary: 'Deletes an access key; it signs nothing from then on, and its sessions end.',
  about: 'person',
  reach: 'self',
  proof: 'fresh-on-others',
  whileRecovered: true,
  // Whoever stole the key must not delete the one that replaces it.
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName.optional(), AccessKeyId: accessKeyId }),
  output: nothing,
  async handle({ store, target, audit }, { AccessKeyId }) {
    const event = audit(AccessKeyId, `The access key ${AccessKeyId} of your account was deleted.`);
    const deleted = await store.deleteAccessKey(target.id, AccessKeyId, event);
    return deleted ? {} : noSuchAccessKey(AccessKeyId);
  },
});
