import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { givenPassword, noLoginProfile, stateOf } from './given-password.ts';
import { passwordInput } from './login-profile.ts';
import { nothing } from './shapes.ts';

export const UpdateLoginProfile = defineAction({
  name: 'UpdateLoginProfile',
  summary:
    'Gives a user another password, which ends the sessions and keys of the user, or says whether it is to be changed.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({
    UserName: existingUserName,
    ...passwordInput,
    Password: passwordInput.Password.optional(),
  }),
  output: nothing,
  async handle(context, { Password, PasswordResetRequired }) {
    const { now, store, target, audit } = context;
    if (target.password === undefined) return noLoginProfile(target.userName);
    if (Password !== undefined) {
      const password = await givenPassword(context, Password, PasswordResetRequired);
      if (password instanceof Refusal) return password;
      const event = audit(undefined, 'Your password was replaced. Ask whoever manages your account for it.');
      const done = await store.setPassword(target.id, password, target.password, undefined, event);
      return done ? {} : refuse('ConcurrentModification');
    }
    if (PasswordResetRequired === undefined) return {};
    const { state, expiresAt } = stateOf(PasswordResetRequired, now);
    const notice = PasswordResetRequired
      ? 'You have to change your password at the next sign-in.'
      : 'You need not change your password at the next sign-in.';
    const done = await store.setPasswordState(target.id, state, expiresAt, audit(undefined, notice));
    return done ? {} : noLoginProfile(target.userName);
  },
});
