import * as z from 'zod';
import { accountAlias } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const DeleteAccountAlias = defineAction({
  name: 'DeleteAccountAlias',
  summary: 'Takes the alias from the account; people sign in with its number then.',
  about: 'account',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ AccountAlias: accountAlias }),
  output: nothing,
  async handle({ store, principal: { account }, audit }, { AccountAlias }) {
    const done = await store.removeAlias(account.id, AccountAlias, audit(account.id));
    return done
      ? {}
      : refuse('NoSuchEntity', {
          message: 'The account has no such alias.',
          known: `The account alias with name ${AccountAlias} cannot be found.`,
        });
  },
});
