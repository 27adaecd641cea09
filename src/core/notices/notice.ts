import { circumstances, type Letter, writeMail } from '../mail/letter.ts';
import type { Mail } from '../mail/mail.ts';
import { arnOf, displayName, type Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import type { Allowance } from '../throttle/store.ts';

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
  by: Person | undefined,
  sentence: string,
  link?: NoticeLink,
): Notice {
  const letter = letterOf(context, person, by, sentence, link);
  return {
    personId: person.id,
    subject: arnOf(person),
    actor: by && arnOf(by),
    sentence,
    mails: mailboxesOf(person).map(to => writeMail(context, to, letter)),
  };
}

function letterOf(
  context: Knows,
  person: Person,
  by: Person | undefined,
  sentence: string,
  link: NoticeLink | undefined,
): Letter {
  const { name, origin } = context.relyingParty;
  const itself = by?.id === person.id;
  return {
    subject: `${name}: ${sentence}`,
    parts: [
      sentence,
      {
        facts: [
          ['Account', `${displayName(person)} at ${origin}`],
          ...(itself ? [] : [['By', nameOf(by)] as const]),
          ...circumstances(context),
        ],
      },
      ...(link === undefined ? [] : [{ button: link }]),
      itself
        ? `If this was not you, sign in at ${origin}/credentials, change your password, end all sessions, delete API keys that are not yours, and tell whoever manages your account.`
        : `If you did not expect this, ask whoever ${by === undefined ? 'runs this gateway' : 'manages your account'}.`,
    ],
  };
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
