import { email } from '../inputs.ts';

/** One mail to one mailbox, as text and as HTML that say the same; `letter.ts` writes both. */
export interface Mail {
  readonly id: string;
  /** One mailbox, `local@domain`; never a list, a display name or a header (D8). */
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Empty where there is none. */
  readonly html: string;
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
    subject: oneLine(mail.subject),
    text: withoutControls(mail.text).replace(/^.+$/gm, folded),
    html: withoutControls(mail.html),
  };
}

/** Line breaks and what nobody sees become a space. */
export function oneLine(text: string): string {
  return text.replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

function withoutControls(text: string): string {
  return text.replace(/[^\P{C}\n]|[\p{Zl}\p{Zp}]/gu, '');
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
