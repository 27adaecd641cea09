import { and, eq, gt, inArray, notInArray, type SQL, sql } from 'drizzle-orm';
import {
  type BreakGlassStore,
  type BrokenGlass,
  breakGlassEvents,
  type Opening,
} from '../../core/account/break-glass.ts';
import { reported } from './audit.ts';
import type { Database, Drizzle } from './database.ts';
import { FREED, forgetDrift, USED } from './device-rows.ts';
import { forgetTags } from './device-tags.ts';
import { keysOf } from './keys.ts';
import {
  devices,
  deviceTags,
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
    async breakGlass(ownerId, opening, audit) {
      const owner = ownerToOpen(sql`${people.id} = ${ownerId}`, opening);
      const report = breakGlassEvents(opening).flatMap((event, at) =>
        // One notice tells all of it.
        reported(writer, at === 0 ? audit : { ...audit, event, notice: undefined }, sql`exists ${owner}`),
      );
      const statements = breakGlassStatements(writer, owner, opening, audit.at);
      const results = await atomically([...report, ...Object.values(statements)]);
      const rows = (name: keyof typeof statements) =>
        results[report.length + Object.keys(statements).indexOf(name)] ?? [];
      if (rows('person').length === 0) return undefined;
      return {
        devices: [...rows('deleted'), ...rows('freed')] as BrokenGlass['devices'],
        sessions: rows('sessions').length,
        signIns: rows('flows').length,
        recoveries: rows('recoveries').length,
        apiKeys: rows('apiKeys').length + rows('accessKeys').length,
      };
    },
  };
}

/**
 * The query that every statement asks for the owner's id: it finds nobody where nothing may be done. `named` says whom,
 * about the row of `people` around it.
 */
export function ownerToOpen(named: SQL, { password, email }: Opening): SQL {
  // Whoever came in may have set the password of an owner who said "this was not me".
  const known = password === undefined ? sql`${people.disabledAt} is null` : sql`1 = 1`;
  // As the link that confirms an address has it: lists show the owner by it, so no user is called so either.
  const free =
    email === undefined
      ? sql`1 = 1`
      : sql`not exists (select 1 from ${people} as other where (other.email = ${email} and other.id <> ${people.id})
          or (other.name_key = ${email} and other.account_id = ${people.accountId}))`;
  return sql`(select ${people.id} from ${people} where ${people.kind} = 'owner' and (${named}) and ${known} and ${free})`;
}

/** `owner` is the query that finds the id: the same statements are printed for D1, where nobody looked it up. */
export function breakGlassStatements(writer: Drizzle, owner: SQL, { password, email }: Opening, now: number) {
  const theirs = eq(devices.personId, owner);
  const [sessionsOfKeys, apiKeys, accessKeys] = keysOf(writer, owner, sql`1 = 1`);
  const device = { serialNumber: devices.serialNumber, kind: devices.kind };
  return {
    // Counted first, like every change of a person's devices: batches that count them stand in line here.
    counted: writer
      .update(people)
      .set({ deviceChanges: sql`${people.deviceChanges} + 1` })
      .where(eq(people.id, owner))
      .returning({ id: people.id }),
    // Before the devices: they say whose history it is.
    drift: forgetDrift(
      writer,
      sql`${driftHistory.deviceId} in (select ${devices.id} from ${devices} where ${theirs})`,
    ),
    tags: forgetTags(
      writer,
      sql`${deviceTags.deviceId} in (select ${devices.id} from ${devices} where ${theirs})`,
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
    sessionsOfKeys,
    apiKeys,
    accessKeys,
    recoveries: writer
      .update(recoveries)
      .set({ state: 'cancelled', linkHash: null })
      .where(and(eq(recoveries.personId, owner), notInArray(recoveries.state, ['done', 'cancelled'])))
      .returning({ id: recoveries.id }),
    // A mail of a recovery that is over would shut the owner out again.
    notMe: writer
      .update(recoveries)
      .set({ cancellableUntil: now })
      .where(and(eq(recoveries.personId, owner), gt(recoveries.cancellableUntil, now)))
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
    // Last: until then every statement finds the owner as the first one did, and nobody is let in before all is ended.
    person: writer
      .update(people)
      .set({
        disabledAt: null,
        recoveryFailures: 0,
        recoveryBlockedUntil: 0,
        ...(email === undefined ? {} : { email }),
        ...(password === undefined
          ? {}
          : {
              password: password.phc,
              passwordState: password.state,
              passwordExpiresAt: password.expiresAt ?? null,
            }),
      })
      .where(eq(people.id, owner))
      .returning({ id: people.id }),
  };
}
