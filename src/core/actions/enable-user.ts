import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const EnableUser = defineAction({
  name: 'EnableUser',
  summary: 'Lets a disabled user in again.',
  about: 'person',
  reach: 'owner',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName }),
  output: nothing,
  async handle({ store, target, audit }) {
    const done = await store.setDisabled(target.id, undefined, audit(undefined));
    return done ? {} : refuse('NoSuchEntity');
  },
});
