import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const GrantAdministration = defineAction({
  name: 'GrantAdministration',
  summary: 'Lets a user act on the users of the account; never on the owner or the account itself.',
  about: 'person',
  reach: 'owner',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName }),
  output: nothing,
  async handle({ store, target, audit }) {
    const notice = 'You are an administrator of the account now.';
    const done = await store.setAdministrator(target.id, true, audit(undefined, notice));
    return done ? {} : refuse('NoSuchEntity');
  },
});
