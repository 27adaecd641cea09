import { and, desc, eq, gt, gte, inArray, lt, lte, ne, type SQL, sql } from 'drizzle-orm';
import { MAIL_LIMITS } from '../../core/mail/limits.ts';
import { RECOVERY_FAILURES } from '../../core/recovery/cool-off.ts';
import { MATCH_ATTEMPTS, type Recovery } from '../../core/recovery/recovery.ts';
import type { FoundRecovery, RecoveryStore } from '../../core/recovery/store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, type Drizzle, insertWhere, type Statement } from './database.ts';
import { keysOf } from './keys.ts';
import { endLinks, mailLimits, mailSend } from './link-rows.ts';
import { mailRow } from './mails.ts';
import { newMark } from './marks.ts';
import { personOf, sessionRow } from './rows.ts';
import { accounts, flows, people, phoneChallenges, recoveries, sends, sessions } from './schema.ts';
import { queueForSends, sendRow, withinLimits } from './sends.ts';

export function recoveryStore({ reader, writer, atomically }: Database): RecoveryStore {
  const found = () =>
    reader
      .select({ recovery: recoveries, person: people })
      .from(recoveries)
      .innerJoin(people, eq(people.id, recoveries.personId));
  const marked = (id: string, mark: string) =>
    sql`exists (select 1 from ${recoveries} where ${recoveries.id} = ${id} and ${recoveries.spentBy} = ${mark})`;
  const flowIsOpen = (now: number) => mayComeIn(sql`${recoveries.flowHash}`, now);
  const waitsForLink = (linkHash: string, now: number) =>
    and(
      eq(recoveries.linkHash, linkHash),
      eq(recoveries.state, 'mail'),
      gt(recoveries.linkExpiresAt, now),
      gt(recoveries.expiresAt, now),
      flowIsOpen(now),
    );
  /** Mail and phone are verified, and nobody has to wait any more. */
  const isReady = ({ id }: Recovery, now: number): SQL =>
    sql`exists (select 1 from ${recoveries} where ${recoveries.id} = ${id} and ${recoveries.expiresAt} > ${now}
      and (${recoveries.state} = 'verified' or (${recoveries.state} = 'waiting' and ${recoveries.readyAt} <= ${now}))
      and exists (select 1 from ${phoneChallenges} where ${phoneChallenges.id} = ${recoveries.challengeId}
        and ${phoneChallenges.boundTo} = ${id} and ${phoneChallenges.purpose} = 'recovery' and ${phoneChallenges.state} = 'verified')
      and ${flowIsOpen(now)})`;
  /** How long the account lets a finished recovery wait, now. */
  const accountSays = (personId: string) =>
    sql`(select ${accounts.recoveryDelayHours} from ${accounts} join ${people} on ${people.accountId} = ${accounts.id} where ${people.id} = ${personId})`;
  /** Everything else that is signed in, or signing in, as the person. */
  const endTheRest = (
    personId: string,
    keep: { session?: string; flow?: string },
    condition: SQL,
  ): Statement[] => [
    writer
      .delete(sessions)
      .where(and(eq(sessions.personId, personId), ne(sessions.id, keep.session ?? ''), condition))
      .returning({ id: sessions.id }),
    writer
      .delete(flows)
      .where(and(eq(flows.personId, personId), ne(flows.tokenHash, keep.flow ?? ''), condition))
      .returning({ state: flows.state }),
    ...keysOf(writer, personId, condition),
    // A link that a stolen session had mailed must not outlive it.
    endLinks(writer, personId, condition),
  ];

  return {
    async findRecovery(flowHash, now) {
      const row = await reader
        .select()
        .from(recoveries)
        .where(and(eq(recoveries.flowHash, flowHash), gt(recoveries.expiresAt, now)))
        .get();
      return row && recoveryOf(row);
    },
    async findByLink(linkHash, now) {
      return foundOf(await found().where(waitsForLink(linkHash, now)).get());
    },
    async findByCancelLink(cancelHash, now) {
      return foundOf(
        await found()
          .where(and(eq(recoveries.cancelHash, cancelHash), gt(recoveries.cancellableUntil, now)))
          .get(),
      );
    },
    async mailLink({ recovery, linkHash, cancelHash, mail, network }, audit) {
      const now = audit.at;
      const { personId } = recovery;
      const open = sql`${permitted(audit)} and ${mayComeIn(sql`${recovery.flowHash}`, now)}`;
      const waiting = sql`not exists (select 1 from ${recoveries} where ${recoveries.flowHash} = ${recovery.flowHash} and ${recoveries.state} <> 'mail')`;
      const send = mailSend(mail.id, personId, network, now);
      const sent = sql`exists (select 1 from ${sends} where ${sends.id} = ${mail.id})`;
      const [, counted] = await atomically([
        queueForSends(writer, now),
        sendRow(writer, send, sql`${open} and ${waiting} and ${withinLimits(send, mailLimits(MAIL_LIMITS))}`),
        insertWhere(writer, recoveries, rowOf(recovery, linkHash, cancelHash), sent)
          .onConflictDoUpdate({
            target: recoveries.flowHash,
            set: {
              linkHash,
              mailId: mail.id,
              mailedAt: now,
              mailOutcome: null,
              linkExpiresAt: recovery.linkExpiresAt,
              expiresAt: recovery.expiresAt,
              cancellableUntil: recovery.cancellableUntil,
            },
          })
          .returning({ id: recoveries.id }),
        writer
          .update(flows)
          .set({ expiresAt: recovery.expiresAt })
          .where(and(eq(flows.tokenHash, recovery.flowHash), lt(flows.expiresAt, recovery.expiresAt), sent))
          .returning({ state: flows.state }),
        mailRow(writer, mail, sent),
        ...reported(writer, audit, sent),
      ]);
      if (counted?.length === 1) return 'mailed';
      const stillOpen = await reader
        .select({ one: sql`1` })
        .from(sql`(select 1)`)
        .where(sql`${open} and ${waiting}`)
        .all();
      return stillOpen.length === 1 ? 'limit' : 'ended';
    },
    async sendsOf(personId, channel, since) {
      const rows = await reader
        .select({ at: sends.at })
        .from(sends)
        .where(and(eq(sends.personId, personId), eq(sends.channel, channel), gt(sends.at, since)))
        .orderBy(desc(sends.at))
        .all();
      return rows.map(({ at }) => at);
    },
    async takeMatchAttempt(linkHash, now) {
      const taken = await writer
        .update(recoveries)
        .set({ linkFailures: sql`${recoveries.linkFailures} + 1` })
        .where(and(waitsForLink(linkHash, now), lt(recoveries.linkFailures, MATCH_ATTEMPTS)))
        .returning({ id: recoveries.id });
      return taken.length === 1;
    },
    async redeemLink(linkHash, audit) {
      const mark = newMark();
      const id = audit.resource ?? '';
      const [redeemed] = await atomically([
        writer
          .update(recoveries)
          .set({ state: 'phone', linkHash: null, spentBy: mark })
          .where(waitsForLink(linkHash, audit.at))
          .returning({ id: recoveries.id }),
        ...reported(writer, audit, marked(id, mark)),
      ]);
      return redeemed?.length === 1;
    },
    async delayRecovery(recovery, readyAt, expiresAt, audit) {
      const mark = newMark();
      const [delayed] = await atomically([
        writer
          .update(recoveries)
          .set({
            ...{ state: 'waiting', readyAt, expiresAt, spentBy: mark },
            // As long as it can still come to a session.
            cancellableUntil: Math.max(recovery.cancellableUntil, expiresAt),
          })
          .where(
            and(
              eq(recoveries.id, recovery.id),
              eq(recoveries.state, 'verified'),
              isReady(recovery, audit.at),
            ),
          )
          .returning({ id: recoveries.id }),
        writer
          .update(flows)
          .set({ expiresAt })
          .where(and(eq(flows.tokenHash, recovery.flowHash), marked(recovery.id, mark)))
          .returning({ state: flows.state }),
        ...reported(writer, audit, marked(recovery.id, mark)),
      ]);
      return delayed?.length === 1;
    },
    async finishRecovery(recovery, session, delayHours, cancellableUntil, audit) {
      const mark = newMark();
      const { id, personId, flowHash } = recovery;
      const entered = marked(id, mark);
      const [done] = await atomically([
        writer
          .update(recoveries)
          .set({
            ...{ state: 'done', sessionId: session.id, enteredAt: session.signedInAt },
            ...{ cancellableUntil, spentBy: mark },
          })
          .where(
            and(
              eq(recoveries.id, id),
              inArray(recoveries.state, ['verified', 'waiting']),
              isReady(recovery, audit.at),
              sql`(${recoveries.state} = 'waiting' or ${accountSays(personId)} <= ${delayHours})`,
            ),
          )
          .returning({ id: recoveries.id }),
        writer
          .update(flows)
          .set({ state: 'done', spentBy: mark })
          .where(and(eq(flows.tokenHash, flowHash), entered))
          .returning({ state: flows.state }),
        ...endTheRest(personId, { flow: flowHash }, entered),
        insertWhere(writer, sessions, sessionRow(session), entered).returning({ id: sessions.id }),
        // What was typed wrong on the way is over; what locks a device stays for the person to see and to clear.
        writer
          .update(people)
          .set({ recoveryFailures: 0, passwordLastUsed: audit.at })
          .where(and(eq(people.id, personId), entered))
          .returning({ id: people.id }),
        ...reported(writer, audit, entered),
      ]);
      return done?.length === 1;
    },
    async cameToSession({ personId, startedAt }, now) {
      const row = await reader
        .select({ id: recoveries.id })
        .from(recoveries)
        .where(
          and(
            eq(recoveries.personId, personId),
            eq(recoveries.state, 'done'),
            gte(recoveries.enteredAt, startedAt),
            gt(recoveries.cancellableUntil, now),
          ),
        )
        .get();
      return row !== undefined;
    },
    async cancelRecovery({ id: recoveryId, personId, startedAt }, blockedUntil, audit) {
      const mark = newMark();
      const cancelled = marked(recoveryId, mark);
      const theirs = and(eq(recoveries.personId, personId), ne(recoveries.state, 'cancelled'));
      const entered = sql`exists (select 1 from ${recoveries} where ${recoveries.personId} = ${personId} and ${recoveries.spentBy} = ${mark} and ${recoveries.enteredAt} >= ${startedAt})`;
      const end = { state: 'cancelled', linkHash: null, spentBy: mark } as const;
      const [ended] = await atomically([
        writer
          .update(recoveries)
          .set(end)
          .where(and(eq(recoveries.id, recoveryId), theirs))
          .returning({ id: recoveries.id }),
        // Another browser may have begun one beside it, and the mail of either is good for both.
        writer.update(recoveries).set(end).where(and(theirs, cancelled)).returning({ id: recoveries.id }),
        ...endTheRest(personId, {}, entered),
        writer
          .delete(flows)
          .where(and(eq(flows.personId, personId), cancelled))
          .returning({ state: flows.state }),
        // Whoever asked for this may have asked for a new password, too.
        endLinks(writer, personId, cancelled),
        writer
          .update(people)
          .set({ recoveryBlockedUntil: blockedUntil })
          .where(and(eq(people.id, personId), lte(people.recoveryBlockedUntil, blockedUntil), cancelled))
          .returning({ id: people.id }),
        writer
          .update(people)
          .set({ disabledAt: audit.at })
          .where(and(eq(people.id, personId), entered))
          .returning({ id: people.id }),
        ...reported(writer, audit, cancelled),
      ]);
      return ended?.length === 1;
    },
    async lostDeviceOf(sessionId) {
      const row = await reader
        .select({ serialNumber: recoveries.lostSerialNumber, kind: recoveries.lostKind })
        .from(recoveries)
        .where(eq(recoveries.sessionId, sessionId))
        .get();
      return row?.serialNumber && row.kind ? { serialNumber: row.serialNumber, kind: row.kind } : undefined;
    },
  };
}

/** A flow still waits for its second factor, and its person may come in this way: may-recover.ts, asked by the statement. */
export function mayComeIn(flowHash: SQL, now: number): SQL {
  const offered = sql`(${people.recovery} = 'allowed' or (${people.recovery} = 'default'
    and (${accounts.selfServiceRecovery} = 'everyone' or (${accounts.selfServiceRecovery} = 'owner' and ${people.kind} = 'owner'))))`;
  return sql`exists (select 1 from ${flows} join ${people} on ${people.id} = ${flows.personId} join ${accounts} on ${accounts.id} = ${people.accountId}
    where ${flows.tokenHash} = ${flowHash} and ${flows.state} = 'mfa' and ${flows.expiresAt} > ${now}
    and ${people.disabledAt} is null and ${people.passwordState} = 'own' and ${people.phoneVerifiedAt} is not null
    and (${people.kind} = 'owner' or (${people.contactEmail} is not null and ${people.contactEmailConfirmedAt} is not null))
    and ${people.recoveryBlockedUntil} <= ${now} and ${people.recoveryFailures} < ${RECOVERY_FAILURES} and ${offered})`;
}

/** A device was shown: whatever goes around it is not needed, or not the person's. */
export function endRecoveries(writer: Drizzle, personId: string, condition: SQL) {
  return writer
    .update(recoveries)
    .set({ state: 'cancelled', linkHash: null })
    .where(
      and(
        eq(recoveries.personId, personId),
        inArray(recoveries.state, ['mail', 'phone', 'verified', 'waiting']),
        condition,
      ),
    )
    .returning({ id: recoveries.id });
}

/** What a session that comes of a device's proof ends: recoveries under way, and the count of failed ones. */
export function deviceShown(writer: Drizzle, personId: string, condition: SQL): Statement[] {
  return [
    endRecoveries(writer, personId, condition),
    writer
      .update(people)
      .set({ recoveryFailures: 0 })
      .where(and(eq(people.id, personId), condition))
      .returning({ id: people.id }),
  ];
}

function rowOf(
  { lost, ...recovery }: Recovery,
  linkHash: string,
  cancelHash: string,
): typeof recoveries.$inferInsert {
  return {
    ...recovery,
    lostSerialNumber: lost?.serialNumber,
    lostKind: lost?.kind,
    linkHash,
    cancelHash,
    linkFailures: 0,
  };
}

function recoveryOf(row: typeof recoveries.$inferSelect): Recovery {
  const { lostSerialNumber, lostKind, mailOutcome, challengeId, readyAt, ...rest } = row;
  return {
    id: rest.id,
    flowHash: rest.flowHash,
    personId: rest.personId,
    state: rest.state,
    lost: lostSerialNumber && lostKind ? { serialNumber: lostSerialNumber, kind: lostKind } : undefined,
    mailId: rest.mailId,
    mailedAt: rest.mailedAt,
    mailOutcome: mailOutcome ?? undefined,
    linkExpiresAt: rest.linkExpiresAt,
    sealedMatchNumber: rest.sealedMatchNumber,
    sealedCancelToken: rest.sealedCancelToken,
    challengeId: challengeId ?? undefined,
    readyAt: readyAt ?? undefined,
    startedAt: rest.startedAt,
    expiresAt: rest.expiresAt,
    cancellableUntil: rest.cancellableUntil,
  };
}

function foundOf(
  row: { recovery: typeof recoveries.$inferSelect; person: typeof people.$inferSelect } | undefined,
): FoundRecovery | undefined {
  return row && { recovery: recoveryOf(row.recovery), person: personOf(row.person) };
}
