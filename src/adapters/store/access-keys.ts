import { and, asc, eq, type SQL, sql } from 'drizzle-orm';
import { OPEN_CREDENTIALS, type SessionCredentials } from '../../core/access-keys/session-credentials.ts';
import type { AccessKeyStore } from '../../core/access-keys/store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere, planned } from './database.ts';
import { newMark } from './marks.ts';
import { followed, spend, wasSpent } from './proofs.ts';
import { deviceShown } from './recoveries.ts';
import { accessKeyOf, accountOf, credentialsRow, personOf, sessionOf } from './rows.ts';
import { accessKeys, accounts, devices, people, sessions } from './schema.ts';

export function accessKeyStore({ reader, writer, atomically }: Database): AccessKeyStore {
  const whose = {
    person: people,
    account: accounts,
    devices: sql<number>`(select count(*) from ${devices} where ${devices.personId} = ${people.id})`,
  };
  const byId = reader
    .select({ key: accessKeys, ...whose })
    .from(accessKeys)
    .innerJoin(people, eq(people.id, accessKeys.personId))
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(accessKeys.id, planned('id')))
    .prepare();
  const credentialsById = reader
    .select({ session: sessions, ...whose })
    .from(sessions)
    .innerJoin(people, eq(people.id, sessions.personId))
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(sessions.accessKeyId, planned('id')))
    .prepare();

  /** Makes batches that count what one person has wait for one another on every engine. */
  const queueUp = (personId: string) =>
    writer
      .update(people)
      .set({ deviceChanges: sql`${people.deviceChanges} + 1` })
      .where(eq(people.id, personId))
      .returning({ id: people.id });
  const sessionsOf = (keyId: string, condition: SQL) =>
    writer
      .delete(sessions)
      .where(and(eq(sessions.parentKeyId, keyId), condition))
      .returning({ id: sessions.id });

  return {
    async findAccessKey(id) {
      const row = await byId.get({ id });
      if (row === undefined) return undefined;
      const { key, person, account, devices } = row;
      return {
        key: accessKeyOf(key),
        sealedSecret: key.sealedSecret,
        principal: {
          by: 'access-key',
          keyId: key.id,
          person: personOf(person),
          account: accountOf(account),
          devices,
        },
      };
    },
    async findSessionCredentials(id) {
      const row = await credentialsById.get({ id });
      if (row === undefined) return undefined;
      const { session, person, account, devices } = row;
      return {
        sealedSecret: session.sealedSecret ?? '',
        tokenHash: session.tokenHash,
        principal: {
          by: 'session-credentials',
          session: sessionOf(session),
          person: personOf(person),
          account: accountOf(account),
          devices,
        },
      };
    },
    async touchAccessKey(keyId, { at, service, region, from }) {
      await writer
        .update(accessKeys)
        .set({ lastUsedAt: at, lastUsedService: service, lastUsedRegion: region, lastUsedFrom: from })
        .where(eq(accessKeys.id, keyId));
    },
    async createAccessKey({ lastUsed: _, ...key }, sealedSecret, limit, audit) {
      const held = sql`(select count(*) from ${accessKeys} where ${accessKeys.personId} = ${key.personId})`;
      const exists = sql`exists (select 1 from ${people} where ${people.id} = ${key.personId} and ${people.kind} = 'user')`;
      const made = sql`exists (select 1 from ${accessKeys} where ${accessKeys.id} = ${key.id})`;
      const [, created] = await atomically([
        queueUp(key.personId),
        insertWhere(
          writer,
          accessKeys,
          { ...key, sealedSecret },
          sql`${held} < ${limit} and ${exists} and ${permitted(audit)}`,
        ).returning({ id: accessKeys.id }),
        ...reported(writer, audit, made),
      ]);
      return created?.length === 1;
    },
    async accessKeysOf(personId) {
      const rows = await reader
        .select()
        .from(accessKeys)
        .where(eq(accessKeys.personId, personId))
        .orderBy(asc(accessKeys.createdAt), asc(accessKeys.id))
        .all();
      return rows.map(accessKeyOf);
    },
    async setAccessKeyStatus(personId, keyId, status, audit) {
      const theirs = and(eq(accessKeys.id, keyId), eq(accessKeys.personId, personId), permitted(audit));
      const inactive = sql`exists (select 1 from ${accessKeys} where ${accessKeys.id} = ${keyId} and ${accessKeys.personId} = ${personId} and ${accessKeys.status} = 'Inactive')`;
      // The report first: an own key that is switched off is what the report rests on.
      const report = reported(writer, audit, sql`exists (select 1 from ${accessKeys} where ${theirs})`);
      const results = await atomically([
        ...report,
        writer.update(accessKeys).set({ status }).where(theirs).returning({ id: accessKeys.id }),
        ...(status === 'Inactive' ? [sessionsOf(keyId, inactive)] : []),
      ]);
      return results[report.length]?.length === 1;
    },
    async deleteAccessKey(personId, keyId, audit) {
      const theirs = and(eq(accessKeys.id, keyId), eq(accessKeys.personId, personId), permitted(audit));
      const gone = sql`not exists (select 1 from ${accessKeys} where ${accessKeys.id} = ${keyId})`;
      const report = reported(writer, audit, sql`exists (select 1 from ${accessKeys} where ${theirs})`);
      const results = await atomically([
        ...report,
        writer.delete(accessKeys).where(theirs).returning({ id: accessKeys.id }),
        sessionsOf(keyId, gone),
      ]);
      return results[report.length]?.length === 1;
    },
    async openCredentials(credentials, proof, audit) {
      const mark = newMark();
      const { id, personId } = credentials;
      const may = permitted(audit);
      const opened = sql`exists (select 1 from ${sessions} where ${sessions.id} = ${id})`;
      const spending =
        proof === undefined
          ? []
          : [spend(writer, proof, personId, mark, may), ...followed(writer, proof, mark)];
      const good = proof === undefined ? may : sql`${wasSpent(proof, mark)} and ${may}`;
      const results = await atomically([
        queueUp(personId),
        ...spending,
        insertWhere(writer, sessions, credentialsRow(credentials), good).returning({ id: sessions.id }),
        writer
          .delete(sessions)
          .where(and(sql`${sessions.id} in ${tooMany(credentials, audit.at)}`, opened))
          .returning({ id: sessions.id }),
        ...(proof === undefined ? [] : deviceShown(writer, personId, opened)),
        ...reported(writer, audit, opened),
      ]);
      return results[1 + spending.length]?.length === 1;
    },
  };
}

/** The person's oldest open ones beside this one, of its level: those without a code push out none that had one. */
function tooMany({ id, personId, level }: SessionCredentials, now: number): SQL {
  return sql`(select ${sessions.id} from ${sessions}
    where ${sessions.personId} = ${personId} and ${sessions.accessKeyId} is not null and ${sessions.level} = ${level}
      and ${sessions.expiresAt} > ${now} and ${sessions.id} <> ${id}
    order by ${sessions.signedInAt} desc, rowid desc limit -1 offset ${OPEN_CREDENTIALS - 1})`;
}
