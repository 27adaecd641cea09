import * as z from 'zod';
import { authenticationResponse } from '../fido/responses.ts';
import { code, serialNumber, typedPassword } from '../inputs.ts';

export const passwordInput = z.discriminatedUnion('as', [
  z.strictObject({ as: z.literal('owner'), email: z.string().min(1).max(254), password: typedPassword }),
  z.strictObject({
    as: z.literal('user'),
    account: z.string().min(1).max(63).optional(),
    userName: z.string().min(1).max(128),
    password: typedPassword,
  }),
]);
export const codeInput = z.strictObject({ serialNumber, code });
export const resyncInput = z.strictObject({ serialNumber, code1: code, code2: code });
export const keyInput = z.strictObject({ credential: authenticationResponse });
export const deviceInput = z.strictObject({ serialNumber });
export const newPasswordInput = z.strictObject({ newPassword: z.string().max(1024) });
export const nothing = z.strictObject({});

export type PasswordInput = z.output<typeof passwordInput>;

const listedDevice = z.object({
  serialNumber: z.string(),
  name: z.string(),
  kind: z.enum(['virtual', 'hardware', 'fido']),
  lastUsed: z.iso.datetime().nullable(),
});

/** What every step of the sign-in answers: what comes next. */
export const step = z.discriminatedUnion('next', [
  z.object({ next: z.literal('mfa'), devices: z.array(listedDevice) }),
  z.object({ next: z.literal('new-password') }),
  z.object({ next: z.literal('signed-in') }),
]);

export type Step = z.output<typeof step>;
export type ListedDevice = z.output<typeof listedDevice>;
