import * as z from 'zod';
import { type Account, MAX_DEVICES_PER_PERSON } from '../account/account.ts';
import { accountAlias } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { showAccount } from './get-account.ts';
import { accountShape } from './shapes.ts';

export const UpdateAccount = defineAction({
  name: 'UpdateAccount',
  summary: 'Changes alias and settings; what is left out stays.',
  about: 'account',
  reach: 'owner',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({
    Alias: accountAlias.nullable().optional().describe('null removes it.'),
    RequireMfa: z.enum(['optional', 'required']).optional(),
    MFADevicesPerUser: z.int().min(1).max(MAX_DEVICES_PER_PERSON).optional(),
  }),
  output: accountShape,
  async handle({ store, principal: { account }, audit }, input) {
    const updated: Account = {
      ...account,
      alias: input.Alias === undefined ? account.alias : (input.Alias ?? undefined),
      requireMfa: input.RequireMfa ?? account.requireMfa,
      devicesPerPerson: input.MFADevicesPerUser ?? account.devicesPerPerson,
    };
    const done = await store.updateAccount(updated, audit(account.id));
    return done ? showAccount(updated) : refuse('EntityAlreadyExists', { message: 'This alias is taken.' });
  },
});
