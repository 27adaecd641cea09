import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { authorityId } from '../policy/principal.ts';
import { defineAction } from './action.ts';

export const EndAllSessions = defineAction({
  name: 'EndAllSessions',
  summary: 'Signs a person out everywhere.',
  about: 'person',
  reach: 'self',
  proof: 'fresh-on-others',
  whileRecovered: true,
  consoleOnly: true,
  whileUnproven: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    KeepCurrent: z.boolean().default(false).describe('Leaves the session that asks.'),
  }),
  output: z.object({ Ended: z.int() }),
  async handle({ store, target, principal, audit }, { KeepCurrent }) {
    const keep = KeepCurrent ? authorityId(principal) : undefined;
    return {
      Ended: await store.endSessions(target.id, keep, audit(undefined, 'All your sessions were ended.')),
    };
  },
});
