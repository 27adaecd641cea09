import type { Account } from '../account/account.ts';
import { comparable } from '../identifiers.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';

/** Who somebody says to be, before anything is proved. */
export type Who =
  | { readonly as: 'owner'; readonly email: string }
  | { readonly as: 'user'; readonly account?: string | undefined; readonly userName: string };

/** The account that a user names by id or alias, or the only one there is. */
export async function findAccount({ store }: Pick<Context, 'store'>, who: Who): Promise<Account | undefined> {
  if (who.as === 'owner') return undefined;
  return who.account === undefined ? store.soleAccount() : store.findAccount(comparable(who.account));
}

/** The store is asked as often when there is no such account: no name must be told from another by the time it takes. */
export async function findPerson(
  { store }: Pick<Context, 'store'>,
  who: Who,
  account: Account | undefined,
): Promise<Person | undefined> {
  if (who.as === 'owner') return store.findOwner(comparable(who.email));
  return store.findUser(account?.id ?? '', comparable(who.userName));
}
