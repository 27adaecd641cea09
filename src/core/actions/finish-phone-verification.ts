import * as z from 'zod';
import { submitChallengeCode } from '../phone/code.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import {
  findVerification,
  phoneVerification,
  showVerification,
  verificationId,
} from './phone-verification.ts';

export const FinishPhoneVerification = defineAction({
  name: 'FinishPhoneVerification',
  summary:
    'Takes the code that the call read or the message brought. In mode keypad the phone itself takes it.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  browserOnly: true,
  input: z.strictObject({
    VerificationId: verificationId,
    Code: z
      .string()
      .max(32)
      .overwrite(typed => typed.replace(/[ ,-]/g, ''))
      .regex(/^\d{8}$/, 'Type the 8 digits.'),
  }),
  output: phoneVerification,
  async handle(context, { VerificationId, Code }) {
    const { principal } = context;
    const found = await findVerification(context, principal, VerificationId);
    if (found instanceof Refusal) return found;
    const verified = await submitChallengeCode(context, principal.person, VerificationId, Code);
    return verified instanceof Refusal ? verified : showVerification(context, verified);
  },
});
