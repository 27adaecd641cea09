import * as z from 'zod';

const challengeState = z.enum([
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
]);

/** How far the way back in has come, as the page shows it. */
export const recoveryView = z.object({
  offered: z.boolean(),
  why: z
    .enum(['administrator', 'no-mail', 'no-carrier', 'no-phone', 'failures', 'cool-off'])
    .nullable()
    .describe('What is in the way.'),
  until: z.iso.datetime().nullable().describe('End of the cool-off.'),
  supportContact: z.string().nullable(),
  mailTo: z.string().nullable().describe('Masked.'),
  phone: z.string().nullable().describe('Masked.'),
  mode: z.enum(['keypad', 'spoken', 'sms']).nullable(),
  state: z.enum(['mail', 'phone', 'verified', 'waiting']).nullable(),
  mail: z
    .object({
      sentAt: z.iso.datetime(),
      delivery: z.enum(['queued', 'sent', 'delayed', 'refused']),
      linkExpiresAt: z.iso.datetime(),
      matchNumber: z.string().describe('To be named where the link is opened in another browser.'),
      resendAt: z.iso.datetime().nullable().describe('null: now.'),
    })
    .nullable(),
  call: z
    .object({
      state: challengeState,
      digits: z.string().nullable().describe('To be keyed into the phone.'),
      startedAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      callAgainAt: z.iso.datetime().nullable().describe('null: now.'),
    })
    .nullable(),
  callAt: z.iso.datetime().nullable().describe('When the next call is allowed, also the first; null: now.'),
  readyAt: z.iso.datetime().nullable().describe('End of the cooling-off.'),
});

export type RecoveryView = z.output<typeof recoveryView>;

/** Enough of an address for its owner to recognize, too little for anybody else to write to. */
export function maskedAddress(address: string): string {
  const at = address.lastIndexOf('@');
  const name = address.slice(0, at);
  const shown = name.length < 3 ? `${name.slice(0, 1)}***` : `${name.slice(0, 1)}***${name.slice(-1)}`;
  return shown + address.slice(at);
}
