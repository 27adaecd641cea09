import type { Person } from '../people/person.ts';
import type { Principal } from '../policy/principal.ts';
import { ADMINISTRATOR_PAIR_WINDOW, OWN_PAIR_WINDOW } from '../totp/pair.ts';

/** A person searches an hour for his own device; an administrator a day for somebody else's. */
export function pairWindow({ person }: Principal, holder: Person): number {
  return person.id === holder.id ? OWN_PAIR_WINDOW : ADMINISTRATOR_PAIR_WINDOW;
}
