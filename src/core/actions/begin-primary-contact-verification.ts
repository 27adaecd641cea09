import * as z from 'zod';
import { arnOf } from '../people/person.ts';
import { startChallenge } from '../phone/start.ts';
import { authorityId } from '../policy/principal.ts';
import { Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { phoneNumber, phoneVerification, showVerification } from './phone-verification.ts';

export const BeginPrimaryContactVerification = defineAction({
  name: 'BeginPrimaryContactVerification',
  summary:
    "Calls a new primary contact number of the account; it becomes the owner's when whoever answers proves it.",
  about: 'account',
  reach: 'administrator',
  proof: 'fresh',
  browserOnly: true,
  input: z.strictObject({ PhoneNumber: phoneNumber }),
  output: phoneVerification,
  async handle(context, { PhoneNumber }) {
    const { store, principal, audit } = context;
    const owner = await store.ownerOf(principal.person.accountId);
    if (owner === undefined) return refuse('NoSuchEntity');
    const started = await startChallenge(context, owner, {
      purpose: 'verification',
      boundTo: authorityId(principal),
      number: PhoneNumber,
      // Whoever starts it pays for it: an administrator must not use up the owner's calls.
      starter: principal.person,
      audit: audit(arnOf(owner)),
    });
    return started instanceof Refusal ? started : showVerification(context, started);
  },
});
