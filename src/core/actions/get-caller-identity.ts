import * as z from 'zod';
import { arnOf } from '../people/person.ts';
import { defineAction } from './action.ts';

export const GetCallerIdentity = defineAction({
  name: 'GetCallerIdentity',
  service: 'sts',
  summary: 'Says who asks. Nobody needs a permission for it, and no policy blocks it.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({}),
  output: z.object({ UserId: z.string(), Account: z.string(), Arn: z.string() }),
  async handle({ target }, _) {
    return {
      // The owner is the account, as AWS has its root user.
      UserId: target.kind === 'owner' ? target.accountId : target.id,
      Account: target.accountId,
      Arn: arnOf(target),
    };
  },
});
