import type { Account } from '../account/account.ts';
import type { Person } from '../people/person.ts';
import type { Session } from '../session/session.ts';

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

/** In the middle of signing in: the first factor was right, the second is still to come. */
export interface FlowPrincipal extends AnyPrincipal {
  readonly by: 'flow';
  readonly flowHash: string;
}

export type Principal = SessionPrincipal | KeyPrincipal | FlowPrincipal;

/** What a change rests on. The statement that makes the change asks whether it still holds. */
export interface Authority {
  readonly by: Principal['by'];
  /** Id of the session or the key, hash of the flow's token. */
  readonly id: string;
  /** The change is one to somebody else, or to the account. */
  readonly asAdministrator: boolean;
  /** A session must be at the best level that its person can show. */
  readonly proven: boolean;
  /** ... or at level `recovered`, for what that level may do. */
  readonly orRecovered: boolean;
}

export function sessionOf(principal: Principal): Session | undefined {
  return principal.by === 'session' ? principal.session : undefined;
}

export function authorityId(principal: Principal): string {
  if (principal.by === 'session') return principal.session.id;
  return principal.by === 'api-key' ? principal.keyId : principal.flowHash;
}

/** Whether this request comes with administration: whoever came in without the device left it outside (security.md 3.9). */
export function actsAsAdministrator(principal: Principal): boolean {
  return administers(principal.person) && sessionOf(principal)?.level !== 'recovered';
}

/** The owner, and users to whom the owner gave administration. */
export function administers({ kind, administrator }: Person): boolean {
  return kind === 'owner' || administrator;
}
