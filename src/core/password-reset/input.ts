import * as z from 'zod';
import { email, token } from '../inputs.ts';

export const passwordResetInput = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('owner'), email }),
  z.strictObject({
    as: z.literal('user'),
    account: z.string().min(1).max(63).optional(),
    userName: z.string().min(1).max(128),
  }),
]);
export const newPasswordByLinkInput = z.strictObject({ token, newPassword: z.string().max(1024) });
