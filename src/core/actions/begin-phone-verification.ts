import * as z from 'zod';
import { phoneContext } from '../people/person.ts';
import { textOf } from '../phone/sealed.ts';
import { startChallenge } from '../phone/start.ts';
import { authorityId } from '../policy/principal.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { phoneNumber, phoneVerification, showVerification } from './phone-verification.ts';

export const BeginPhoneVerification = defineAction({
  name: 'BeginPhoneVerification',
  summary:
    "Calls the caller's new phone number, or the stored one without PhoneNumber; it is stored when whoever answers proves it.",
  about: 'account',
  reach: 'everyone',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ PhoneNumber: phoneNumber.optional() }),
  output: phoneVerification,
  async handle(context, { PhoneNumber }) {
    const { store, seal, principal, audit } = context;
    const { person } = principal;
    let number = PhoneNumber;
    if (number === undefined) {
      const stored = await store.phoneOf(person.id);
      if (stored === undefined) return refuse('InvalidInput', { message: 'Type a phone number first.' });
      number = textOf(await seal.open(stored.sealed, phoneContext(person.id)));
    }
    const started = await startChallenge(context, person, {
      purpose: 'verification',
      boundTo: authorityId(principal),
      number,
      audit: audit(undefined),
    });
    return started instanceof Refusal ? started : showVerification(context, started);
  },
});
