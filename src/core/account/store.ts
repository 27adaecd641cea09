import type { AuditEvent } from '../audit/event.ts';
import type { Person } from '../people/person.ts';
import type { Awaitable } from '../ports.ts';
import type { NewSession } from '../session/session.ts';
import type { Account } from './account.ts';

export interface NewAccount {
  readonly account: Account;
  readonly owner: Person;
  /** Sealed E.164 number of the owner. */
  readonly sealedPhone: string;
}

/** How many there are of what an account holds. */
export interface AccountSummary {
  readonly users: number;
  readonly virtualDevices: number;
  readonly assignedDevices: number;
  readonly ownersDevices: number;
}

/** What is left out stays; null removes. */
export interface AccountChanges
  extends Partial<Omit<Account, 'id' | 'createdAt' | 'alias' | 'supportContact'>> {
  readonly alias?: string | null;
  readonly supportContact?: string | null;
}

export interface AccountStore {
  /** How many accounts there are, capped at 2: the pages only ask whether there are none, one or several. */
  countAccounts(): Awaitable<number>;
  /** By 12-digit id or by alias. */
  findAccount(idOrAlias: string): Awaitable<Account | undefined>;
  /** The account of a deployment that has exactly one. */
  soleAccount(): Awaitable<Account | undefined>;
  /** False when the alias is taken. */
  updateAccount(accountId: string, changes: AccountChanges, audit: AuditEvent): Awaitable<boolean>;
  /** Gives the account an alias in the place of the one it has. False when it is taken. */
  setAlias(accountId: string, alias: string, audit: AuditEvent): Awaitable<boolean>;
  /** False when the account has another alias or none. */
  removeAlias(accountId: string, alias: string, audit: AuditEvent): Awaitable<boolean>;
  summarize(accountId: string): Awaitable<AccountSummary>;

  /** Replaces every earlier set-up token: only the newest link works. */
  putSetUpToken(tokenHash: string, expiresAt: number): Awaitable<void>;
  setUpTokenIsValid(tokenHash: string, now: number): Awaitable<boolean>;
  /** Spends the token, creates account and owner and opens the session; false when the token was no longer valid. */
  setUp(
    tokenHash: string,
    created: NewAccount,
    session: NewSession,
    audit: AuditEvent,
    now: number,
  ): Awaitable<boolean>;
  /** Creates account and owner without a token (the command line on the host). False when id, alias or e-mail is taken. */
  createAccount(created: NewAccount, audit: AuditEvent): Awaitable<boolean>;
}
