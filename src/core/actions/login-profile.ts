import * as z from 'zod';
import type { Person } from '../people/person.ts';
import { iso } from './shapes.ts';

export const passwordInput = {
  Password: z.string().max(1024, 'Use at most 256 characters.'),
  PasswordResetRequired: z
    .boolean()
    .optional()
    .describe(
      'Whether the password is good for one sign-in that sets another. It is, unless this is false, which takes all rights.',
    ),
};

export const loginProfileShape = z.object({
  UserName: z.string(),
  CreateDate: z.iso.datetime().describe('When the user was created.'),
  PasswordResetRequired: z.boolean(),
});

export function showLoginProfile({
  userName = '',
  createdAt,
  passwordState,
}: Person): z.output<typeof loginProfileShape> {
  return {
    UserName: userName,
    CreateDate: iso(createdAt),
    PasswordResetRequired: passwordState === 'initial',
  };
}
