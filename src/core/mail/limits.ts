import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Mails with links to one person, counted over the last hour and the last day. */
export interface MailLimits {
  readonly hour: number;
  readonly day: number;
}

export const MAIL_LIMITS: MailLimits = { hour: 3, day: 10 };

/**
 * A new password can be asked for by anybody who knows a name. Such mails count like all others and stop earlier: a
 * stranger must not use up what the person needs to come back in by Troubleshoot MFA (ASVS 6.3.1).
 */
export const RESET_MAIL_LIMITS: MailLimits = { hour: 2, day: 7 };

/** The refusal of a mail that the limits hold back; undefined where it was not them. */
export async function tooManyMails(
  { store, now }: Pick<Context, 'store' | 'now'>,
  personId: string,
): Promise<Refusal | undefined> {
  const next = await store.nextMailAt(personId, MAIL_LIMITS, now);
  if (next === undefined) return undefined;
  return refuse('TooManyAttempts', {
    message: 'Too many mails were sent for now. Use the newest one, or wait and try again.',
    retryAfter: Math.max(1, Math.ceil((next - now) / 1000)),
  });
}
