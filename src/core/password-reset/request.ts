import { refusal, success } from '../audit/event.ts';
import { RESET_MAIL_LIMITS } from '../mail/limits.ts';
import { mailLink } from '../mail/link.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { findAccount, findPerson, type Who } from '../sign-in/who.ts';
import { networkOf } from '../throttle/network.ts';
import type { Allowance } from '../throttle/store.ts';
import { passwordLetter } from './letter.ts';

const EVENT = 'PasswordReset.Request';

/** From one network: twenty at once, then one in three minutes, whomever they name. */
const REQUESTS: Allowance = { burst: 20, interval: 3 * 60_000 };

/** Stands in where there is nobody to write to: the same is written, asked of the store and thrown away. */
const NOBODY = { id: '', userName: undefined, email: 'nobody@example.org' } as const;

/**
 * Mails a link for a new password. Whoever asks gets the same answer after the same work, whether there is such a
 * person or not (ASVS 6.3.8): the store is asked the same, the mail is queued and not sent, and whether it may go out
 * is decided by its guards.
 */
export async function requestPasswordReset(
  context: Context,
  who: Who,
): Promise<Record<never, never> | Refusal> {
  const { store, now, caller, sendsMail } = context;
  const bucket = { key: `password-resets|${networkOf(caller.address)}`, allowance: REQUESTS };
  const next = await store.takeAttempt([bucket], now);
  if (next !== undefined) {
    return refuse('TooManyAttempts', { retryAfter: Math.max(1, Math.ceil((next - now) / 1000)) });
  }
  const person = await findPerson(context, who, await findAccount(context, who));
  const address = sendsMail && person !== undefined ? mailboxOf(person) : undefined;
  const recipient = address === undefined || person === undefined ? NOBODY : person;
  const mailed = await mailLink(
    context,
    { personId: recipient.id, purpose: 'password', address: address ?? NOBODY.email },
    url => passwordLetter(context, recipient, url),
    RESET_MAIL_LIMITS,
  );
  const subject = { accountId: person?.accountId, actorId: person?.id };
  const why = person === undefined ? 'unknown name' : address === undefined ? 'no mailbox' : 'not now';
  await store.mailPasswordLink(
    mailed,
    success(context, EVENT, subject),
    refusal(context, EVENT, subject, why),
  );
  return {};
}

/**
 * The owner is reached where he signs in with, a user where somebody confirmed to read; nobody is who is disabled or
 * never had a password: the first one is given by an administrator.
 */
function mailboxOf(person: Person): string | undefined {
  if (person.disabledAt !== undefined || person.passwordState === 'none') return undefined;
  if (person.kind === 'owner') return person.email;
  return person.contactEmailConfirmedAt === undefined ? undefined : person.contactEmail;
}
