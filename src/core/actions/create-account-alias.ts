import * as z from 'zod';
import { accountAlias } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { reportToOwner } from './owner-told.ts';
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
  async handle(context, { AccountAlias }) {
    const { store, principal } = context;
    const event = await reportToOwner(context, `The alias of your account is ${quoted(AccountAlias)} now.`);
    const done = await store.setAlias(principal.account.id, AccountAlias, event);
    return done
      ? {}
      : refuse('EntityAlreadyExists', {
          message: 'This alias is taken.',
          known: `The account alias ${AccountAlias} already exists.`,
        });
  },
});
