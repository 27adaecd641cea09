import { and, eq, ne, or, type SQL, sql } from 'drizzle-orm';
import type { Drizzle } from './database.ts';
import { accessKeys, apiKeys, sessions } from './schema.ts';

/*
 * API keys and access keys end together, with whatever `condition` says, and with an access key the sessions that
 * GetSessionToken gave for it.
 */

type Keys = typeof apiKeys | typeof accessKeys;

function end(writer: Drizzle, which: (keys: Keys) => SQL | undefined, condition: SQL) {
  const ending = and(which(accessKeys), condition);
  return [
    // While there still are keys to say whose they are.
    writer
      .delete(sessions)
      .where(sql`${sessions.parentKeyId} in (select ${accessKeys.id} from ${accessKeys} where ${ending})`)
      .returning({ id: sessions.id }),
    writer
      .delete(apiKeys)
      .where(and(which(apiKeys), condition))
      .returning({ id: apiKeys.id }),
    writer.delete(accessKeys).where(ending).returning({ id: accessKeys.id }),
  ] as const;
}

/** A person's keys, and those that he made in the names of others. */
export function keysOf(writer: Drizzle, personId: string | SQL, condition: SQL) {
  return end(writer, keys => or(eq(keys.personId, personId), eq(keys.createdBy, personId)), condition);
}

export function madeForOthers(writer: Drizzle, personId: string, condition: SQL) {
  return end(writer, keys => and(eq(keys.createdBy, personId), ne(keys.personId, personId)), condition);
}

export function madeByOthers(writer: Drizzle, personId: string, condition: SQL) {
  return end(writer, keys => and(eq(keys.personId, personId), ne(keys.createdBy, personId)), condition);
}
