import * as z from 'zod';
import { startChallenge } from '../phone/start.ts';
import { storedNumberOf } from '../phone/stored-number.ts';
import { authorityId } from '../policy/principal.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { phoneNumber, phoneVerification, showVerification } from './phone-verification.ts';

export const BeginPhoneVerification = defineAction({
  name: 'BeginPhoneVerification',
  summary:
    "Calls the caller's new phone number, or the stored one without PhoneNumber; it is stored when whoever answers proves it.",
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  browserOnly: true,
  input: z.strictObject({ PhoneNumber: phoneNumber.optional() }),
  output: phoneVerification,
  async handle(context, { PhoneNumber }) {
    const { principal, audit } = context;
    const { person } = principal;
    const number = PhoneNumber ?? (await storedNumberOf(context, person.id))?.number;
    if (number === undefined) return refuse('InvalidInput', { message: 'Type a phone number first.' });
    const started = await startChallenge(context, person, {
      purpose: 'verification',
      boundTo: authorityId(principal),
      number,
      audit: audit(undefined),
    });
    return started instanceof Refusal ? started : showVerification(context, started);
  },
});
