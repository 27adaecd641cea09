import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const SetUserMFARequirement = defineAction({
  name: 'SetUserMFARequirement',
  summary:
    'Requires an MFA device of a user, from the next request on: without one he reaches only the page that assigns it.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName, Required: z.boolean() }),
  output: nothing,
  async handle({ store, target, audit }, { Required }) {
    const notice = Required
      ? 'An MFA device is required of you now.'
      : 'An MFA device is no longer required of you.';
    const done = await store.setMfaRequired(target.id, Required, audit(undefined, notice));
    return done ? {} : refuse('NoSuchEntity');
  },
});
