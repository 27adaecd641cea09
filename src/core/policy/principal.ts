import type { Account } from '../account/account.ts';
import type { Person } from '../people/person.ts';
import type { Session } from '../session/session.ts';
import { standingOf } from './policies.ts';

/** Whoever a request comes from, with all that a decision needs. */
interface AnyPrincipal {
  readonly person: Person;
  readonly account: Account;
  /** Devices assigned to the person now. */
  readonly devices: number;
}

/** Signed in, in a browser. */
export interface SessionPrincipal extends AnyPrincipal {
  readonly by: 'session';
  readonly session: Session;
}

/** A program with an API key. A key lies in a file: it never stands for a second factor. */
export interface KeyPrincipal extends AnyPrincipal {
  readonly by: 'api-key';
  readonly keyId: string;
}

/** A program that signs with a long-term access key (Signature V4). It lies in a file, too. */
export interface AccessKeyPrincipal extends AnyPrincipal {
  readonly by: 'access-key';
  readonly keyId: string;
}

/** ... or with the short-lived key that GetSessionToken gave it: at level `mfa` where a code was shown for it. */
export interface CredentialsPrincipal extends AnyPrincipal {
  readonly by: 'session-credentials';
  readonly session: Session;
}

/** In the middle of signing in: the first factor was right, the second is still to come. */
export interface FlowPrincipal extends AnyPrincipal {
  readonly by: 'flow';
  readonly flowHash: string;
}

export type Principal =
  | SessionPrincipal
  | KeyPrincipal
  | AccessKeyPrincipal
  | CredentialsPrincipal
  | FlowPrincipal;

/** What a change rests on. The statement that makes the change asks whether it still holds. */
export interface Authority {
  readonly by: Principal['by'];
  /** Id of the session or the key, hash of the flow's token. */
  readonly id: string;
  /** The policies that allowed it: a user's must not have changed since. Undefined where none were asked. */
  readonly policyVersion: number | undefined;
  /** Whom the change is about, where it is somebody else: his rights must not have changed either. */
  readonly over: Pick<Person, 'id' | 'policyVersion'> | undefined;
  /** Good only while the person has no device: a long-term key changes what is its person's own. */
  readonly deviceless?: true;
  /** A session must be at the best level that its person can show. */
  readonly proven: boolean;
  /** ... or at level `recovered`, for what that level may do. */
  readonly orRecovered: boolean;
}

export function sessionOf(principal: Principal): Session | undefined {
  return 'session' in principal ? principal.session : undefined;
}

export function authorityId(principal: Principal): string {
  if ('session' in principal) return principal.session.id;
  return 'keyId' in principal ? principal.keyId : principal.flowHash;
}

/** A key that lies in a file, and proves nothing but that somebody has the file. */
export function isLongTermKey({ by }: Principal): boolean {
  return by === 'api-key' || by === 'access-key';
}

/** The owner, and users whose policies let them change something about others. */
export function administers(person: Person): boolean {
  return person.kind === 'owner' || standingOf(person) !== 'none';
}
