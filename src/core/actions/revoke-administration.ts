import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const RevokeAdministration = defineAction({
  name: 'RevokeAdministration',
  summary: 'Takes administration from a user and ends his sessions.',
  about: 'person',
  reach: 'owner',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName }),
  output: nothing,
  async handle({ store, target, audit }) {
    const notice = 'You are not an administrator of the account any more.';
    const done = await store.setAdministrator(target.id, false, audit(undefined, notice));
    return done ? {} : refuse('NoSuchEntity');
  },
});
