import { and, asc, eq, sql } from 'drizzle-orm';
import type { ApiKeyStore } from '../../core/api-keys/store.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere, planned } from './database.ts';
import { accountOf, apiKeyOf, personOf } from './rows.ts';
import { accounts, apiKeys, devices, people } from './schema.ts';

export function apiKeyStore({ reader, writer, atomically }: Database): ApiKeyStore {
  const byHash = reader
    .select({
      key: apiKeys,
      person: people,
      account: accounts,
      devices: sql<number>`(select count(*) from ${devices} where ${devices.personId} = ${people.id})`,
    })
    .from(apiKeys)
    .innerJoin(people, eq(people.id, apiKeys.personId))
    .innerJoin(accounts, eq(accounts.id, people.accountId))
    .where(eq(apiKeys.keyHash, planned('keyHash')))
    .prepare();

  return {
    async findKeyPrincipal(keyHash) {
      const row = await byHash.get({ keyHash });
      if (row === undefined) return undefined;
      const { key, person, account, devices } = row;
      return {
        key: apiKeyOf(key),
        principal: {
          by: 'api-key',
          keyId: key.id,
          person: personOf(person),
          account: accountOf(account),
          devices,
        },
      };
    },
    async touchApiKey(keyId, at, from) {
      await writer.update(apiKeys).set({ lastUsedAt: at, lastUsedFrom: from }).where(eq(apiKeys.id, keyId));
    },
    async createApiKey(key, keyHash, limit, audit) {
      const held = sql`(select count(*) from ${apiKeys} where ${apiKeys.personId} = ${key.personId})`;
      const exists = sql`exists (select 1 from ${people} where ${people.id} = ${key.personId})`;
      const made = sql`exists (select 1 from ${apiKeys} where ${apiKeys.id} = ${key.id})`;
      const [, created] = await atomically([
        // Makes batches that count one person's keys wait for one another on every engine.
        writer
          .update(people)
          .set({ deviceChanges: sql`${people.deviceChanges} + 1` })
          .where(eq(people.id, key.personId))
          .returning({ id: people.id }),
        insertWhere(
          writer,
          apiKeys,
          { ...key, keyHash },
          sql`${held} < ${limit} and ${exists} and ${permitted(audit)}`,
        ).returning({ id: apiKeys.id }),
        ...reported(writer, audit, made),
      ]);
      return created?.length === 1;
    },
    async apiKeysOf(personId) {
      const rows = await reader
        .select()
        .from(apiKeys)
        .where(eq(apiKeys.personId, personId))
        .orderBy(asc(apiKeys.createdAt))
        .all();
      return rows.map(apiKeyOf);
    },
    async deleteApiKey(personId, keyId, audit) {
      const theirs = and(eq(apiKeys.id, keyId), eq(apiKeys.personId, personId), permitted(audit));
      // The report first, while there still is a key to report; the deletion last, found at the end.
      const results = await atomically([
        ...reported(writer, audit, sql`exists (select 1 from ${apiKeys} where ${theirs})`),
        writer.delete(apiKeys).where(theirs).returning({ id: apiKeys.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
  };
}
