import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { givenPassword } from './given-password.ts';
import { loginProfileShape, passwordInput, showLoginProfile } from './login-profile.ts';

export const CreateLoginProfile = defineAction({
  name: 'CreateLoginProfile',
  summary: 'Gives a user who has no password the first one. ResetUserPassword makes one up.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName, ...passwordInput }),
  output: z.object({ LoginProfile: loginProfileShape }),
  async handle(context, { Password, PasswordResetRequired }) {
    const { store, target, audit } = context;
    const password =
      target.passwordState === 'none'
        ? await givenPassword(context, Password, PasswordResetRequired)
        : undefined;
    if (password instanceof Refusal) return password;
    const event = audit(undefined, 'You were given a password. Ask whoever made your user for it.');
    const done =
      password !== undefined && (await store.setPassword(target.id, password, null, undefined, event));
    if (!done) {
      return refuse('EntityAlreadyExists', {
        message: 'This user has a password already.',
        known: `Login Profile for user ${target.userName} already exists.`,
      });
    }
    return { LoginProfile: showLoginProfile({ ...target, passwordState: password.state }) };
  },
});
