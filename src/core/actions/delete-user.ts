import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const DeleteUser = defineAction({
  name: 'DeleteUser',
  summary: 'Deletes a user who holds no devices; with Force the devices go too.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName, Force: z.boolean().default(false) }),
  output: nothing,
  async handle({ store, target, audit }, { Force }) {
    const deleted = await store.deleteUser(target.id, Force, audit(undefined, 'Your account was deleted.'));
    return deleted
      ? {}
      : refuse('DeleteConflict', { message: 'Deactivate the MFA devices of this user first.' });
  },
});
