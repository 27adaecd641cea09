import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const EnableUser = defineAction({
  name: 'EnableUser',
  summary: 'Lets a disabled user in again.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({ UserName: existingUserName }),
  output: nothing,
  async handle({ store, target, audit }) {
    const done = await store.setDisabled(
      target.id,
      undefined,
      audit(undefined, 'Your account was enabled again.'),
    );
    return done ? {} : refuse('NoSuchEntity');
  },
});
