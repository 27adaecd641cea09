import * as z from 'zod';
import { ACCESS_KEYS_PER_USER } from '../access-keys/access-key.ts';
import { defineAction } from './action.ts';

export const GetAccountSummary = defineAction({
  name: 'GetAccountSummary',
  summary: 'Counts what the account holds, and tells whether its owner has MFA.',
  about: 'account',
  reach: 'administrator',
  proof: 'session',
  input: z.strictObject({}),
  output: z.object({ SummaryMap: z.record(z.string(), z.int()) }),
  async handle({ store, principal: { account } }) {
    const { users, virtualDevices, assignedDevices, ownersDevices } = await store.summarize(account.id);
    return {
      SummaryMap: {
        Users: users,
        MFADevices: virtualDevices,
        MFADevicesInUse: assignedDevices,
        AccountMFAEnabled: ownersDevices > 0 ? 1 : 0,
        AccountPasswordPresent: 1,
        AccountAccessKeysPresent: 0,
        AccessKeysPerUserQuota: ACCESS_KEYS_PER_USER,
      },
    };
  },
});
