import * as z from 'zod';
import { serialNumber, token } from '../inputs.ts';

export const mailInput = z.strictObject({
  lostSerialNumber: serialNumber.optional().describe('The device that is lost, for the guidance afterwards.'),
});
export const linkInput = z.strictObject({
  token,
  matchNumber: z
    .string()
    .regex(/^\d{4}$/, 'Type the four digits of the page where you started.')
    .optional(),
});
/** Spoken and sent codes are read in groups. */
export const phoneCodeInput = z.strictObject({
  code: z
    .string()
    .max(32)
    .overwrite(typed => typed.replaceAll(' ', ''))
    .regex(/^\d{8}$/, 'Type the eight digits.'),
});
export const notMeInput = z.strictObject({ token });

export const afterLink = z.object({ next: z.enum(['phone', 'match-number', 'elsewhere']) });
export const afterFinish = z.discriminatedUnion('next', [
  z.object({ next: z.literal('signed-in') }),
  z.object({ next: z.literal('wait'), readyAt: z.iso.datetime() }),
]);
