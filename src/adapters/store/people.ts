import { and, asc, eq, inArray, isNull, ne, notExists, or, sql } from 'drizzle-orm';
import { comparable } from '../../core/identifiers.ts';
import type { PeopleStore } from '../../core/people/store.ts';
import { auditRowWhere } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere } from './database.ts';
import { personOf, personRow } from './rows.ts';
import { devices, flows, people, sessions } from './schema.ts';

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

  return {
    async findOwner(email) {
      const row = await byEmail.get({ email });
      return row && personOf(row);
    },
    async findUser(account, name) {
      const row = await byName.get({ account, name });
      return row && personOf(row);
    },
    async listUsers(accountId) {
      const rows = await reader
        .select({ person: people, devices: sql<number>`count(${devices.id})` })
        .from(people)
        .leftJoin(devices, eq(devices.personId, people.id))
        .where(and(eq(people.accountId, accountId), eq(people.kind, 'user')))
        .groupBy(people.id)
        .orderBy(asc(people.nameKey))
        .all();
      return rows.map(row => ({ person: personOf(row.person), devices: row.devices }));
    },
    async createUser(user, audit) {
      const name = comparable(user.userName ?? '');
      const free = sql`not exists (select 1 from ${people} where ${people.accountId} = ${user.accountId} and ${people.nameKey} = ${name}) and ${permitted(audit)}`;
      const [created] = await atomically([
        insertWhere(writer, people, personRow(user, undefined), free)
          .onConflictDoNothing()
          .returning({ id: people.id }),
        auditRowWhere(writer, audit, sql`exists (select 1 from ${people} where ${people.id} = ${user.id})`),
      ]);
      return created?.length === 1;
    },
    async deleteUser(personId, withDevices, audit) {
      const held = reader.select({ one: sql`1` }).from(devices).where(eq(devices.personId, personId));
      const leaving = and(
        eq(people.id, personId),
        eq(people.kind, 'user'),
        withDevices ? undefined : notExists(held),
        permitted(audit),
      );
      const gone = sql`not exists (select 1 from ${people} where ${people.id} = ${personId})`;
      const [, , deleted] = await atomically([
        writer
          .update(people)
          .set({ deviceChanges: sql`${people.deviceChanges} + 1` })
          .where(eq(people.id, personId))
          .returning({ id: people.id }),
        auditRowWhere(writer, audit, sql`exists (select 1 from ${people} where ${leaving})`),
        writer.delete(people).where(leaving).returning({ id: people.id }),
        writer
          .delete(devices)
          .where(
            and(
              or(
                eq(devices.personId, personId),
                and(isNull(devices.personId), eq(devices.createdBy, personId)),
              ),
              inArray(devices.kind, ['virtual', 'fido']),
              gone,
            ),
          )
          .returning({ id: devices.id }),
        writer
          .update(devices)
          .set({ personId: null, createdBy: null, enabledAt: null })
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
      ]);
      return deleted?.length === 1;
    },
    async setDisabled(personId, disabledAt, audit) {
      const theirs = and(eq(people.id, personId), permitted(audit));
      const disabled = sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.disabledAt} is not null)`;
      const [, changed] = await atomically([
        auditRowWhere(writer, audit, sql`exists (select 1 from ${people} where ${theirs})`),
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
      ]);
      return changed?.length === 1;
    },
    async setPassword(personId, { phc, state, expiresAt }, replaces, keepSession, audit) {
      const changed = sql`exists (select 1 from ${people} where ${people.id} = ${personId} and ${people.password} = ${phc})`;
      const [updated] = await atomically([
        writer
          .update(people)
          .set({ password: phc, passwordState: state, passwordExpiresAt: expiresAt ?? null })
          .where(
            and(
              eq(people.id, personId),
              replaces === undefined ? undefined : eq(people.password, replaces),
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
        auditRowWhere(writer, audit, changed),
      ]);
      return updated?.length === 1;
    },
    async rehash(personId, replaces, phc) {
      await writer
        .update(people)
        .set({ password: phc })
        .where(and(eq(people.id, personId), eq(people.password, replaces)));
    },
  };
}
