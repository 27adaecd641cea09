import { comparable } from '../identifiers.ts';
import { administers } from '../policy/principal.ts';
import type { ActionContext } from './action.ts';

/** Why whoever imports may not go on. A file takes minutes, and meanwhile others are at work, too. */
export async function whyEnded({ principal, store }: ActionContext): Promise<string> {
  const { person, by } = principal;
  const { userName, accountId } = person;
  const found = userName === undefined ? person : await store.findUser(accountId, comparable(userName));
  if (found?.id !== person.id) return 'You may not go on: your user was deleted.';
  if (found.disabledAt !== undefined) return 'You may not go on: your user was disabled.';
  if (!administers(found)) return 'You may not go on: you are not an administrator any more.';
  if (by === 'api-key' || by === 'access-key') return 'You may not go on: the key was deleted.';
  return 'You may not go on: you were signed out, or have a new device to prove yourself with.';
}
