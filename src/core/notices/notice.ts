import { newUniqueId } from '../identifiers.ts';
import { type Mail, newMail } from '../mail/mail.ts';
import { arnOf, displayName, type Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import type { Allowance } from '../throttle/store.ts';
import { programOf } from './program.ts';

/** What a person is told of what happened to his account, and with him the programs that his account named. */
export interface Notice {
  /** Whose notices of one kind share an allowance. */
  readonly personId: string;
  /** ARN of that person. */
  readonly subject: string;
  /** ARN of whoever did it; undefined for the operator of the gateway. */
  readonly actor: string | undefined;
  /** What happened, in the past tense; nothing secret, no address, no number. */
  readonly sentence: string;
  /** One for each address; none where nobody can be told. */
  readonly mails: readonly Mail[];
}

/**
 * Notices of one kind to one person: six at once, then one in half an hour. Whoever repeats a change a thousand times
 * fills no mailbox and delays nobody's notices; other kinds have their own allowance, so no flood hides them.
 */
export const NOTICES: Allowance = { burst: 6, interval: 30 * 60_000 };

/**
 * Whoever did it, the person learns of it where a thief cannot delete it (ASVS 6.3.5). The text names nothing secret, and no word in it is a stranger's: it would come from our address.
 */
export function composeNotice(
  { now, random, caller, relyingParty }: Pick<Context, 'now' | 'random' | 'caller' | 'relyingParty'>,
  person: Person,
  by: Person | undefined,
  sentence: string,
): Notice {
  const itself = by?.id === person.id;
  const program = programOf(caller.userAgent);
  const text = [
    sentence,
    '',
    `Account: ${displayName(person)} at ${relyingParty.origin}`,
    ...(itself ? [] : [`By: ${nameOf(by)}`]),
    `When: ${new Date(now).toISOString().replace('T', ' ').slice(0, 19)} UTC`,
    `From: ${[caller.address, caller.place].filter(Boolean).join(', ') || 'unknown'}`,
    ...(program === undefined ? [] : [`With: ${program}`]),
    '',
    itself
      ? `If this was not you, sign in at ${relyingParty.origin}/credentials, change your password, end all sessions, delete API keys that are not yours, and tell whoever manages your account.`
      : `If you did not expect this, ask whoever ${by === undefined ? 'runs this gateway' : 'manages your account'}.`,
  ].join('\n');
  const subject = `${relyingParty.name}: ${sentence}`;
  const mails = mailboxesOf(person).map(to =>
    newMail({ id: newUniqueId('MAIL', random), to, subject, text, createdAt: now }),
  );
  return { personId: person.id, subject: arnOf(person), actor: by && arnOf(by), sentence, mails };
}

/** Undefined stands for whoever works on the machine itself. */
function nameOf(by: Person | undefined): string {
  if (by === undefined) return 'the operator of this gateway';
  return by.kind === 'owner' ? 'the owner of the account' : `${displayName(by)}, an administrator`;
}

/** Where a person's notices go: every address there is. */
export function mailboxesOf({ email, contactEmail }: Person): string[] {
  return [...new Set([email, contactEmail].filter(address => address !== undefined))];
}

/** A name that somebody typed, for a mail: mail readers make links of whatever looks like an address. */
export function quoted(name: string): string {
  return `"${name.replace(/[^\p{L}\p{N} ()'_-]+/gu, ' ').trim()}"`;
}
