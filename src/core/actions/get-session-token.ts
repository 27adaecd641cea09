import * as z from 'zod';
import { DURATION, newCredentials } from '../access-keys/session-credentials.ts';
import { type Proof, proveByCode } from '../devices/proof.ts';
import { code, serialNumber } from '../inputs.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import { noticeOfFailures } from '../sign-in/after-failures.ts';
import { defineAction } from './action.ts';
import { iso } from './shapes.ts';

export const GetSessionToken = defineAction({
  name: 'GetSessionToken',
  service: 'sts',
  summary:
    'Gives a program credentials that end by themselves; with a code of an MFA device, they count as MFA.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({
    DurationSeconds: z
      .int()
      .min(DURATION.min)
      .max(DURATION.max)
      .default(DURATION.default)
      .describe('How long they last.'),
    SerialNumber: serialNumber.optional().describe('The MFA device that shows the code; no FIDO key.'),
    TokenCode: code.optional(),
  }),
  output: z.object({
    Credentials: z.object({
      AccessKeyId: z.string(),
      SecretAccessKey: z.string(),
      SessionToken: z.string(),
      Expiration: z.iso.datetime(),
    }),
  }),
  async handle(context, { DurationSeconds, SerialNumber, TokenCode }) {
    const { store, principal, audit } = context;
    if (principal.by !== 'access-key') return notFor(principal.by);
    if ((SerialNumber === undefined) !== (TokenCode === undefined)) return ONE_OF_TWO;
    const proof =
      SerialNumber === undefined || TokenCode === undefined
        ? undefined
        : await prove(context, principal.person, SerialNumber, TokenCode);
    if (proof instanceof Refusal) return proof;
    const { credentials, secret, token } = await newCredentials(context, principal, proof, DurationSeconds);
    const event = {
      ...audit(SerialNumber),
      notice: proof && noticeOfFailures(context, principal.person, proof),
    };
    if (!(await store.openCredentials(credentials, proof, event))) {
      return proof === undefined ? refuse('InvalidClientTokenId') : WRONG_CODE;
    }
    return {
      Credentials: {
        AccessKeyId: credentials.accessKeyId,
        SecretAccessKey: secret,
        SessionToken: token,
        Expiration: iso(credentials.expiresAt),
      },
    };
  },
});

/** The sentences of contract section 5, to the letter: clients look for them. */
const ONE_OF_TWO = refuse('AccessDenied', {
  message: 'Send both the serial number of the device and its code, or neither.',
  known: 'MultiFactorAuthentication failed, must provide both MFA serial number and one time pass code.',
});
const WRONG_CODE = refuse('AccessDenied', {
  message: 'The code was not accepted. Wait for the next one: each code works once.',
  known: 'MultiFactorAuthentication failed with invalid MFA one time pass code. ',
});
const WRONG_DEVICE = refuse('AccessDenied', {
  message: 'You have no device of that serial number that shows codes.',
  known:
    'MultiFactorAuthentication failed, unable to validate MFA code.  Please verify your MFA serial number is valid and associated with this user.',
});

/** With the budget of sign-in: a thief of the key gets no more guesses by trying both. */
async function prove(
  context: Context,
  person: Person,
  serial: string,
  typed: string,
): Promise<Proof | Refusal> {
  const devices = await context.store.devicesOf(person.id);
  const proof = await proveByCode(context, 'GetSessionToken', person, devices, serial, typed);
  if (!(proof instanceof Refusal)) return proof;
  const shows = devices.some(({ serialNumber, kind }) => serialNumber === serial && kind !== 'fido');
  return shows ? WRONG_CODE : WRONG_DEVICE;
}

function notFor(by: string): Refusal {
  return by === 'session-credentials'
    ? refuse('AccessDenied', {
        message: 'Credentials that end by themselves give no others. Ask with the access key.',
        known: 'Cannot call GetSessionToken with session credentials',
      })
    : refuse('AccessDenied', {
        message: 'Sign the request with an access key: others need no session token.',
      });
}
