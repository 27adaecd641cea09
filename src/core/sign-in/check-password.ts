import { comparable } from '../identifiers.ts';
import { normalized } from '../password/rules.ts';
import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { Refusal } from '../refusal.ts';
import { networkOf } from '../throttle/network.ts';
import { grantBack, reservePasswordAttempt } from './throttle.ts';

/**
 * Whether the typed password is the one of `phc`; a refusal where too many were tried under this `counter` from this
 * network. The attempt is counted first and given back when the password was right, or when the hash line was full:
 * whoever is told to come back later has not guessed. Without `phc` it takes as long and is wrong.
 */
export async function checkPassword(
  context: Context,
  counter: string,
  phc: string | undefined,
  typed: string,
): Promise<boolean | Refusal> {
  const attempt = await reservePasswordAttempt(context, counter);
  if (attempt instanceof Refusal) return attempt;
  let right = true;
  try {
    right = await context.passwords.verify(phc, normalized(typed), networkOf(context.caller.address));
  } finally {
    if (right) await grantBack(context, attempt);
  }
  return right;
}

/** The counter of a person, wherever the password is asked for: signing in, stepping up, changing it. */
export function counterOfPerson({ accountId, email, userName }: Person): string {
  return userName === undefined ? ownerCounter(email ?? '') : userCounter(accountId, userName);
}

export function ownerCounter(email: string): string {
  return `owner|${comparable(email)}`;
}

export function userCounter(account: string, userName: string): string {
  return `user|${account}|${comparable(userName)}`;
}
