import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const DisableUser = defineAction({
  name: 'DisableUser',
  summary: 'Keeps a user out: ends all sessions at once and refuses every way in until EnableUser.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName }),
  output: nothing,
  async handle({ now, store, target, audit }) {
    const done = await store.setDisabled(target.id, now, audit(undefined, 'Your account was disabled.'));
    return done ? {} : refuse('NoSuchEntity');
  },
});
