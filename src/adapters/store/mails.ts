import { and, asc, desc, eq, inArray, isNull, lte, notInArray, type SQL, sql } from 'drizzle-orm';
import type { QueuedMail } from '../../core/mail/sealed.ts';
import type { KeptMail, LeasedMail, MailStore } from '../../core/mail/store.ts';
import { nextAttempt } from './back-off.ts';
import { type Database, type Drizzle, insertWhere } from './database.ts';
import { mails, recoveries } from './schema.ts';

export function mailStore({ reader, writer, atomically }: Database): MailStore {
  const due = lte(mails.nextAttemptAt, sql.placeholder('now'));
  const anyDue = reader.select({ one: sql`1` }).from(mails).where(due).limit(1).prepare();
  const latest = reader
    .select()
    .from(mails)
    .orderBy(desc(mails.createdAt), desc(mails.id))
    .limit(sql.placeholder('limit'))
    .prepare();

  return {
    async leaseMails(now, limit) {
      // A look first, because this is asked every second: an idle gateway writes nothing.
      if ((await anyDue.get({ now })) === undefined) return [];
      const first = reader
        .select({ id: mails.id })
        .from(mails)
        .where(lte(mails.nextAttemptAt, now))
        .orderBy(asc(mails.nextAttemptAt))
        .limit(limit);
      const leased = await writer
        .update(mails)
        .set({ attempts: sql`${mails.attempts} + 1`, nextAttemptAt: nextAttempt(mails.attempts, now) })
        .where(inArray(mails.id, first))
        .returning();
      return leased.map(leasedMail);
    },
    async settleMail(id, outcome, keep) {
      const one = eq(mails.id, id);
      // The page of whoever waits for this mail says what became of it.
      const told = writer
        .update(recoveries)
        .set({ mailOutcome: outcome })
        .where(eq(recoveries.mailId, id))
        .returning({ id: recoveries.id });
      if (keep === 0) {
        await atomically([told, writer.delete(mails).where(one).returning({ id: mails.id })]);
        return;
      }
      const kept = reader
        .select({ id: mails.id })
        .from(mails)
        .orderBy(desc(mails.createdAt), desc(mails.id))
        .limit(keep);
      await atomically([
        told,
        writer.update(mails).set({ outcome, nextAttemptAt: null }).where(one).returning({ id: mails.id }),
        // Never what is still to be sent.
        writer
          .delete(mails)
          .where(and(isNull(mails.nextAttemptAt), notInArray(mails.id, kept)))
          .returning({ id: mails.id }),
      ]);
    },
    async mailAttempts(id) {
      const row = await reader.select({ attempts: mails.attempts }).from(mails).where(eq(mails.id, id)).get();
      return row?.attempts ?? 0;
    },
    async latestMails(limit) {
      return (await latest.all({ limit })).map(
        ({ outcome, ...row }): KeptMail => ({ ...queuedMail(row), outcome: outcome ?? undefined }),
      );
    },
  };
}

type Row = typeof mails.$inferSelect;

function leasedMail({ attempts, ...row }: Row): LeasedMail {
  return { ...queuedMail(row), attempts };
}

function queuedMail({
  id,
  to,
  subject,
  text,
  html,
  sealed,
  createdAt,
}: Omit<Row, 'attempts' | 'outcome'>): QueuedMail {
  return { id, to, subject, text, html, sealed: sealed ?? undefined, createdAt };
}

/** The notice of a change, for the same batch as the change, and only where the change's guard held. */
export function mailRow(writer: Drizzle, mail: QueuedMail, condition: SQL) {
  const row = { ...mail, sealed: mail.sealed ?? null, attempts: 0, nextAttemptAt: mail.createdAt };
  return insertWhere(writer, mails, row, condition).returning({ id: mails.id });
}
