import { and, eq, inArray, notInArray, type SQL, sql } from 'drizzle-orm';
import type { BreakGlassStore, BrokenGlass } from '../../core/account/break-glass.ts';
import { keysOf } from './api-keys.ts';
import { reported } from './audit.ts';
import type { Database, Drizzle } from './database.ts';
import { FREED, forgetDrift, USED } from './device-rows.ts';
import {
  devices,
  driftHistory,
  flows,
  mailLinks,
  people,
  phoneChallenges,
  recoveries,
  sessions,
} from './schema.ts';

export function breakGlassStore({ writer, atomically }: Database): BreakGlassStore {
  return {
    async breakGlass(ownerId, audit) {
      const there = sql`exists (select 1 from ${people} where ${people.id} = ${ownerId} and ${people.kind} = 'owner')`;
      const report = reported(writer, audit, there);
      const statements = breakGlassStatements(writer, ownerId, audit.at);
      const results = await atomically([...report, ...Object.values(statements)]);
      const rows = (name: keyof typeof statements) =>
        results[report.length + Object.keys(statements).indexOf(name)] ?? [];
      return {
        devices: [...rows('deleted'), ...rows('freed')] as BrokenGlass['devices'],
        sessions: rows('sessions').length,
        signIns: rows('flows').length,
        recoveries: rows('recoveries').length,
        apiKeys: rows('apiKeys').length,
      };
    },
  };
}

/** `owner` is the id, or the query that finds it: the same statements are printed for D1, where nobody looked it up. */
export function breakGlassStatements(writer: Drizzle, owner: string | SQL, now: number) {
  const theirs = eq(devices.personId, owner);
  const device = { serialNumber: devices.serialNumber, kind: devices.kind };
  return {
    // Counted first, like every change of a person's devices: batches that count them stand in line here.
    person: writer
      .update(people)
      .set({
        deviceChanges: sql`${people.deviceChanges} + 1`,
        recoveryFailures: 0,
        recoveryBlockedUntil: 0,
      })
      .where(and(eq(people.id, owner), eq(people.kind, 'owner')))
      .returning({ id: people.id }),
    // Before the devices: they say whose history it is.
    drift: forgetDrift(
      writer,
      sql`${driftHistory.deviceId} in (select ${devices.id} from ${devices} where ${theirs})`,
    ),
    deleted: writer
      .delete(devices)
      .where(and(theirs, inArray(devices.kind, ['virtual', 'fido'])))
      .returning(device),
    freed: writer
      .update(devices)
      .set({ ...FREED, lastStep: USED })
      .where(theirs)
      .returning(device),
    sessions: writer.delete(sessions).where(eq(sessions.personId, owner)).returning({ id: sessions.id }),
    flows: writer.delete(flows).where(eq(flows.personId, owner)).returning({ state: flows.state }),
    apiKeys: keysOf(writer, owner, sql`1 = 1`),
    recoveries: writer
      .update(recoveries)
      .set({ state: 'cancelled', linkHash: null })
      .where(and(eq(recoveries.personId, owner), notInArray(recoveries.state, ['done', 'cancelled'])))
      .returning({ id: recoveries.id }),
    // A call that is still ringing would verify a number that somebody else has set.
    calls: writer
      .update(phoneChallenges)
      .set({ state: 'failed', changedAt: now })
      .where(
        and(
          eq(phoneChallenges.personId, owner),
          inArray(phoneChallenges.state, ['placing', 'ringing', 'answered', 'asked']),
        ),
      )
      .returning({ id: phoneChallenges.id }),
    // A link that was mailed would change the password or the address.
    links: writer
      .delete(mailLinks)
      .where(eq(mailLinks.personId, owner))
      .returning({ purpose: mailLinks.purpose }),
  };
}
