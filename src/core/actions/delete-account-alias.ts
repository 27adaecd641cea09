import * as z from 'zod';
import { accountAlias } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { reportToOwner } from './owner-told.ts';
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
  async handle(context, { AccountAlias }) {
    const { store, principal } = context;
    const event = await reportToOwner(context, 'Your account has no alias any more.');
    const done = await store.removeAlias(principal.account.id, AccountAlias, event);
    return done
      ? {}
      : refuse('NoSuchEntity', {
          message: 'The account has no such alias.',
          known: `The account alias with name ${AccountAlias} cannot be found.`,
        });
  },
});
