import { and, asc, eq, gt, inArray, isNotNull, isNull, ne, notExists, or, type SQL, sql } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { AuditEvent } from '../../core/audit/event.ts';
import { comparable } from '../../core/identifiers.ts';
import type { PeopleStore, RightsChange } from '../../core/people/store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere, type Statement } from './database.ts';
import { FREED, forgetDrift, lockedAt, USED } from './device-rows.ts';
import { forgetTags } from './device-tags.ts';
import { keysOf, madeByOthers, madeForOthers } from './keys.ts';
import { endLinks, enterMail, linkAndMail, wasEntered } from './link-rows.ts';
import { personOf, personRow } from './rows.ts';
import {
  accessKeys,
  devices,
  deviceTags,
  driftHistory,
  flows,
  mailLinks,
  people,
  sessions,
} from './schema.ts';

export function peopleStore({ reader, writer, atomically }: Database): PeopleStore {
  const byEmail = reader
    .select()
    .from(people)
    .where(eq(people.email, sql.placeholder('email')))
    .prepare();
  const byName = reader
    .select()
    .from(people)
    .where(and(eq(people.accountId, sql.placeholder('account')), eq(people.nameKey, sql.placeholder('name'))))
    .prepare();

  /** One field of a user, with the report before it. */
  const change = async (
    personId: string,
    field: SQLiteUpdateSetSource<typeof people>,
    audit: AuditEvent,
    condition?: SQL,
  ) => {
    const theirs = and(eq(people.id, personId), eq(people.kind, 'user'), condition, permitted(audit));
    const report = reported(writer, audit, sql`exists (select 1 from ${people} where ${theirs})`);
    const results = await atomically([
      ...report,
      writer.update(people).set(field).where(theirs).returning({ id: people.id }),
    ]);
    return results[report.length]?.length === 1;
  };

  const endBegun = (personId: string, condition: SQL): Statement[] => [
    writer
      .delete(sessions)
      .where(and(eq(sessions.personId, personId), condition))
      .returning({ id: sessions.id }),
    writer
      .delete(flows)
      .where(and(eq(flows.personId, personId), condition))
      .returning({ state: flows.state }),
  ];
  const endedWith: Record<RightsChange, (personId: string, condition: SQL) => Statement[]> = {
    same: () => [],
    // Whoever makes keys in his name, while that reads nothing, does not read with them.
    reads: (personId, condition) => [...madeByOthers(writer, personId, condition)],
    // While he was nobody, everybody who manages users could be him: what was begun in his name may be somebody else's.
    first: (personId, condition) => [
      ...endBegun(personId, condition),
      endLinks(writer, personId, condition),
      ...keysOf(writer, personId, condition),
    ],
    // What somebody has begun ends with the right to it, and so do the keys that he made for others.
    less: (personId, condition) => [
      ...endBegun(personId, condition),
      ...madeForOthers(writer, personId, condition),
    ],
  };

  return {
    async findOwner(email) {
      const row = await byEmail.get({ email });
      return row && personOf(row);
    },
    async findUser(account, name) {
      const row = await byName.get({ account, name });
      return row && personOf(row);
    },
    async findPerson(id) {
      const row = await reader.select().from(people).where(eq(people.id, id)).get();
      return row && personOf(row);
    },
    async listUsers(accountId, pathPrefix, after, limit, now) {
      const rows = await reader
        .select({
          person: people,
          devices: sql<number>`count(${devices.id})`,
          lockedDevices: sql<number>`count(case when ${lockedAt(now)} then 1 end)`,
        })
        .from(people)
        .leftJoin(devices, eq(devices.personId, people.id))
        .where(
          and(
            eq(people.accountId, accountId),
            eq(people.kind, 'user'),
            sql`substr(${people.path}, 1, ${pathPrefix.length}) = ${pathPrefix}`,
            gt(people.nameKey, after ?? ''),
          ),
        )
        .groupBy(people.id)
        .orderBy(asc(people.nameKey))
        .limit(limit)
        .all();
      return rows.map(({ person, ...counts }) => ({ person: personOf(person), ...counts }));
    },
    async createUser(user, audit, mailed) {
      const name = comparable(user.userName ?? '');
      const free = sql`not exists (select 1 from ${people} where ${people.accountId} = ${user.accountId} and ${people.nameKey} = ${name}) and ${permitted(audit)}`;
      const there = sql`exists (select 1 from ${people} where ${people.id} = ${user.id})`;
      const [created] = await atomically([
        insertWhere(writer, people, personRow(user, undefined), free)
          .onConflictDoNothing()
          .returning({ id: people.id }),
        ...reported(writer, audit, there),
        ...(mailed === undefined
          ? []
          : [
              ...enterMail(writer, mailed, audit.at, there),
              ...linkAndMail(writer, mailed, wasEntered(mailed)),
            ]),
      ]);
      return created?.length === 1;
    },
    async renameUser({ id, accountId }, { userName, path }, audit) {
      const nameKey = comparable(userName);
      const taken = sql`exists (select 1 from ${people} as other where other.account_id = ${accountId} and other.id <> ${id}
        and (other.name_key = ${nameKey} or other.email = ${nameKey}))`;
      // Policies speak of names and paths: what was allowed under the old ones loses, as if a policy had changed.
      const policyVersion = sql`${people.policyVersion} + 1`;
      return change(id, { userName, nameKey, path, policyVersion }, audit, sql`not ${taken}`);
    },
    async deleteUser(personId, force, audit) {
      const held = reader.select({ one: sql`1` }).from(devices).where(eq(devices.personId, personId));
      const keys = reader.select({ one: sql`1` }).from(accessKeys).where(eq(accessKeys.personId, personId));
      const leaving = and(
        eq(people.id, personId),
        eq(people.kind, 'user'),
        force ? undefined : and(notExists(held), notExists(keys), isNull(people.password)),
        permitted(audit),
      );
      const gone = sql`not exists (select 1 from ${people} where ${people.id} = ${personId})`;
      const theirDevices = or(
        eq(devices.personId, personId),
        and(isNull(devices.personId), eq(devices.createdBy, personId)),
      );
      const report = reported(writer, audit, sql`exists (select 1 from ${people} where ${leaving})`);
      const results = await atomically([
        writer
          .update(people)
          .set({ deviceChanges: sql`${people.deviceChanges} + 1` })
          .where(eq(people.id, personId))
          .returning({ id: people.id }),
        ...report,
        writer.delete(people).where(leaving).returning({ id: people.id }),
        // Before the devices: they say whose history it is.
        forgetDrift(
          writer,
          sql`${driftHistory.deviceId} in (select ${devices.id} from ${devices} where ${devices.personId} = ${personId}) and ${gone}`,
        ),
        forgetTags(
          writer,
          sql`${deviceTags.deviceId} in (select ${devices.id} from ${devices} where ${theirDevices}) and ${gone}`,
        ),
        writer
          .delete(devices)
          .where(and(theirDevices, inArray(devices.kind, ['virtual', 'fido']), gone))
          .returning({ id: devices.id }),
        writer
          .update(devices)
          .set({ ...FREED, lastStep: USED })
          .where(and(eq(devices.personId, personId), gone))
          .returning({ id: devices.id }),
        writer
          .delete(sessions)
          .where(and(eq(sessions.personId, personId), gone))
          .returning({ id: sessions.id }),
        writer
          .delete(flows)
          .where(and(eq(flows.personId, personId), gone))
          .returning(),
        endLinks(writer, personId, gone),
        ...keysOf(writer, personId, gone),
      ]);
      return results[1 + report.length]?.length === 1;
    },
    async setDisabled(personId, disabledAt, audit) {
      const theirs = and(eq(people.id, personId), permitted(audit));
      const disabled = sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.disabledAt} is not null)`;
      const report = reported(writer, audit, sql`exists (select 1 from ${people} where ${theirs})`);
      const results = await atomically([
        ...report,
        writer
          .update(people)
          .set({ disabledAt: disabledAt ?? null })
          .where(theirs)
          .returning({ id: people.id }),
        writer
          .delete(sessions)
          .where(and(eq(sessions.personId, personId), disabled))
          .returning({ id: sessions.id }),
        writer
          .delete(flows)
          .where(and(eq(flows.personId, personId), disabled))
          .returning({ state: flows.state }),
        endLinks(writer, personId, disabled),
        ...keysOf(writer, personId, disabled),
      ]);
      return results[report.length]?.length === 1;
    },
    async setPassword(personId, { phc, state, expiresAt }, replaces, keepSession, audit) {
      const changed = sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.password} = ${phc})`;
      const byHimself = audit.actorId === personId;
      const [updated] = await atomically([
        writer
          .update(people)
          .set({ password: phc, passwordState: state, passwordExpiresAt: expiresAt ?? null })
          .where(
            and(
              eq(people.id, personId),
              replaces === undefined
                ? undefined
                : replaces === null
                  ? isNull(people.password)
                  : eq(people.password, replaces),
              permitted(audit),
            ),
          )
          .returning({ id: people.id }),
        writer
          .delete(sessions)
          .where(and(eq(sessions.personId, personId), ne(sessions.id, keepSession ?? ''), changed))
          .returning({ id: sessions.id }),
        writer
          .delete(flows)
          .where(and(eq(flows.personId, personId), changed))
          .returning({ state: flows.state }),
        // What an administrator does about a password leaves the person's address alone: its link goes out with the first one.
        endLinks(
          writer,
          personId,
          byHimself ? changed : and(ne(mailLinks.purpose, 'contact-address'), changed),
        ),
        // Somebody may have signed in with the one before and made keys: none outlives it. Before the first there was nobody.
        ...(byHimself || replaces === null ? [] : keysOf(writer, personId, changed)),
        ...reported(writer, audit, changed),
      ]);
      return updated?.length === 1;
    },
    async endPassword(personId, passwordExpiresAt, audit) {
      const field = { passwordState: 'initial' as const, passwordExpiresAt };
      return change(personId, field, audit, eq(people.passwordState, 'own'));
    },
    async deletePassword(personId, audit) {
      const theirs = and(
        eq(people.id, personId),
        eq(people.kind, 'user'),
        isNotNull(people.password),
        permitted(audit),
      );
      const has = sql`exists (select 1 from ${people} where ${theirs})`;
      // Everything that follows from it while the guard can still be asked.
      const results = await atomically([
        ...reported(writer, audit, has),
        writer
          .delete(sessions)
          .where(and(eq(sessions.personId, personId), has))
          .returning({ id: sessions.id }),
        writer
          .delete(flows)
          .where(and(eq(flows.personId, personId), has))
          .returning({ state: flows.state }),
        endLinks(writer, personId, and(ne(mailLinks.purpose, 'contact-address'), has)),
        writer
          .update(people)
          .set({ password: null, passwordState: 'none', passwordExpiresAt: null })
          .where(theirs)
          .returning({ id: people.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
    async setMfaRequired(personId, mfaRequired, audit) {
      return change(personId, { mfaRequired }, audit);
    },
    async setRecovery(personId, recovery, audit) {
      return change(personId, { recovery, recoveryFailures: 0 }, audit);
    },
    async setPolicies({ id, policyVersion }, policies, rights, audit) {
      const theirs = and(
        eq(people.id, id),
        eq(people.kind, 'user'),
        eq(people.policyVersion, policyVersion),
        permitted(audit),
      );
      const report = reported(writer, audit, sql`exists (select 1 from ${people} where ${theirs})`);
      const changed = sql`exists (select 1 from ${people} where ${people.id} = ${id} and ${people.policyVersion} = ${policyVersion + 1} and ${people.policies} = ${policies})`;
      const results = await atomically([
        ...report,
        writer
          .update(people)
          .set({ policies, policyVersion: policyVersion + 1 })
          .where(theirs)
          .returning({ id: people.id }),
        ...endedWith[rights](id, changed),
      ]);
      return results[report.length]?.length === 1;
    },
    async rehash(personId, replaces, phc) {
      await writer
        .update(people)
        .set({ password: phc })
        .where(and(eq(people.id, personId), eq(people.password, replaces)));
    },
  };
}
