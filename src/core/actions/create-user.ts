import * as z from 'zod';
import { newUniqueId } from '../identifiers.ts';
import { newUserName } from '../inputs.ts';
import { arnOf, type Person } from '../people/person.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { showUser, userShape } from './shapes.ts';

export const CreateUser = defineAction({
  name: 'CreateUser',
  summary: 'Creates a user. ResetUserPassword gives the initial password.',
  about: 'account',
  reach: 'owner',
  proof: 'fresh',
  input: z.strictObject({ UserName: newUserName }),
  output: z.object({ User: userShape }),
  async handle({ now, store, random, principal: { account }, audit }, { UserName }) {
    const user: Person = {
      id: newUniqueId('AIDA', random),
      accountId: account.id,
      kind: 'user',
      userName: UserName,
      email: undefined,
      path: '/',
      password: undefined,
      passwordState: 'none',
      passwordExpiresAt: undefined,
      passwordLastUsed: undefined,
      userHandle: random.token(),
      disabledAt: undefined,
      createdAt: now,
    };
    const created = await store.createUser(user, audit(arnOf(user)));
    return created
      ? { User: showUser(user, 0) }
      : refuse('EntityAlreadyExists', { message: `A user with the name ${UserName} exists already.` });
  },
});
