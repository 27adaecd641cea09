import { circumstances, type Letter, writeMail } from '../mail/letter.ts';
import type { Mail } from '../mail/mail.ts';
import { displayName, type Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import type { Allowance } from '../throttle/store.ts';

/** A mail that tells a person what happened to his account. */
export interface Notice {
  /** Whose notices of one kind share an allowance. */
  readonly personId: string;
  /** One for each address; none where nobody can be told. */
  readonly mails: readonly Mail[];
}

/**
 * Notices of one kind to one person: six at once, then one in half an hour. Whoever repeats a change a thousand times
 * fills no mailbox and delays nobody's notices; other kinds have their own allowance, so no flood hides them.
 */
export const NOTICES: Allowance = { burst: 6, interval: 30 * 60_000 };

/** Where whoever is told can do something about it: "this was not me". */
export interface NoticeLink {
  readonly label: string;
  readonly url: string;
}

type Knows = Pick<Context, 'now' | 'random' | 'caller' | 'relyingParty'>;

/**
 * Whoever did it, the person learns of it where a thief cannot delete it (ASVS 6.3.5). The text names nothing secret, and no word in it is a stranger's: it would come from our address.
 */
export function composeNotice(
  context: Knows,
  person: Person,
  by: Person,
  sentence: string,
  link?: NoticeLink,
): Notice {
  const letter = letterOf(context, person, by, sentence, link);
  return { personId: person.id, mails: mailboxesOf(person).map(to => writeMail(context, to, letter)) };
}

function letterOf(
  context: Knows,
  person: Person,
  by: Person,
  sentence: string,
  link: NoticeLink | undefined,
): Letter {
  const { name, origin } = context.relyingParty;
  const itself = by.id === person.id;
  const who = by.kind === 'owner' ? 'the owner of the account' : `${displayName(by)}, an administrator`;
  return {
    subject: `${name}: ${sentence}`,
    parts: [
      sentence,
      {
        facts: [
          ['Account', `${displayName(person)} at ${origin}`],
          ...(itself ? [] : [['By', who] as const]),
          ...circumstances(context),
        ],
      },
      ...(link === undefined ? [] : [{ button: link }]),
      itself
        ? `If this was not you, sign in at ${origin}/credentials, change your password, end all sessions, delete API keys that are not yours, and tell whoever manages your account.`
        : 'If you did not expect this, ask whoever manages your account.',
    ],
  };
}

/** Where a person's notices go: every address there is. */
export function mailboxesOf({ email, contactEmail }: Person): string[] {
  return [...new Set([email, contactEmail].filter(address => address !== undefined))];
}

/** A name that somebody typed, for a mail: mail readers make links of whatever looks like an address. */
export function quoted(name: string): string {
  return `"${name.replace(/[^\p{L}\p{N} ()'_-]+/gu, ' ').trim()}"`;
}
