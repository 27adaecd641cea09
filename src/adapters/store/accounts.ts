import { and, eq, gt, inArray, isNotNull, lt, notExists, or, type SQL, sql } from 'drizzle-orm';
import { alias } from 'drizzle-orm/sqlite-core';
import type { AccountStore, NewAccount } from '../../core/account/store.ts';
import type { AuditEvent } from '../../core/audit/event.ts';
import { reported } from './audit.ts';
import { permitted } from './authority.ts';
import { type Database, insertWhere } from './database.ts';
import { accountOf, accountRow, personRow, sessionRow } from './rows.ts';
import { accounts, devices, people, sessions, setUpTokens } from './schema.ts';

export function accountStore({ reader, writer, atomically }: Database): AccountStore {
  const byIdOrAlias = reader
    .select()
    .from(accounts)
    .where(or(eq(accounts.id, sql.placeholder('ref')), eq(accounts.alias, sql.placeholder('ref'))))
    .prepare();
  const firstTwo = reader.select().from(accounts).limit(2).prepare();
  const byId = (id: string) => sql`exists (select 1 from ${accounts} where ${accounts.id} = ${id})`;

  const emailIsFree = ({ owner }: NewAccount) =>
    sql`not exists (select 1 from ${people} where ${people.email} = ${owner.email})`;

  /** Account, owner and audit row, each only where the account's own insert went through. */
  const create = ({ account, owner, sealedPhone }: NewAccount, audit: AuditEvent) => [
    insertWhere(writer, people, personRow(owner, sealedPhone), byId(account.id)).returning({
      id: people.id,
    }),
    ...reported(writer, audit, byId(account.id)),
  ];

  const changeAlias = async (id: string, alias: string | null, condition: SQL, audit: AuditEvent) => {
    const ours = and(eq(accounts.id, id), condition, permitted(audit));
    const results = await atomically([
      ...reported(writer, audit, sql`exists (select 1 from ${accounts} where ${ours})`),
      writer.update(accounts).set({ alias }).where(ours).returning({ id: accounts.id }),
    ]);
    return results.at(-1)?.length === 1;
  };

  return {
    async countAccounts() {
      return (await firstTwo.all()).length;
    },
    async findAccount(idOrAlias) {
      const row = await byIdOrAlias.get({ ref: idOrAlias });
      return row && accountOf(row);
    },
    async soleAccount() {
      const rows = await firstTwo.all();
      return rows.length === 1 && rows[0] ? accountOf(rows[0]) : undefined;
    },
    async updateAccount(accountId, { alias: wanted, supportContact, ...settings }, audit) {
      const other = alias(accounts, 'other');
      const taken = reader
        .select({ one: sql`1` })
        .from(other)
        .where(and(eq(other.alias, wanted ?? ''), sql`${other.id} <> ${accountId}`));
      const free = sql`${notExists(taken)} and ${permitted(audit)}`;
      const results = await atomically([
        ...reported(writer, audit, free),
        writer
          .update(accounts)
          // Only what was asked for: the rest may be changing at this moment.
          .set({
            id: accountId,
            ...settings,
            ...(wanted !== undefined && { alias: wanted }),
            ...(supportContact !== undefined && { supportContact }),
          })
          .where(and(eq(accounts.id, accountId), free))
          .returning({ id: accounts.id }),
      ]);
      return results.at(-1)?.length === 1;
    },
    async setAlias(accountId, alias, audit) {
      const free = sql`not exists (select 1 from ${accounts} as other where other.alias = ${alias} and other.id <> ${accountId})`;
      return changeAlias(accountId, alias, free, audit);
    },
    async removeAlias(accountId, alias, audit) {
      return changeAlias(accountId, null, eq(accounts.alias, alias), audit);
    },
    async summarize(accountId) {
      const count = sql<number>`count(*)`;
      const of = (condition: SQL) => sql<number>`count(case when ${condition} then 1 end)`;
      const users = reader
        .select({ users: count })
        .from(people)
        .where(and(eq(people.accountId, accountId), eq(people.kind, 'user')));
      const owner = reader
        .select({ id: people.id })
        .from(people)
        .where(and(eq(people.accountId, accountId), eq(people.kind, 'owner')));
      const row = await reader
        .select({
          users: sql<number>`(${users})`,
          virtualDevices: of(eq(devices.kind, 'virtual')),
          assignedDevices: of(isNotNull(devices.personId)),
          ownersDevices: of(inArray(devices.personId, owner)),
        })
        .from(devices)
        .where(eq(devices.accountId, accountId))
        .get();
      if (row === undefined) throw new TypeError('an aggregate has one row');
      return row;
    },

    async putSetUpToken(tokenHash, expiresAt) {
      await atomically([
        writer.delete(setUpTokens).returning(),
        writer.insert(setUpTokens).values({ tokenHash, expiresAt }).returning(),
      ]);
    },
    async setUpTokenIsValid(tokenHash, now) {
      const row = await reader
        .select()
        .from(setUpTokens)
        .where(and(eq(setUpTokens.tokenHash, tokenHash), gt(setUpTokens.expiresAt, now)))
        .get();
      return row !== undefined;
    },
    async setUp(tokenHash, created, session, audit, now) {
      const valid = sql`exists (select 1 from ${setUpTokens} where ${setUpTokens.tokenHash} = ${tokenHash} and ${setUpTokens.expiresAt} > ${now}) and ${emailIsFree(created)}`;
      const [opened] = await atomically([
        insertWhere(writer, accounts, accountRow(created.account), valid).onConflictDoNothing().returning(),
        ...create(created, audit),
        insertWhere(writer, sessions, sessionRow(session), byId(created.account.id)).returning(),
        writer
          .delete(setUpTokens)
          .where(or(byId(created.account.id), lt(setUpTokens.expiresAt, now)))
          .returning(),
      ]);
      return opened?.length === 1;
    },
    async createAccount(created, audit) {
      const [made] = await atomically([
        insertWhere(writer, accounts, accountRow(created.account), emailIsFree(created))
          .onConflictDoNothing()
          .returning(),
        ...create(created, audit),
        // A set-up link is for the first account; now there is one.
        writer.delete(setUpTokens).where(byId(created.account.id)).returning(),
      ]);
      return made?.length === 1;
    },
  };
}
