import { and, eq, gt, inArray, isNull, or, type SQL, sql } from 'drizzle-orm';
import type { MailLink } from '../../core/mail/link.ts';
import type { MailLinkStore } from '../../core/mail/link-store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, planned } from './database.ts';
import { endLinks, enterMail, linkAndMail, mailLimits, mailSend, wasEntered } from './link-rows.ts';
import { newMark } from './marks.ts';
import { personOf } from './rows.ts';
import { flows, mailLinks, people, sessions } from './schema.ts';
import { fullUntil } from './sends.ts';

export function mailLinkStore({ reader, writer, atomically }: Database): MailLinkStore {
  const byHash = reader
    .select({ link: mailLinks, person: people })
    .from(mailLinks)
    .innerJoin(people, eq(people.id, mailLinks.personId))
    .where(
      and(
        eq(mailLinks.tokenHash, planned('tokenHash')),
        gt(mailLinks.expiresAt, planned('now')),
        isNull(people.disabledAt),
      ),
    )
    .prepare();

  /**
   * The guard of every link: it leaves its mark on the one row, and everything behind it asks for the mark. The batch ends
   * with the row's deletion, so whoever comes second finds none.
   */
  const spend = (link: MailLink, now: number, mark: string, condition: SQL) =>
    writer
      .update(mailLinks)
      .set({ spentBy: mark })
      .where(
        and(
          eq(mailLinks.tokenHash, link.tokenHash),
          eq(mailLinks.purpose, link.purpose),
          eq(mailLinks.personId, link.personId),
          gt(mailLinks.expiresAt, now),
          condition,
        ),
      )
      .returning({ purpose: mailLinks.purpose });
  const wasSpent = ({ tokenHash }: MailLink, mark: string) =>
    sql`exists (select 1 from ${mailLinks} where ${mailLinks.tokenHash} = ${tokenHash} and ${mailLinks.spentBy} = ${mark})`;
  /** The links of the person but this one, then this one: the mark on it is what the others ask for. */
  const endAllLinks = (link: MailLink, mark: string) => [
    endLinks(
      writer,
      link.personId,
      sql`${mailLinks.tokenHash} <> ${link.tokenHash} and ${wasSpent(link, mark)}`,
    ),
    endLinks(writer, link.personId, eq(mailLinks.spentBy, mark)),
  ];
  const endFlows = ({ personId }: MailLink, condition: SQL) =>
    writer
      .delete(flows)
      .where(and(eq(flows.personId, personId), condition))
      .returning({ state: flows.state });

  return {
    async mailPasswordLink(mailed, sent, heldBack) {
      const entered = wasEntered(mailed);
      await atomically([
        ...enterMail(writer, mailed, sent.at, isReachedAt(mailed.link)),
        ...linkAndMail(writer, mailed, entered),
        ...reported(writer, sent, entered),
        ...reported(writer, heldBack, sql`not ${entered}`),
      ]);
    },
    async mailSignInAddressLink(mailed, audit) {
      const entered = wasEntered(mailed);
      const [, inserted] = await atomically([
        ...enterMail(writer, mailed, audit.at, permitted(audit)),
        ...linkAndMail(writer, mailed, entered),
        ...reported(writer, audit, entered),
      ]);
      return inserted?.length === 1;
    },
    async setContactEmail(personId, address, mailed, blockedUntil, audit) {
      const theirs = and(eq(people.id, personId), permitted(audit));
      const may = sql`exists (select 1 from ${people} where ${theirs})`;
      const entering = mailed === undefined ? [] : enterMail(writer, mailed, audit.at, may);
      const guard = mailed === undefined ? may : wasEntered(mailed);
      const same = sql`${people.contactEmail} = ${address ?? ''}`;
      const report = reported(writer, audit, guard);
      const results = await atomically([
        ...entering,
        ...report,
        endLinks(writer, personId, and(inArray(mailLinks.purpose, ['password', 'contact-address']), guard)),
        writer
          .update(people)
          .set({
            contactEmail: address ?? null,
            contactEmailConfirmedAt: sql`case when ${same} then ${people.contactEmailConfirmedAt} end`,
            recoveryBlockedUntil: sql`case when ${people.contactEmail} is null or ${same} then ${people.recoveryBlockedUntil} else ${later(blockedUntil)} end`,
          })
          .where(and(eq(people.id, personId), guard))
          .returning({ id: people.id }),
        ...(mailed === undefined ? [] : linkAndMail(writer, mailed, guard)),
      ]);
      return results[entering.length + report.length + 1]?.length === 1;
    },
    async nextMailAt(personId, limits, now) {
      return (await fullUntil(reader, mailSend('', personId, '', now), mailLimits(limits)))?.retryAt;
    },
    async findMailLink(tokenHash, purposes, now) {
      const row = await byHash.get({ tokenHash, now });
      if (row === undefined || !purposes.includes(row.link.purpose)) return undefined;
      const { spentBy: _, ...link } = row.link;
      return { link, person: personOf(row.person) };
    },
    async resetPassword(link, phc, blockedUntil, audit) {
      const mark = newMark();
      const spent = wasSpent(link, mark);
      const [won] = await atomically([
        spend(link, audit.at, mark, isReachedAt(link)),
        writer
          .update(people)
          .set({
            ...{ password: phc, passwordState: 'own', passwordExpiresAt: null },
            recoveryBlockedUntil: later(blockedUntil),
          })
          .where(and(eq(people.id, link.personId), spent))
          .returning({ id: people.id }),
        writer
          .delete(sessions)
          .where(and(eq(sessions.personId, link.personId), spent))
          .returning({ id: sessions.id }),
        endFlows(link, spent),
        ...reported(writer, audit, spent),
        ...endAllLinks(link, mark),
      ]);
      return won?.length === 1;
    },
    async confirmContactEmail(link, audit) {
      const mark = newMark();
      const spent = wasSpent(link, mark);
      const theirs = sql`exists (select 1 from ${people} where ${people.id} = ${link.personId} and ${people.contactEmail} = ${link.address} and ${people.disabledAt} is null)`;
      const [won] = await atomically([
        spend(link, audit.at, mark, theirs),
        writer
          .update(people)
          .set({ contactEmailConfirmedAt: audit.at })
          .where(and(eq(people.id, link.personId), spent))
          .returning({ id: people.id }),
        ...reported(writer, audit, spent),
        endLinks(writer, link.personId, eq(mailLinks.spentBy, mark)),
      ]);
      return won?.length === 1;
    },
    async changeEmail(link, blockedUntil, audit) {
      const mark = newMark();
      const spent = wasSpent(link, mark);
      const [won] = await atomically([
        spend(link, audit.at, mark, isFreeFor(link)),
        writer
          .update(people)
          .set({ email: link.address, recoveryBlockedUntil: later(blockedUntil) })
          .where(and(eq(people.id, link.personId), spent))
          .returning({ id: people.id }),
        endFlows(link, spent),
        ...reported(writer, audit, spent),
        ...endAllLinks(link, mark),
      ]);
      return won?.length === 1;
    },
  };
}

/** A new password is mailed to the owner's sign-in address, and to a user only where somebody confirmed to read. */
function isReachedAt({ personId, address }: MailLink): SQL {
  const mailbox = or(
    and(eq(people.kind, 'owner'), eq(people.email, address)),
    and(
      eq(people.kind, 'user'),
      eq(people.contactEmail, address),
      sql`${people.contactEmailConfirmedAt} is not null`,
    ),
  );
  return sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.disabledAt} is null and ${people.passwordState} <> 'none' and ${mailbox})`;
}

/** Nobody signs in with the address, and no user of the account is called so: lists show the owner by it. */
function isFreeFor({ personId, address }: MailLink): SQL {
  const owner = sql`(select 1 from ${people} where ${people.id} = ${personId} and ${people.kind} = 'owner' and ${people.disabledAt} is null)`;
  const taken = sql`(select 1 from ${people} as other where other.email = ${address}
    or (other.name_key = ${address} and other.account_id = (select ${people.accountId} from ${people} where ${people.id} = ${personId})))`;
  return sql`exists ${owner} and not exists ${taken}`;
}

/** A cool-off never gets shorter. */
function later(until: number): SQL<number> {
  return sql`case when ${people.recoveryBlockedUntil} > ${until} then ${people.recoveryBlockedUntil} else ${until} end`;
}
