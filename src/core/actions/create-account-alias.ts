import * as z from 'zod';
import { accountAlias } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const CreateAccountAlias = defineAction({
  name: 'CreateAccountAlias',
  summary: 'Gives the account an alias to sign in with, in the place of the one it has.',
  about: 'account',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ AccountAlias: accountAlias }),
  output: nothing,
  async handle({ store, principal: { account }, audit }, { AccountAlias }) {
    const done = await store.setAlias(account.id, AccountAlias, audit(account.id));
    return done
      ? {}
      : refuse('EntityAlreadyExists', {
          message: 'This alias is taken.',
          known: `The account alias ${AccountAlias} already exists.`,
        });
  },
});
