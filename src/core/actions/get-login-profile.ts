import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { noLoginProfile } from './given-password.ts';
import { loginProfileShape, showLoginProfile } from './login-profile.ts';

export const GetLoginProfile = defineAction({
  name: 'GetLoginProfile',
  summary: 'Tells whether a user has a password, and whether it is to be changed at the next sign-in.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({ UserName: existingUserName.optional() }),
  output: z.object({ LoginProfile: loginProfileShape }),
  async handle({ target }) {
    if (target.kind === 'owner') {
      return refuse('InvalidInput', { message: 'The owner is not a user. Name a user.' });
    }
    if (target.passwordState === 'none') return noLoginProfile(target.userName);
    return { LoginProfile: showLoginProfile(target) };
  },
});
