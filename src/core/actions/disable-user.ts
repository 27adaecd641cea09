import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const DisableUser = defineAction({
  name: 'DisableUser',
  summary: 'Keeps a user out: ends all sessions at once and refuses every way in until EnableUser.',
  about: 'person',
  reach: 'owner',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName }),
  output: nothing,
  async handle({ now, store, target, audit }) {
    if (target.kind === 'owner') return refuse('InvalidInput', { message: 'The owner cannot be disabled.' });
    const done = await store.setDisabled(target.id, now, audit(undefined));
    return done ? {} : refuse('NoSuchEntity');
  },
});
