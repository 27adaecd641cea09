import type { Person } from '../people/person.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { PROOF_LIFETIME, RECOVERED_PROOF_LIFETIME } from '../session/session.ts';
import { administers, type KeyPrincipal, type Principal, type SessionPrincipal } from './principal.ts';

/** What the gate has to know about an action; each action states it. */
export interface Demands {
  /**
   * `self`: everybody on himself, administrators on users. `administrator`: administrators on the account and on
   * other users. `owner`: the owner alone. `everyone`: the whole account. Nobody but the owner acts on the owner.
   */
  readonly reach: 'self' | 'administrator' | 'owner' | 'everyone';
  /**
   * `fresh`: a proof not older than 15 minutes, at the best level that the person can show; `fresh-on-others`: only
   * for acting on somebody else.
   */
  readonly proof: 'session' | 'fresh' | 'fresh-on-others';
  /** Reachable while MFA is required and not shown: what it takes to show it, and to leave. */
  readonly whileUnproven?: true;
  /** Reachable between the first factor and the second: what brings a stuck second factor back. */
  readonly whileSigningIn?: true;
  /** Reachable at level `recovered`: what replaces the lost device, on oneself. */
  readonly whileRecovered?: true;
  /** Never with an API key: what would let a stolen key make itself at home, or needs a browser anyway. */
  readonly consoleOnly?: true;
}

/** What is acted on: the caller himself, another person, or the account. */
export type Resource = 'self' | 'other' | 'account';

/**
 * The one gate: every way in passes here (DESIGN section 2, rule 2). Undefined when allowed.
 * The order matters: a person without the right is not asked for a proof that would not help.
 */
export function decide(
  principal: Principal,
  demands: Demands,
  resource: Resource,
  now: number,
): Refusal | undefined {
  if (!reaches(principal, demands, resource)) return refuse('AccessDenied');
  switch (principal.by) {
    case 'flow':
      return demands.whileSigningIn && resource === 'self' ? undefined : refuse('AccessDenied');
    case 'api-key':
      return decideForKey(principal, demands, resource);
    case 'session':
      return decideForSession(principal, demands, resource, now);
  }
}

function reaches({ person }: Principal, { reach }: Demands, resource: Resource): boolean {
  if (reach === 'everyone') return true;
  if (reach === 'self') return resource === 'self' || administers(person);
  if (reach === 'owner') return person.kind === 'owner';
  return administers(person) && resource !== 'self';
}

function decideForSession(
  principal: SessionPrincipal,
  demands: Demands,
  resource: Resource,
  now: number,
): Refusal | undefined {
  if (principal.session.level === 'recovered') return decideForRecovered(principal, demands, resource, now);
  const missing = missingFor(principal);
  if (missing !== undefined && !demands.whileUnproven) return refuse(missing);
  if (wantsProof(demands, resource) && !provedFreshly(principal, now)) return refuse('StepUpRequired');
  return undefined;
}

/**
 * Whoever came in by Troubleshoot MFA replaces his device, and then shows it (security.md 3.9, A11, D17). Mail and phone
 * are the proof there is; it is good for longer than others, because nobody is called again to delete one device more.
 */
function decideForRecovered(
  { session, devices }: SessionPrincipal,
  demands: Demands,
  resource: Resource,
  now: number,
): Refusal | undefined {
  const own = resource !== 'other' && (demands.reach === 'self' || demands.reach === 'everyone');
  const proved = !wantsProof(demands, resource) || session.provedAt + RECOVERED_PROOF_LIFETIME > now;
  if (demands.whileRecovered && own && proved) return undefined;
  return refuse(devices > 0 ? 'StepUpRequired' : 'EnrolmentRequired');
}

/**
 * A key acts on users and reads; it changes its own person's devices only while there is none to prove with. The
 * owner's devices are managed in the console alone (row S2-52).
 */
function decideForKey(principal: KeyPrincipal, demands: Demands, resource: Resource): Refusal | undefined {
  const { person, devices } = principal;
  const own = resource === 'self' || (demands.reach === 'everyone' && !administers(person));
  const ownersOwn = own && person.kind === 'owner' && demands.proof !== 'session';
  if (demands.consoleOnly || ownersOwn) {
    return consoleOnly();
  }
  const missing = missingFor(principal);
  if (missing !== undefined && !demands.whileUnproven) return refuse(missing);
  if (own && devices > 0 && demands.proof === 'fresh') {
    return refuse('AccessDenied', {
      message:
        'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.',
    });
  }
  return undefined;
}

/**
 * What depends on who is acted on: a key changes nothing about people who administer. It lies in a file, and must not
 * be a way to their rights.
 */
export function decideOnTarget(
  principal: Principal,
  { proof }: Demands,
  target: Person,
): Refusal | undefined {
  return principal.by === 'api-key' && proof !== 'session' && administers(target) ? consoleOnly() : undefined;
}

function consoleOnly(): Refusal {
  return refuse('AccessDenied', { message: 'This can be done in the console only.' });
}

/** What somebody owes before he reaches anything else, where MFA is required of the account or of him. */
export function missingFor(principal: Principal): 'EnrolmentRequired' | 'StepUpRequired' | undefined {
  const { account, person, devices } = principal;
  if (account.requireMfa === 'optional' && !person.mfaRequired) return undefined;
  if (devices === 0 && !(principal.by === 'session' && principal.session.level === 'mfa')) {
    return 'EnrolmentRequired';
  }
  return principal.by === 'session' && principal.session.level !== 'mfa' ? 'StepUpRequired' : undefined;
}

/** Whether the person gets through to the applications behind the gateway. */
export function reachesApplications(principal: SessionPrincipal): boolean {
  const { session, account, devices } = principal;
  if (session.level === 'recovered') return account.recoveredSessionReach === 'applications';
  return missingFor(principal) === undefined && (session.level === 'mfa' || devices === 0);
}

export function wantsProof({ proof }: Demands, resource: Resource): boolean {
  return proof === 'fresh' || (proof === 'fresh-on-others' && resource !== 'self');
}

/** Whoever has a device proves with it: a password-only session never touches devices (security.md A6, A7). */
function provedFreshly({ session, devices }: SessionPrincipal, now: number): boolean {
  return session.provedAt + PROOF_LIFETIME > now && (devices === 0 || session.level === 'mfa');
}
