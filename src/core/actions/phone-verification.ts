import * as z from 'zod';
import { phone } from '../inputs.ts';
import type { PhoneChallenge } from '../phone/challenge.ts';
import { maskedNumber } from '../phone/mask.ts';
import { numberOf, shownDigits } from '../phone/sealed.ts';
import { stateAt } from '../phone/state.ts';
import type { Principal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { iso } from './shapes.ts';

/** What the actions about phone numbers share. */

/** A number as people write it, with spaces, dots, hyphens or brackets; stored as E.164. */
export const phoneNumber = z
  .string()
  .max(40)
  .overwrite(typed => typed.replace(/[\s().-]/g, ''))
  .pipe(phone);

export const verificationId = z.string().regex(/^CALL[A-Z2-7]{17}$/, 'This is not a verification.');

export const phoneVerification = z.object({
  VerificationId: z.string(),
  PhoneNumber: z.string().describe('Country code and last digits.'),
  Mode: z.enum(['keypad', 'spoken', 'sms']),
  Digits: z.string().optional().describe('To key into the phone when the call asks for them.'),
  State: z.enum([
    'placing',
    'ringing',
    'answered',
    'asked',
    'verified',
    'wrong',
    'early',
    'machine',
    'unanswered',
    'busy',
    'failed',
  ]),
  ExpiresAt: z.iso.datetime(),
});

export async function showVerification(
  context: Context,
  challenge: PhoneChallenge,
): Promise<z.output<typeof phoneVerification>> {
  const digits = await shownDigits(context, challenge);
  return {
    VerificationId: challenge.id,
    PhoneNumber: maskedNumber(await numberOf(context, challenge)),
    Mode: challenge.mode,
    ...(digits !== undefined && { Digits: digits }),
    State: stateAt(challenge, context.now),
    ExpiresAt: iso(challenge.expiresAt),
  };
}

/** A verification is its session's alone: another one of the same person did not see the digits either. */
export async function findVerification(
  { store }: Context,
  principal: Principal,
  id: string,
): Promise<PhoneChallenge | Refusal> {
  const found = (await store.findChallenge(id))?.challenge;
  const own =
    found?.purpose === 'verification' && principal.by === 'session' && found.boundTo === principal.session.id;
  return own ? found : refuse('NoSuchEntity', { message: 'There is no such verification.' });
}
