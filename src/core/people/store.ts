import type { AuditEvent } from '../audit/event.ts';
import type { MailedLink } from '../mail/link.ts';
import type { Awaitable } from '../ports.ts';
import type { Person, RecoveryOverride } from './person.ts';

export interface UserOverview {
  readonly person: Person;
  /** Assigned devices, and those of them that are locked. */
  readonly devices: number;
  readonly lockedDevices: number;
}

export interface NewPassword {
  readonly phc: string;
  readonly state: 'initial' | 'own';
  readonly expiresAt: number | undefined;
}

/**
 * What new policies do to somebody's rights over others. `first`: he had none; everything ends that was begun in his
 * name: sessions, flows, mailed links, keys. `less`: his sessions and flows end, and the keys that he made for others.
 * `reads`: he sees others but has no rights over them; the keys end that others made for him. `same`: nothing ends.
 */
export type RightsChange = 'first' | 'less' | 'reads' | 'same';

export interface PeopleStore {
  /** `email` as `comparable()` makes it. */
  findOwner(email: string): Awaitable<Person | undefined>;
  /** `userName` as `comparable()` makes it. */
  findUser(accountId: string, userName: string): Awaitable<Person | undefined>;
  findPerson(id: string): Awaitable<Person | undefined>;
  /** By name as it is compared, those behind `after` whose path begins with `pathPrefix`, at most `limit`. */
  listUsers(
    accountId: string,
    pathPrefix: string,
    after: string | undefined,
    limit: number,
    now: number,
  ): Awaitable<UserOverview[]>;
  /** `mailed` confirms his address. False when the account has a user of that name. */
  createUser(user: Person, audit: AuditEvent, mailed?: MailedLink): Awaitable<boolean>;
  /** Another name, another path or both. False when the account has somebody else of that name, the owner's address included. */
  renameUser(
    user: Pick<Person, 'id' | 'accountId'>,
    renamed: { readonly userName: string; readonly path: string },
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** Removes the user with everything that is his. Without `force` false when he has devices, access keys or a password. */
  deleteUser(personId: string, force: boolean, audit: AuditEvent): Awaitable<boolean>;
  /** Disabling also ends every session and flow of the person. */
  setDisabled(personId: string, disabledAt: number | undefined, audit: AuditEvent): Awaitable<boolean>;
  /**
   * Replaces the password and ends every session but `keepSession` and every flow; where somebody else replaces it, every
   * key, too.
   * `replaces` is the PHC string that was verified, null where there must be none; false when it is no longer so.
   */
  setPassword(
    personId: string,
    password: NewPassword,
    replaces: string | null | undefined,
    keepSession: string | undefined,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** The password is good for one more sign-in, which sets another, until then. False when it is not an own one. */
  endPassword(personId: string, expiresAt: number, audit: AuditEvent): Awaitable<boolean>;
  /** Takes the password away, and with it every session, flow and link. False without one. */
  deletePassword(personId: string, audit: AuditEvent): Awaitable<boolean>;
  /**
   * Replaces a user's policies by others, and ends what `rights` says. False when they were changed meanwhile.
   */
  setPolicies(
    user: Pick<Person, 'id' | 'policyVersion'>,
    policies: string,
    rights: RightsChange,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  setMfaRequired(personId: string, required: boolean, audit: AuditEvent): Awaitable<boolean>;
  /** Forgets the failures of earlier recoveries, too. */
  setRecovery(personId: string, recovery: RecoveryOverride, audit: AuditEvent): Awaitable<boolean>;
  /** Same password, newer parameters: changes nothing else, and nothing when the hash changed meanwhile. */
  rehash(personId: string, replaces: string, phc: string): Awaitable<void>;
}
