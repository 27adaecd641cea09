import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { defineAction } from './action.ts';
import { noLoginProfile } from './given-password.ts';
import { nothing } from './shapes.ts';

export const DeleteLoginProfile = defineAction({
  name: 'DeleteLoginProfile',
  summary: 'Takes the password from a user, and with it every way to sign in; keys of programs stay.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName }),
  output: nothing,
  async handle({ store, target, audit }) {
    const event = audit(undefined, 'Your password was removed. You cannot sign in any more.');
    return (await store.deletePassword(target.id, event)) ? {} : noLoginProfile(target.userName);
  },
});
