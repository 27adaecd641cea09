import { and, eq, gt, isNull, lt, ne, type SQL, sql } from 'drizzle-orm';
import { FLOW_ATTEMPTS, type Flow, type FlowState } from '../../core/sign-in/flow.ts';
import type { FlowStore } from '../../core/sign-in/store.ts';
import { reported } from './audit.ts';
import { type Database, insertWhere, planned } from './database.ts';
import { endLinks } from './link-rows.ts';
import { newMark } from './marks.ts';
import { followed, spend, wasSpent } from './proofs.ts';
import { endRecoveries } from './recoveries.ts';
import { amrOf, deviceOf, personOf, sessionRow } from './rows.ts';
import { devices, flows, people, sessions } from './schema.ts';

export function flowStore({ reader, writer, atomically }: Database): FlowStore {
  const open = reader
    .select({ flow: flows, person: people })
    .from(flows)
    .innerJoin(people, eq(people.id, flows.personId))
    .where(
      and(
        eq(flows.tokenHash, planned('tokenHash')),
        gt(flows.expiresAt, planned('now')),
        isNull(people.disabledAt),
      ),
    )
    .prepare();
  const held = reader
    .select()
    .from(devices)
    .where(eq(devices.personId, sql.placeholder('person')))
    .prepare();
  const waiting = (tokenHash: string, state: FlowState, now: number) =>
    sql`exists (select 1 from ${flows} where ${flows.tokenHash} = ${tokenHash} and ${flows.state} = ${state} and ${flows.expiresAt} > ${now})`;
  const marked = (tokenHash: string, mark: string) =>
    sql`exists (select 1 from ${flows} where ${flows.tokenHash} = ${tokenHash} and ${flows.spentBy} = ${mark})`;
  /** Whoever shows a device gets back the tries at the phone that he, or somebody else, used up. */
  const arrived = (personId: string, passwordUsedAt: number | undefined, tokenHash: string, mark: string) =>
    writer
      .update(people)
      .set({ recoveryFailures: 0, passwordLastUsed: passwordUsedAt })
      .where(and(eq(people.id, personId), marked(tokenHash, mark)))
      .returning({ id: people.id });

  return {
    async openFlow(flow, phc, audit) {
      const right = sql`exists (select 1 from ${people} where ${people.id} = ${flow.personId} and ${people.password} = ${phc} and ${people.disabledAt} is null)`;
      const opened = sql`exists (select 1 from ${flows} where ${flows.tokenHash} = ${flow.tokenHash})`;
      const [inserted] = await atomically([
        insertWhere(writer, flows, flowRow(flow), right).returning({ state: flows.state }),
        ...reported(writer, audit, opened),
      ]);
      return inserted?.length === 1;
    },
    async openPasskeyFlow(flow) {
      await writer.insert(flows).values(flowRow(flow));
    },
    async takeFlowAttempt(tokenHash, now) {
      const taken = await writer
        .update(flows)
        .set({ attempts: sql`${flows.attempts} + 1` })
        .where(
          and(
            eq(flows.tokenHash, tokenHash),
            gt(flows.expiresAt, now),
            lt(flows.attempts, FLOW_ATTEMPTS),
            ne(flows.state, 'done'),
          ),
        )
        .returning({ state: flows.state });
      return taken.length === 1;
    },
    async findFlow(tokenHash, now) {
      const row = await open.get({ tokenHash, now });
      if (row === undefined || row.flow.state === 'done') return undefined;
      const rows = await held.all({ person: row.person.id });
      const { personId, deviceId, amr, state, expiresAt } = row.flow;
      return {
        flow: {
          tokenHash,
          state,
          expiresAt,
          personId: personId ?? undefined,
          deviceId: deviceId ?? undefined,
          amr: amrOf(amr),
        },
        person: personOf(row.person),
        devices: rows.map(deviceOf),
      };
    },
    async advanceFlow({ tokenHash, state }, personId, proof, outcome, audit) {
      const mark = newMark();
      const next =
        outcome.to === 'session'
          ? { state: 'done' as const }
          : { state: 'new-password' as const, amr: outcome.amr.join(' '), deviceId: outcome.deviceId };
      const [, moved] = await atomically([
        spend(writer, proof, personId, mark, waiting(tokenHash, state, proof.at)),
        writer
          .update(flows)
          .set({ ...next, personId, spentBy: mark })
          .where(
            and(
              eq(flows.tokenHash, tokenHash),
              eq(flows.state, state),
              wasSpent(proof, mark),
              mayComeIn(personId),
            ),
          )
          .returning({ state: flows.state }),
        ...(outcome.to === 'session'
          ? [
              insertWhere(writer, sessions, sessionRow(outcome.session), marked(tokenHash, mark)).returning({
                id: sessions.id,
              }),
            ]
          : []),
        ...followed(writer, proof, mark),
        arrived(personId, state === 'mfa' ? proof.at : undefined, tokenHash, mark),
        endRecoveries(writer, personId, marked(tokenHash, mark)),
        ...reported(writer, audit, marked(tokenHash, mark)),
      ]);
      return moved?.length === 1;
    },
    async finishWithNewPassword(tokenHash, replaces, phc, session, audit) {
      const mark = newMark();
      const { personId, deviceId } = session;
      const initial = sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.password} = ${replaces}
        and ${people.passwordState} = 'initial' and ${people.disabledAt} is null)`;
      const heldAsAsked =
        deviceId === undefined
          ? sql`not exists (select 1 from ${devices} where ${devices.personId} = ${personId})`
          : sql`exists (select 1 from ${devices} where ${devices.id} = ${deviceId} and ${devices.personId} = ${personId})`;
      const [moved] = await atomically([
        writer
          .update(flows)
          .set({ state: 'done', spentBy: mark })
          .where(
            and(
              eq(flows.tokenHash, tokenHash),
              eq(flows.state, 'new-password'),
              gt(flows.expiresAt, session.signedInAt),
              initial,
              heldAsAsked,
            ),
          )
          .returning({ state: flows.state }),
        writer
          .update(people)
          .set({
            password: phc,
            passwordState: 'own',
            passwordExpiresAt: null,
            passwordLastUsed: session.signedInAt,
          })
          .where(and(eq(people.id, personId), marked(tokenHash, mark)))
          .returning({ id: people.id }),
        writer
          .delete(sessions)
          .where(and(eq(sessions.personId, personId), marked(tokenHash, mark)))
          .returning({ id: sessions.id }),
        insertWhere(writer, sessions, sessionRow(session), marked(tokenHash, mark)).returning({
          id: sessions.id,
        }),
        ...reported(writer, audit, marked(tokenHash, mark)),
        writer
          .delete(flows)
          .where(and(eq(flows.personId, personId), ne(flows.tokenHash, tokenHash), marked(tokenHash, mark)))
          .returning({ state: flows.state }),
        endLinks(writer, personId, marked(tokenHash, mark)),
      ]);
      return moved?.length === 1;
    },
    async cancelFlow(tokenHash) {
      await writer.delete(flows).where(eq(flows.tokenHash, tokenHash));
    },
  };
}

/** Without a password nobody has a way to the console, a passkey is none either. */
function mayComeIn(personId: string): SQL {
  return sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.password} is not null)`;
}

function flowRow({ personId, deviceId, amr, ...flow }: Flow): typeof flows.$inferInsert {
  return { ...flow, personId: personId ?? null, deviceId: deviceId ?? null, amr: amr.join(' '), attempts: 0 };
}
