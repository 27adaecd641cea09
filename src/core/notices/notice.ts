import { circumstances, type Letter, linkMail, plainMail } from '../mail/letter.ts';
import type { QueuedMail } from '../mail/sealed.ts';
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
  readonly mails: readonly QueuedMail[];
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
  readonly expiresAt: number;
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
): Notice {
  const letter = noticeLetter(context, person, by, sentence);
  return {
    personId: person.id,
    subject: arnOf(person),
    actor: by && arnOf(by),
    sentence,
    mails: mailboxesOf(person).map(to => plainMail(context, to, letter)),
  };
}

/**
 * A notice that whoever reads it can answer. The link goes only where somebody confirmed to read: it shuts the person
 * out, and an address with a slip in it may be a stranger's. All others are told the same without it.
 */
export async function composeNoticeWithLink(
  context: Knows & Pick<Context, 'seal'>,
  person: Person,
  by: Person | undefined,
  sentence: string,
  link: NoticeLink,
): Promise<Notice> {
  const notice = composeNotice(context, person, by, sentence);
  const letter = noticeLetter(context, person, by, sentence, link);
  const mails = notice.mails.map(mail =>
    isConfirmed(person, mail.to)
      ? linkMail(context, mail.to, letter, { uselessAfter: link.expiresAt })
      : mail,
  );
  return { ...notice, mails: await Promise.all(mails) };
}

/** The owner's address is the one that signs in. */
function isConfirmed({ email, contactEmail, contactEmailConfirmedAt }: Person, address: string): boolean {
  return address === email || (address === contactEmail && contactEmailConfirmedAt !== undefined);
}

export function noticeLetter(
  context: Knows,
  person: Person,
  by: Person | undefined,
  sentence: string,
  link?: NoticeLink,
): Letter {
  const { name, origin } = context.relyingParty;
  const itself = by?.id === person.id;
  return {
    subject: `${name}: ${firstOf(sentence)}`,
    parts: [
      sentence,
      {
        facts: [
          ['Account', `${nameInMail(person)} at ${origin}`],
          ...(itself ? [] : [['By', nameOf(by)] as const]),
          ...circumstances(context),
        ],
      },
      ...(link === undefined ? [] : [{ button: { label: link.label, url: link.url, quiet: true as const } }]),
      itself
        ? `If this was not you, sign in at ${origin}/credentials, change your password, end all sessions, delete API keys that are not yours, and tell whoever ${person.kind === 'owner' ? 'runs this gateway' : 'manages your account'}.`
        : `If you did not expect this, ask whoever ${by === undefined ? 'runs this gateway' : 'manages your account'}.`,
    ],
  };
}

/** What follows the first sentence does not fit into a subject. */
export function firstOf(sentences: string): string {
  return sentences.split(/(?<=\.) /)[0] ?? sentences;
}

/** Undefined stands for whoever works on the machine itself. */
function nameOf(by: Person | undefined): string {
  if (by === undefined) return 'the operator of this gateway';
  return by.kind === 'owner' ? 'the owner of the account' : `${nameInMail(by)}, an administrator`;
}

/** Where a person's notices go: every address there is. */
export function mailboxesOf({ email, contactEmail }: Person): string[] {
  return [...new Set([email, contactEmail].filter(address => address !== undefined))];
}

/** What mails call a person: `www.evil.example` is a user name, too. The owner's address was mailed to before. */
export function nameInMail(person: Pick<Person, 'id' | 'userName' | 'email'>): string {
  return person.userName === undefined ? displayName(person) : quoted(person.userName);
}

/** A name that somebody typed, for a mail: mail readers make links of whatever looks like an address. */
export function quoted(name: string): string {
  return `"${name.replace(/[^\p{L}\p{N} ()'_-]+/gu, ' ').trim()}"`;
}
