import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const DeleteAPIKey = defineAction({
  name: 'DeleteAPIKey',
  summary: 'Deletes an API key; it opens nothing from then on.',
  about: 'person',
  reach: 'self',
  proof: 'fresh-on-others',
  whileRecovered: true,
  consoleOnly: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    APIKeyId: z.string().regex(/^SKEY[A-Z2-7]{17}$/, 'This is not the id of an API key.'),
  }),
  output: nothing,
  async handle({ store, target, audit }, { APIKeyId }) {
    const event = audit(APIKeyId, 'An API key of your account was deleted.');
    const deleted = await store.deleteApiKey(target.id, APIKeyId, event);
    return deleted ? {} : refuse('NoSuchEntity', { message: 'There is no such API key.' });
  },
});
