import * as z from 'zod';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import {
  findVerification,
  phoneVerification,
  showVerification,
  verificationId,
} from './phone-verification.ts';

export const GetPhoneVerification = defineAction({
  name: 'GetPhoneVerification',
  summary: 'Shows how the call or message stands that this session began.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  browserOnly: true,
  input: z.strictObject({ VerificationId: verificationId }),
  output: phoneVerification,
  async handle(context, { VerificationId }) {
    const found = await findVerification(context, context.principal, VerificationId);
    return found instanceof Refusal ? found : showVerification(context, found);
  },
});
