import { and, eq, type SQL, sql } from 'drizzle-orm';
import type { MailLimits } from '../../core/mail/limits.ts';
import type { MailedLink } from '../../core/mail/link.ts';
import { type Drizzle, insertWhere, type Statement } from './database.ts';
import { mailRow } from './mails.ts';
import { mailLinks, sends } from './schema.ts';
import { type Limit, queueForSends, type Send, sendRow, withinLimits } from './sends.ts';

/** Ends what was mailed to a person before: after a new password or address no old link lets anybody in (D3). */
export function endLinks(writer: Drizzle, personId: string, condition: SQL | undefined) {
  return writer
    .delete(mailLinks)
    .where(and(eq(mailLinks.personId, personId), condition))
    .returning({ purpose: mailLinks.purpose });
}

/** Enters a mail with a link into the ledger, where there is room and `condition` holds; the rest asks `wasEntered`. */
export function enterMail(writer: Drizzle, mailed: MailedLink, at: number, condition: SQL): Statement[] {
  const { sendId, link, network, limits } = mailed;
  const send = mailSend(sendId, link.personId, network, at);
  const room = withinLimits(send, mailLimits(limits));
  return [queueForSends(writer, at), sendRow(writer, send, sql`${condition} and ${room}`)];
}

export function wasEntered({ sendId }: MailedLink): SQL {
  return sql`exists (select 1 from ${sends} where ${sends.id} = ${sendId})`;
}

export function mailSend(id: string, personId: string, network: string, at: number): Send {
  return { id, channel: 'mail', personId, network, at };
}

export function mailLimits({ hour, day }: MailLimits): Limit[] {
  return [
    { of: 'person', most: hour, window: 3_600_000 },
    { of: 'person', most: day, window: 24 * 3_600_000 },
  ];
}

/** The link and the mail that carries it; an earlier link of the kind is dead (D3). */
export function linkAndMail(writer: Drizzle, { link, mail }: MailedLink, condition: SQL): Statement[] {
  const { tokenHash, address, expiresAt } = link;
  return [
    insertWhere(writer, mailLinks, link, condition)
      .onConflictDoUpdate({
        target: [mailLinks.personId, mailLinks.purpose],
        set: { tokenHash, address, expiresAt, spentBy: null },
      })
      .returning({ purpose: mailLinks.purpose }),
    mailRow(writer, mail, condition),
  ];
}
