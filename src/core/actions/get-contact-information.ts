import * as z from 'zod';
import { maskedNumber } from '../phone/mask.ts';
import { storedNumberOf } from '../phone/stored-number.ts';
import { isOffered } from '../policy/may-recover.ts';
import type { Context } from '../ports.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const GetContactInformation = defineAction({
  name: 'GetContactInformation',
  summary:
    'Shows how the caller can be reached, and whether that is enough to come back in without a device.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({}),
  output: z.object({
    Email: z.string().optional().describe('The address that signs in.'),
    ContactEmail: z.string().optional(),
    ContactEmailConfirmed: z.boolean(),
    PhoneNumber: z.string().optional().describe('Country code and last digits.'),
    PhoneVerified: z.boolean(),
    PrimaryContactPhone: z.string().optional().describe("The owner's number; to administrators."),
    PrimaryContactPhoneVerified: z.boolean().optional(),
    RecoveryBlockedUntil: z.iso.datetime().optional(),
    SelfServiceRecovery: z.boolean().describe('Whether the caller may come back in by Troubleshoot MFA.'),
    SendsMail: z.boolean(),
    PhoneMode: z.enum(['keypad', 'spoken', 'sms']).nullable(),
  }),
  async handle(context) {
    const { store, principal, now, sendsMail, phone } = context;
    const { person, account } = principal;
    const own = await numberAt(context, person.id);
    const mayCall = context.may('BeginPrimaryContactVerification', '*');
    const owner = mayCall ? await store.ownerOf(person.accountId) : undefined;
    const primary = owner && (owner.id === person.id ? own : await numberAt(context, owner.id));
    return {
      ...(person.email !== undefined && { Email: person.email }),
      ...(person.contactEmail !== undefined && { ContactEmail: person.contactEmail }),
      ContactEmailConfirmed: person.contactEmailConfirmedAt !== undefined,
      ...(own !== undefined && { PhoneNumber: own.masked }),
      PhoneVerified: own?.verified ?? false,
      ...(primary !== undefined && { PrimaryContactPhone: primary.masked }),
      ...(owner !== undefined && { PrimaryContactPhoneVerified: primary?.verified ?? false }),
      ...(person.recoveryBlockedUntil > now && { RecoveryBlockedUntil: iso(person.recoveryBlockedUntil) }),
      SelfServiceRecovery: isOffered(person, account),
      SendsMail: sendsMail,
      PhoneMode: phone?.mode ?? null,
    };
  },
});

async function numberAt(context: Context, personId: string) {
  const stored = await storedNumberOf(context, personId);
  return stored && { masked: maskedNumber(stored.number), verified: stored.verified };
}
