import * as z from 'zod';
import { defineAction } from './action.ts';
import { showUser, userShape } from './shapes.ts';

export const ListUsers = defineAction({
  name: 'ListUsers',
  summary: 'Lists the users of the account by name.',
  about: 'account',
  reach: 'owner',
  proof: 'session',
  input: z.strictObject({}),
  output: z.object({ Users: z.array(userShape), IsTruncated: z.boolean() }),
  async handle({ store, principal: { account } }) {
    const users = await store.listUsers(account.id);
    return { Users: users.map(({ person, devices }) => showUser(person, devices)), IsTruncated: false };
  },
});
