import { type AuditEvent, success } from '../audit/event.ts';
import type { MailLink } from '../mail/link.ts';
import { composeNotice, type Notice } from '../notices/notice.ts';
import type { Context } from '../ports.ts';
import { COOL_OFF } from '../recovery/cool-off.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Person } from './person.ts';

/**
 * What the link in a mail to a new address does. Whoever opens it need not be signed in: the token was nowhere but in
 * that mail. An address that somebody else signs in with is refused like a link that is no good, so that nobody
 * learns who has an account here (ASVS 6.3.8).
 */
export async function confirmAddress(
  context: Context,
  token: string,
): Promise<{ address: string } | Refusal> {
  const { store, digest, now } = context;
  const tokenHash = await digest.sha256(token);
  const found = await store.findMailLink(tokenHash, ['sign-in-address', 'contact-address'], now);
  if (found === undefined) return refuse('LinkInvalid');
  const { link, person } = found;
  const audit = reportOf(context, link, person);
  const done =
    link.purpose === 'sign-in-address'
      ? await store.changeEmail(link, now + COOL_OFF, audit)
      : await store.confirmContactEmail(link, audit);
  return done ? { address: link.address } : refuse('LinkInvalid');
}

function reportOf(context: Context, link: MailLink, person: Person): AuditEvent {
  const subject = { accountId: person.accountId, actorId: person.id };
  const changed = link.purpose === 'sign-in-address';
  return {
    ...success(context, changed ? 'EmailAddress.Changed' : 'ContactEmail.Confirmed', subject),
    notice: changed ? changedNotice(context, link, person) : confirmedNotice(context, person),
  };
}

function confirmedNotice(context: Context, person: Person): Notice {
  return composeNotice(context, person, person, 'The address for notices to you was confirmed.');
}

/** The address before and the new one, each its own: the two may be in different hands. */
function changedNotice(context: Context, { address }: MailLink, person: Person): Notice {
  const sentence = 'The address that you sign in with was changed.';
  const before = composeNotice(context, person, person, sentence);
  const after = { ...person, email: address, contactEmail: undefined };
  const { mails } = composeNotice(context, after, after, sentence);
  return { ...before, mails: [...before.mails, ...mails.filter(({ to }) => to !== person.contactEmail)] };
}
