import { email } from '../inputs.ts';

/** One notice to one mailbox: plain text, so that no name or user agent in it is ever markup (D9). */
export interface Mail {
  readonly id: string;
  /** One mailbox, `local@domain`; never a list, a display name or a header (D8). */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly createdAt: number;
}

/** How a mail left the queue. `unsent`: this gateway sends no mail. */
export type MailOutcome = 'sent' | 'refused' | 'given-up' | 'unsent';

/** Longer lines are folded for readers that do not fold by themselves. */
const LINE = 76;

/** What a person typed or a client sent ends up in mails; a line break would begin a header or forge a line. */
export function newMail(mail: Mail): Mail {
  if (!isMailbox(mail.to)) throw new TypeError('a mail goes to one mailbox');
  return {
    ...mail,
    subject: mail.subject.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim(),
    text: mail.text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, '').replace(/^.+$/gm, folded),
  };
}

/** The grammar of addresses has groups, comments, quotes and lists; none of that is a mailbox here (D8). */
export function isMailbox(address: string): boolean {
  return email.safeParse(address).success;
}

/** Between words only: a link that is cut is no link. */
function folded(line: string): string {
  const lines: string[] = [];
  let last = '';
  for (const word of line.split(' ')) {
    if (last !== '' && last.length + 1 + word.length > LINE) {
      lines.push(last);
      last = word;
    } else {
      last = last === '' ? word : `${last} ${word}`;
    }
  }
  return [...lines, last].join('\n');
}
