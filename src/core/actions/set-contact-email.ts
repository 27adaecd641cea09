import * as z from 'zod';
import { email, existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const SetContactEmail = defineAction({
  name: 'SetContactEmail',
  summary: 'Says where notices to a user go; without Email nowhere. The address before is told.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName.optional(), Email: email.optional() }),
  output: nothing,
  async handle({ store, target, audit }, { Email }) {
    if (target.kind === 'owner') {
      return refuse('InvalidInput', { message: "The owner's notices go to the address that signs in." });
    }
    const notice = 'The address for notices to you was changed.';
    const done = await store.setContactEmail(target.id, Email, audit(undefined, notice));
    return done ? {} : refuse('NoSuchEntity');
  },
});
