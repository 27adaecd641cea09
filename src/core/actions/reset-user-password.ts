import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { INITIAL_PASSWORD_LIFETIME, newInitialPassword } from '../password/initial.ts';
import { refuse } from '../refusal.ts';
import { networkOf } from '../throttle/network.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const ResetUserPassword = defineAction({
  name: 'ResetUserPassword',
  summary:
    'Gives a user an initial password, shown this once, to be changed at the first sign-in. Ends the sessions and API keys of the user.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName }),
  output: z.object({ InitialPassword: z.string(), ExpiresAt: z.iso.datetime() }),
  async handle({ now, store, random, passwords, caller, target, audit }) {
    const InitialPassword = newInitialPassword(random);
    const expiresAt = now + INITIAL_PASSWORD_LIFETIME;
    const phc = await passwords.hash(InitialPassword, networkOf(caller.address));
    const done = await store.setPassword(
      target.id,
      { phc, state: 'initial', expiresAt },
      undefined,
      undefined,
      audit(
        undefined,
        target.passwordState === 'none'
          ? 'You were given an initial password. Ask whoever made your user for it.'
          : 'Your password was replaced by an initial one.',
      ),
    );
    if (!done) return refuse('NoSuchEntity');
    return { InitialPassword, ExpiresAt: iso(expiresAt) };
  },
});
