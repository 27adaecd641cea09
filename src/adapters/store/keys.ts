import { and, eq, ne, or, type SQL } from 'drizzle-orm';
import type { Drizzle } from './database.ts';
import { accessKeys, apiKeys } from './schema.ts';

/*
 * API keys and access keys end together, with whatever `condition` says. What GetSessionToken gave for an access key is a
 * session, and ends as sessions do.
 */

type Keys = typeof apiKeys | typeof accessKeys;

function end(writer: Drizzle, which: (keys: Keys) => SQL | undefined, condition: SQL) {
  return [
    writer
      .delete(apiKeys)
      .where(and(which(apiKeys), condition))
      .returning({ id: apiKeys.id }),
    writer
      .delete(accessKeys)
      .where(and(which(accessKeys), condition))
      .returning({ id: accessKeys.id }),
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
