import * as z from 'zod';
import type { Account } from '../account/account.ts';
import { defineAction } from './action.ts';
import { accountShape, iso } from './shapes.ts';

export const GetAccount = defineAction({
  name: 'GetAccount',
  summary: 'Shows the account and its settings.',
  about: 'account',
  reach: 'everyone',
  proof: 'session',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({}),
  output: accountShape,
  async handle({ principal: { account } }) {
    return showAccount(account);
  },
});

export function showAccount(account: Account): z.output<typeof accountShape> {
  return {
    AccountId: account.id,
    ...(account.alias !== undefined && { Alias: account.alias }),
    RequireMfa: account.requireMfa,
    MFADevicesPerUser: account.devicesPerPerson,
    SelfServiceRecovery: account.selfServiceRecovery,
    RecoveredSessionReach: account.recoveredSessionReach,
    RecoveryDelayHours: account.recoveryDelayHours,
    ...(account.supportContact !== undefined && { SupportContact: account.supportContact }),
    CreateDate: iso(account.createdAt),
  };
}
