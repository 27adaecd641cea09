import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const EndSession = defineAction({
  name: 'EndSession',
  summary: 'Ends one session of a person, at once and on every node.',
  about: 'person',
  reach: 'self',
  proof: 'fresh-on-others',
  whileRecovered: true,
  consoleOnly: true,
  whileUnproven: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    SessionId: z.string().regex(/^SESS[A-Z2-7]{17}$/),
  }),
  output: nothing,
  async handle({ store, principal, target, audit }, { SessionId }) {
    const ended = await store.endSession(
      target.id,
      SessionId,
      audit(SessionId, target.id === principal.person.id ? undefined : 'A session of yours was ended.'),
    );
    return ended ? {} : refuse('NoSuchEntity', { message: 'There is no such session.' });
  },
});
