import { and, asc, eq, gt, isNotNull, isNull, ne, or, sql } from 'drizzle-orm';
import { SESSION_IDLE } from '../../core/session/session.ts';
import type { SessionStore } from '../../core/session/store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere, planned } from './database.ts';
import { newMark } from './marks.ts';
import { followed, spend, wasSpent } from './proofs.ts';
import { deviceShown } from './recoveries.ts';
import { accountOf, personOf, sessionOf, sessionRow } from './rows.ts';
import { accounts, devices, flows, people, sessions } from './schema.ts';

export function sessionStore({ reader, writer, atomically }: Database): SessionStore {
  const principal = reader
    .select({
      session: sessions,
      person: people,
      account: accounts,
      devices: sql<number>`(select count(*) from ${devices} where ${devices.personId} = ${people.id})`,
    })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    // A program's token opens nothing as a cookie: its requests are signed.
    .where(and(eq(sessions.tokenHash, planned('tokenHash')), isNull(sessions.accessKeyId)))
    .prepare();

  return {
    async findPrincipal(tokenHash) {
      const row = await principal.get({ tokenHash });
      return (
        row && {
          by: 'session',
          session: sessionOf(row.session),
          person: personOf(row.person),
          account: accountOf(row.account),
          devices: row.devices,
        }
      );
    },
    async mayChange(authority, now) {
      const rows = await reader
        .select({ one: sql`1` })
        .from(sql`(select 1)`)
        .where(permitted({ authority, at: now }))
        .all();
      return rows.length === 1;
    },
    async endSessionByToken(tokenHash) {
      await writer.delete(sessions).where(eq(sessions.tokenHash, tokenHash));
    },
    async touchSession(sessionId, now) {
      await writer.update(sessions).set({ lastSeenAt: now }).where(eq(sessions.id, sessionId));
    },
    async openPasswordSession(session, phc, audit) {
      const stillGood = sql`exists (select 1 from ${people} where ${people.id} = ${session.personId} and ${people.password} = ${phc} and ${people.disabledAt} is null)
        and not exists (select 1 from ${devices} where ${devices.personId} = ${session.personId})`;
      const opened = sql`exists (select 1 from ${sessions} where ${sessions.id} = ${session.id})`;
      const [inserted] = await atomically([
        insertWhere(writer, sessions, sessionRow(session), stillGood).returning({ id: sessions.id }),
        writer
          .update(people)
          .set({ passwordLastUsed: session.signedInAt })
          .where(and(eq(people.id, session.personId), opened))
          .returning({ id: people.id }),
        ...reported(writer, audit, opened),
      ]);
      return inserted?.length === 1;
    },
    async stepUp({ sessionId, newTokenHash, level, amr, provedAt }, proof, audit) {
      const mark = newMark();
      const live = sql`exists (select 1 from ${sessions} where ${sessions.id} = ${sessionId} and ${sessions.expiresAt} > ${provedAt})`;
      const personId = audit.actorId ?? '';
      const good =
        proof === undefined
          ? sql`not exists (select 1 from ${devices} where ${devices.personId} = ${personId})`
          : wasSpent(proof, mark);
      const renewed = writer
        .update(sessions)
        .set({
          tokenHash: newTokenHash,
          level,
          amr: amr.join(' '),
          provedAt,
          lastSeenAt: provedAt,
          ...(proof && { deviceId: proof.device.id }),
        })
        .where(and(eq(sessions.id, sessionId), eq(sessions.personId, personId), good))
        .returning({ id: sessions.id });
      const done = sql`exists (select 1 from ${sessions} where ${sessions.tokenHash} = ${newTokenHash})`;
      const spending =
        proof === undefined
          ? []
          : [spend(writer, proof, personId, mark, live), ...followed(writer, proof, mark)];
      const shown = proof === undefined ? [] : deviceShown(writer, personId, done);
      const results = await atomically([...spending, renewed, ...shown, ...reported(writer, audit, done)]);
      return results[spending.length]?.length === 1;
    },
    async sessionsOf(personId, now) {
      const rows = await reader
        .select()
        .from(sessions)
        .where(
          and(
            eq(sessions.personId, personId),
            gt(sessions.expiresAt, now),
            or(gt(sessions.lastSeenAt, now - SESSION_IDLE), isNotNull(sessions.accessKeyId)),
          ),
        )
        .orderBy(asc(sessions.signedInAt))
        .all();
      return rows.map(sessionOf);
    },
    async endSession(personId, sessionId, audit) {
      const theirs = and(eq(sessions.id, sessionId), eq(sessions.personId, personId), permitted(audit));
      // The report first, while there still is a session to report.
      const results = await atomically([
        ...reported(writer, audit, sql`exists (select 1 from ${sessions} where ${theirs})`),
        writer.delete(sessions).where(theirs).returning({ id: sessions.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
    async endSessions(personId, keep, audit) {
      const may = permitted(audit);
      // Reported first, and the sessions last: the one that asks may be among them.
      const results = await atomically([
        ...reported(writer, audit, may),
        writer
          .delete(flows)
          .where(and(eq(flows.personId, personId), may))
          .returning({ state: flows.state }),
        writer
          .delete(sessions)
          .where(and(eq(sessions.personId, personId), ne(sessions.id, keep ?? ''), may))
          .returning({ expiresAt: sessions.expiresAt }),
      ]);
      // A program's that was over lay there only to be told so.
      const ended = results.at(-1) as { expiresAt: number }[];
      return ended.filter(({ expiresAt }) => expiresAt > audit.at).length;
    },
  };
}
