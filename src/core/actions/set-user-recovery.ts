import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const SetUserRecovery = defineAction({
  name: 'SetUserRecovery',
  summary:
    'Lets a user come back in by Troubleshoot MFA, or not, or as the account says. Wrong digits of earlier tries are forgotten.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({
    UserName: existingUserName,
    Recovery: z.enum(['default', 'allowed', 'denied']).describe('default: as the account says.'),
  }),
  output: nothing,
  async handle({ store, target, audit }, { Recovery }) {
    const notice = {
      default: 'Whether you can use Troubleshoot MFA is now decided by the account.',
      allowed: 'You can now use Troubleshoot MFA when your MFA device is lost.',
      denied: 'You can no longer use Troubleshoot MFA when your MFA device is lost.',
    }[Recovery];
    const done = await store.setRecovery(target.id, Recovery, audit(undefined, notice));
    return done ? {} : refuse('NoSuchEntity');
  },
});
