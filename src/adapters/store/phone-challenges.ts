import { and, desc, eq, gt, inArray, isNull, lt, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { PhoneChallenge } from '../../core/phone/challenge.ts';
import { NUMBER_CHANGES } from '../../core/phone/limits.ts';
import type { PhoneStore } from '../../core/phone/store.ts';
import { RECOVERY_FAILURES } from '../../core/recovery/cool-off.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere } from './database.ts';
import { newMark } from './marks.ts';
import { mayChangeNumber, numberChanges } from './number-changes.ts';
import { mayComeIn } from './recoveries.ts';
import { personOf } from './rows.ts';
import { people, phoneChallenges, recoveries, sends, sessions } from './schema.ts';
import { fullUntil, queueForSends, type Send, sendRow, withinLimits } from './sends.ts';

export function phoneChallengeStore({ reader, writer, atomically }: Database): PhoneStore {
  const starters = alias(people, 'starters');
  const one = (id: string) => eq(phoneChallenges.id, id);
  const there = (where: SQL | undefined) => sql`exists (select 1 from ${phoneChallenges} where ${where})`;
  const marked = (id: string, mark: string) => there(and(one(id), eq(phoneChallenges.spentBy, mark)));
  /** Who guesses: whoever recovers, or whose session sets the number. */
  const guesserOf = ({ purpose, personId, boundTo }: PhoneChallenge) =>
    purpose === 'recovery'
      ? sql`${personId}`
      : sql`(select ${sessions.personId} from ${sessions} where ${sessions.id} = ${boundTo})`;
  const guesserMay = (challenge: PhoneChallenge) =>
    sql`exists (select 1 from ${people} where ${people.id} = ${guesserOf(challenge)} and ${people.disabledAt} is null and ${people.recoveryFailures} < ${RECOVERY_FAILURES})`;
  /** The recovery that waits for the phone; the challenge of its newest call, once there is one. */
  const waits = ({ boundTo, personId }: PhoneChallenge, now: number, challengeId?: string) =>
    and(
      eq(recoveries.id, boundTo),
      eq(recoveries.personId, personId),
      eq(recoveries.state, 'phone'),
      gt(recoveries.expiresAt, now),
      challengeId === undefined ? undefined : eq(recoveries.challengeId, challengeId),
    );
  const recoveryWaits = (challenge: PhoneChallenge, now: number, challengeId?: string) =>
    challenge.purpose === 'recovery'
      ? sql`exists (select 1 from ${recoveries} where ${waits(challenge, now, challengeId)})`
      : sql`1 = 1`;

  /** ... of a person who may come in this way, at the moment when it rings. */
  const mayBegin = ({ purpose, boundTo }: PhoneChallenge, now: number) =>
    purpose === 'recovery'
      ? sql`exists (select 1 from ${recoveries} where ${recoveries.id} = ${boundTo} and ${mayComeIn(sql`${recoveries.flowHash}`, now)})`
      : sql`1 = 1`;

  return {
    async phoneOf(personId) {
      const row = await reader
        .select({ sealed: people.sealedPhone, verifiedAt: people.phoneVerifiedAt })
        .from(people)
        .where(eq(people.id, personId))
        .get();
      if (row === undefined || row.sealed === null) return undefined;
      return { sealed: row.sealed, verifiedAt: row.verifiedAt ?? undefined };
    },
    async ownerOf(accountId) {
      const row = await reader
        .select()
        .from(people)
        .where(and(eq(people.accountId, accountId), eq(people.kind, 'owner')))
        .get();
      return row && personOf(row);
    },
    async openChallenge(challenge, send, limits, audit) {
      const line: Send = { ...send, channel: 'phone', at: audit.at };
      const opened = there(one(challenge.id));
      const starter = sql`${send.personId}`;
      const room = sql`${withinLimits(line, limits)} and ${mayChangeNumber(challenge, starter, audit.at)}`;
      const held = sql`${permitted(audit)} and ${guesserMay(challenge)} and ${recoveryWaits(challenge, audit.at)} and ${mayBegin(challenge, audit.at)}`;
      const [, inserted] = await atomically([
        queueForSends(writer, audit.at),
        insertWhere(writer, phoneChallenges, challengeRow(challenge), sql`${room} and ${held}`).returning({
          id: phoneChallenges.id,
        }),
        sendRow(writer, line, opened),
        writer
          .update(recoveries)
          .set({ challengeId: challenge.id })
          .where(and(waits(challenge, audit.at), opened))
          .returning({ id: recoveries.id }),
        ...reported(writer, audit, opened),
      ]);
      if (inserted?.length === 1) return 'opened';
      const full = await fullUntil(reader, line, limits);
      if (full !== undefined) return full;
      const changes = await reader
        .select({ at: phoneChallenges.changedAt })
        .from(phoneChallenges)
        .where(numberChanges(challenge, starter, audit.at))
        .orderBy(desc(phoneChallenges.changedAt))
        .limit(1)
        .offset(NUMBER_CHANGES.most - 1)
        .get();
      if (challenge.purpose === 'recovery' || changes === undefined) return 'lost';
      return { retryAt: changes.at + NUMBER_CHANGES.window, full: 'changes' };
    },
    async noteRefused(id) {
      await writer.update(sends).set({ channel: 'refused' }).where(eq(sends.id, id));
    },
    async findChallenge(id) {
      const row = await reader
        .select({ challenge: phoneChallenges, person: people, starter: starters })
        .from(phoneChallenges)
        .innerJoin(people, eq(people.id, phoneChallenges.personId))
        .leftJoin(sessions, eq(sessions.id, phoneChallenges.boundTo))
        .innerJoin(starters, sql`${starters.id} = coalesce(${sessions.personId}, ${people.id})`)
        .where(one(id))
        .get();
      if (row === undefined) return undefined;
      const person = personOf(row.person);
      return { challenge: challengeOf(row.challenge), person, starter: personOf(row.starter) };
    },
    async challengeOf(boundTo) {
      const row = await reader
        .select()
        .from(phoneChallenges)
        .where(eq(phoneChallenges.boundTo, boundTo))
        .orderBy(desc(phoneChallenges.createdAt))
        .limit(1)
        .get();
      return row && challengeOf(row);
    },
    async latestChallenges(limit) {
      const rows = await reader
        .select()
        .from(phoneChallenges)
        .orderBy(desc(phoneChallenges.createdAt))
        .limit(limit)
        .all();
      return rows.map(challengeOf);
    },
    async claimCarrierId(id, carrierId) {
      const others = alias(phoneChallenges, 'others');
      const taken = reader
        .select({ one: sql`1` })
        .from(others)
        .where(and(eq(others.carrierId, carrierId), ne(others.id, id)));
      const claimed = await writer
        .update(phoneChallenges)
        .set({ carrierId })
        .where(
          and(
            one(id),
            or(isNull(phoneChallenges.carrierId), eq(phoneChallenges.carrierId, carrierId)),
            notExists(taken),
          ),
        )
        .returning({ id: phoneChallenges.id });
      return claimed.length === 1;
    },
    async moveChallenge(id, from, to, now, report) {
      const mark = newMark();
      const [moved] = await atomically([
        writer
          .update(phoneChallenges)
          .set({ state: to, changedAt: now, spentBy: mark })
          .where(and(one(id), inArray(phoneChallenges.state, [...from])))
          .returning({ id: phoneChallenges.id }),
        ...(report === undefined ? [] : reported(writer, report, marked(id, mark))),
      ]);
      return moved?.length === 1;
    },
    async takeGuess(challenge, most, now) {
      const mark = newMark();
      const [taken] = await atomically([
        writer
          .update(phoneChallenges)
          .set({ attempts: sql`${phoneChallenges.attempts} + 1`, spentBy: mark })
          .where(
            and(
              one(challenge.id),
              eq(phoneChallenges.state, 'asked'),
              gt(phoneChallenges.expiresAt, now),
              lt(phoneChallenges.attempts, most),
              guesserMay(challenge),
            ),
          )
          .returning({ attempts: phoneChallenges.attempts }),
        writer
          .update(people)
          .set({ recoveryFailures: sql`${people.recoveryFailures} + 1` })
          .where(and(sql`${people.id} = ${guesserOf(challenge)}`, marked(challenge.id, mark)))
          .returning({ id: people.id }),
      ]);
      const [row] = (taken ?? []) as { attempts: number }[];
      return row && most - row.attempts;
    },
    async verifyChallenge(challenge, number, audit) {
      const mark = newMark();
      const { at } = audit;
      const won = marked(challenge.id, mark);
      const starter = sql`(select ${sends.personId} from ${sends} where ${sends.id} = ${challenge.id})`;
      const theirs = eq(people.id, challenge.personId);
      const asItWas =
        number === undefined
          ? sql`1 = 1`
          : sql`exists (select 1 from ${people} where ${theirs} and ${people.sealedPhone} is ${number.replaces ?? null})`;
      const [, verified] = await atomically([
        queueForSends(writer, at),
        writer
          .update(phoneChallenges)
          .set({ state: 'verified', changedAt: at, spentBy: mark })
          .where(
            and(
              one(challenge.id),
              eq(phoneChallenges.state, 'asked'),
              gt(phoneChallenges.expiresAt, at),
              permitted(audit),
              mayChangeNumber(challenge, starter, at),
              recoveryWaits(challenge, at, challenge.id),
              asItWas,
            ),
          )
          .returning({ id: phoneChallenges.id }),
        // The guess that was counted was none.
        writer
          .update(people)
          .set({ recoveryFailures: sql`max(0, ${people.recoveryFailures} - 1)` })
          .where(and(sql`${people.id} = ${guesserOf(challenge)}`, won))
          .returning({ id: people.id }),
        writer
          .update(recoveries)
          .set({ state: 'verified' })
          .where(and(waits(challenge, at, challenge.id), won))
          .returning({ id: recoveries.id }),
        ...(number === undefined
          ? []
          : [
              writer
                .update(people)
                .set({
                  sealedPhone: number.sealed,
                  phoneVerifiedAt: at,
                  recoveryBlockedUntil: sql`max(${people.recoveryBlockedUntil}, ${number.blockedUntil ?? 0})`,
                })
                .where(and(theirs, won))
                .returning({ id: people.id }),
            ]),
        ...reported(writer, audit, won),
      ]);
      return verified?.length === 1;
    },
  };
}

function challengeOf(row: typeof phoneChallenges.$inferSelect): PhoneChallenge {
  const { attempts: _, spentBy: __, carrierId, ...challenge } = row;
  return { ...challenge, carrierId: carrierId ?? undefined };
}

function challengeRow(challenge: PhoneChallenge): typeof phoneChallenges.$inferInsert {
  return { ...challenge, carrierId: challenge.carrierId ?? null, attempts: 0 };
}
