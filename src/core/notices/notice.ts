import { newUniqueId } from '../identifiers.ts';
import { type Mail, newMail } from '../mail/mail.ts';
import { displayName, type Person } from '../people/person.ts';
import type { Context } from '../ports.ts';

/**
 * Tells a person what happened to his account: whoever did it, the person learns of it where a thief cannot delete
 * it (ASVS 6.3.5). Undefined for a person without an address. The text names nothing secret.
 */
export function composeNotice(
  context: Pick<Context, 'now' | 'random' | 'caller' | 'relyingParty'>,
  person: Person,
  by: Person,
  sentence: string,
): Mail | undefined {
  const to = mailboxOf(person);
  return to === undefined ? undefined : noticeTo(to, context, person, by, sentence);
}

/** Where a person's notices go. */
export function mailboxOf({ kind, email, contactEmail }: Person): string | undefined {
  return kind === 'owner' ? email : contactEmail;
}

export function noticeTo(
  to: string,
  { now, random, caller, relyingParty }: Pick<Context, 'now' | 'random' | 'caller' | 'relyingParty'>,
  person: Person,
  by: Person,
  sentence: string,
): Mail {
  const itself = by.id === person.id;
  const where = [caller.address, caller.place].filter(Boolean).join(', ');
  const text = [
    sentence,
    '',
    `Account: ${displayName(person)} at ${relyingParty.origin}`,
    ...(itself
      ? []
      : [`By: ${by.kind === 'owner' ? 'the owner of the account' : `${displayName(by)}, an administrator`}`]),
    `When: ${new Date(now).toISOString().replace('T', ' ').slice(0, 19)} UTC`,
    `From: ${where || 'unknown'}`,
    ...(caller.userAgent === '' ? [] : [`With: ${caller.userAgent}`]),
    '',
    itself
      ? `If this was not you, sign in at ${relyingParty.origin}/credentials, change your password, end all sessions, and tell whoever manages your account.`
      : 'If you did not expect this, ask whoever manages your account.',
    '',
    'Nobody who manages this service will ever ask you for a code.',
  ].join('\n');
  const subject = `${relyingParty.name}: ${sentence}`;
  return newMail({ id: newUniqueId('MAIL', random), to, subject, text, createdAt: now });
}
