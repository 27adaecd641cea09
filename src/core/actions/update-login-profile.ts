import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { INITIAL_PASSWORD_LIFETIME } from '../password/initial.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { givenPassword, noLoginProfile } from './given-password.ts';
import { passwordInput } from './login-profile.ts';
import { iso, nothing } from './shapes.ts';

export const UpdateLoginProfile = defineAction({
  name: 'UpdateLoginProfile',
  summary:
    'Gives a user another password, which ends the sessions and keys of the user, or has it changed at the next sign-in.',
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
    if (target.passwordState === 'initial') {
      // What was given for one sign-in, perhaps long ago, does not become a password that lasts.
      return PasswordResetRequired === false
        ? refuse('InvalidInput', { message: 'This password has to be changed. Give another one.' })
        : {};
    }
    if (PasswordResetRequired !== true) return {};
    const expiresAt = now + INITIAL_PASSWORD_LIFETIME;
    const when = iso(expiresAt).replace('T', ' ').slice(0, 16);
    const notice = `You have to change your password at the next sign-in. The one that you have can be used for that until ${when} UTC.`;
    const done = await store.endPassword(target.id, expiresAt, audit(undefined, notice));
    return done ? {} : refuse('ConcurrentModification');
  },
});
