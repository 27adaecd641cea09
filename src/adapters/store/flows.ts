import { and, eq, gt, isNull, sql } from 'drizzle-orm';
import type { FlowState } from '../../core/sign-in/flow.ts';
import type { FlowStore } from '../../core/sign-in/store.ts';
import { auditRow, auditRowWhere } from './audit.ts';
import { type Database, insertWhere, planned } from './database.ts';
import { newMark, spend, wasSpent } from './proofs.ts';
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
  const openPasskey = reader
    .select({ one: sql`1` })
    .from(flows)
    .where(
      and(
        eq(flows.tokenHash, sql.placeholder('tokenHash')),
        gt(flows.expiresAt, sql.placeholder('now')),
        eq(flows.state, 'passkey'),
      ),
    )
    .prepare();

  const waiting = (tokenHash: string, state: FlowState, now: number) =>
    sql`exists (select 1 from ${flows} where ${flows.tokenHash} = ${tokenHash} and ${flows.state} = ${state} and ${flows.expiresAt} > ${now})`;
  const marked = (tokenHash: string, mark: string) =>
    sql`exists (select 1 from ${flows} where ${flows.tokenHash} = ${tokenHash} and ${flows.spentBy} = ${mark})`;
  const usedPassword = (personId: string, at: number, tokenHash: string, mark: string) =>
    writer
      .update(people)
      .set({ passwordLastUsed: at })
      .where(and(eq(people.id, personId), marked(tokenHash, mark)))
      .returning({ id: people.id });

  return {
    async openFlow({ amr, personId, deviceId, ...flow }, audit) {
      const row = { ...flow, personId: personId ?? null, deviceId: deviceId ?? null, amr: amr.join(' ') };
      const insert = writer.insert(flows).values(row).returning();
      await atomically(audit === undefined ? [insert] : [insert, auditRow(writer, audit)]);
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
    async passkeyFlowIsOpen(tokenHash, now) {
      return (await openPasskey.get({ tokenHash, now })) !== undefined;
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
          .where(and(eq(flows.tokenHash, tokenHash), eq(flows.state, state), wasSpent(proof, mark)))
          .returning({ state: flows.state }),
        ...(outcome.to === 'session'
          ? [
              insertWhere(writer, sessions, sessionRow(outcome.session), marked(tokenHash, mark)).returning({
                id: sessions.id,
              }),
            ]
          : []),
        ...(state === 'mfa' ? [usedPassword(personId, proof.at, tokenHash, mark)] : []),
        auditRowWhere(writer, audit, marked(tokenHash, mark)),
      ]);
      return moved?.length === 1;
    },
    async finishWithNewPassword(tokenHash, replaces, phc, session, audit) {
      const mark = newMark();
      const [moved] = await atomically([
        writer
          .update(flows)
          .set({ state: 'done', spentBy: mark })
          .where(
            and(
              eq(flows.tokenHash, tokenHash),
              eq(flows.state, 'new-password'),
              gt(flows.expiresAt, session.signedInAt),
              sql`exists (select 1 from ${people} where ${people.id} = ${session.personId} and ${people.password} = ${replaces} and ${people.disabledAt} is null)`,
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
          .where(and(eq(people.id, session.personId), marked(tokenHash, mark)))
          .returning({ id: people.id }),
        insertWhere(writer, sessions, sessionRow(session), marked(tokenHash, mark)).returning({
          id: sessions.id,
        }),
        auditRowWhere(writer, audit, marked(tokenHash, mark)),
      ]);
      return moved?.length === 1;
    },
    async cancelFlow(tokenHash) {
      await writer.delete(flows).where(eq(flows.tokenHash, tokenHash));
    },
  };
}
