import * as z from 'zod';
import { MAX_DEVICES_PER_PERSON, MAX_RECOVERY_DELAY_HOURS } from '../account/account.ts';
import type { AccountChanges } from '../account/store.ts';
import { accountAlias, supportContact } from '../inputs.ts';
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
    Alias: accountAlias
      .nullable()
      .optional()
      .describe('3 to 63 lower-case letters, digits and single hyphens. null removes it.'),
    RequireMfa: z.enum(['optional', 'required']).optional(),
    MFADevicesPerUser: z.int().min(1).max(MAX_DEVICES_PER_PERSON).optional(),
    SelfServiceRecovery: z
      .enum(['owner', 'everyone', 'nobody'])
      .optional()
      .describe('Who may come back in by Troubleshoot MFA.'),
    RecoveredSessionReach: z
      .enum(['console', 'applications'])
      .optional()
      .describe('What a session reaches that came in by Troubleshoot MFA.'),
    RecoveryDelayHours: z
      .int()
      .min(0)
      .max(MAX_RECOVERY_DELAY_HOURS)
      .optional()
      .describe('How long a finished recovery waits, so that it can be cancelled.'),
    SupportContact: supportContact
      .nullable()
      .optional()
      .describe('How to reach whoever helps, shown where the pages say so. null removes it.'),
  }),
  output: accountShape,
  async handle({ store, principal: { account }, audit }, input) {
    const changes: AccountChanges = {
      ...(input.Alias !== undefined && { alias: input.Alias }),
      ...(input.RequireMfa !== undefined && { requireMfa: input.RequireMfa }),
      ...(input.MFADevicesPerUser !== undefined && { devicesPerPerson: input.MFADevicesPerUser }),
      ...(input.SelfServiceRecovery !== undefined && { selfServiceRecovery: input.SelfServiceRecovery }),
      ...(input.RecoveredSessionReach !== undefined && {
        recoveredSessionReach: input.RecoveredSessionReach,
      }),
      ...(input.RecoveryDelayHours !== undefined && { recoveryDelayHours: input.RecoveryDelayHours }),
      ...(input.SupportContact !== undefined && { supportContact: input.SupportContact }),
    };
    const done = await store.updateAccount(account.id, changes, audit(account.id));
    if (!done) return refuse('EntityAlreadyExists', { message: 'This alias is taken.' });
    const changed = await store.findAccount(account.id);
    return showAccount(changed ?? account);
  },
});
