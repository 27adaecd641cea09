import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { CREDENTIALS_PROOF_LIFETIME, PROOF_LIFETIME, RECOVERED_PROOF_LIFETIME } from '../session/session.ts';
import { denialByPolicies, hasAllRights } from './identity-policies.ts';
import {
  type AccessKeyPrincipal,
  administers,
  type CredentialsPrincipal,
  isLongTermKey,
  type KeyPrincipal,
  type Principal,
  type SessionPrincipal,
  sessionOf,
} from './principal.ts';

/** What the gate has to know about an action; each action states it. */
export interface Demands {
  /**
   * `self`: on oneself, and on users where policies allow it. `administrator`: on the account and on other users, where
   * policies allow it. `owner`: the owner alone. `everyone`: about the whole account. Nobody but the owner acts on the
   * owner.
   */
  readonly reach: 'self' | 'administrator' | 'owner' | 'everyone';
  /**
   * `fresh`: a proof not older than 15 minutes, at the best level that the person can show; `fresh-on-others`: only
   * for acting on somebody else. `session` changes nothing.
   */
  readonly proof: 'session' | 'fresh' | 'fresh-on-others';
  /** Reachable while MFA is required and not shown: what it takes to show it, and to leave. */
  readonly whileUnproven?: true;
  /** Reachable between the first factor and the second: what brings a stuck second factor back. */
  readonly whileSigningIn?: true;
  /** Reachable at level `recovered`: what replaces the lost device, on oneself. */
  readonly whileRecovered?: true;
  /** Never with a key that lies in a file: it would let whoever steals it make himself at home. */
  readonly consoleOnly?: true;
  /** Never by a program: it needs a browser. */
  readonly browserOnly?: true;
}

/** What is acted on. */
export interface Resource {
  /** The caller himself, another person, or the account. */
  readonly is: 'self' | 'other' | 'account';
  /** What policies call it. */
  readonly arn: string;
  /** ... and what a refusal calls it: as it was asked for, which tells nothing of what there is. */
  readonly shown?: string;
  /** The person acted on, the caller where it is the account; undefined where there is nobody of that name. */
  readonly target: Person | undefined;
}

type Asked = Demands & { readonly name: string; readonly service?: 'sts' };

/**
 * The one gate: every way in passes here (DESIGN section 2, rule 2). Undefined when allowed.
 * The order matters: a person without the right is not asked for a proof that would not help.
 */
export function decide(
  principal: Principal,
  action: Asked,
  resource: Resource,
  context: Pick<Context, 'now' | 'caller'>,
): Refusal | undefined {
  if (!reaches(principal, action, resource)) return refuse('AccessDenied');
  return (
    denialByPolicies(principal, action, resource, context) ??
    decideOnTarget(principal, action, resource, context) ??
    decideOnProof(principal, action, resource, context.now)
  );
}

function reaches({ person }: Principal, { reach }: Demands, { is }: Resource): boolean {
  if (reach === 'owner') return person.kind === 'owner';
  return reach !== 'administrator' || is !== 'self';
}

/**
 * Rights over others are changed by whoever has all of them: with less, somebody who may set passwords would become
 * whoever he likes. And never by a key that lies in a file: it must not be a way to such rights.
 */
function decideOnTarget(
  principal: Principal,
  { proof }: Demands,
  { is, target }: Resource,
  context: Pick<Context, 'now' | 'caller'>,
): Refusal | undefined {
  if (is !== 'other' || target === undefined || proof === 'session' || !administers(target)) return undefined;
  if (isLongTermKey(principal)) return consoleOnly(principal);
  return hasAllRights(principal, context) ? undefined : refuse('AccessDenied');
}

function decideOnProof(
  principal: Principal,
  demands: Asked,
  { is }: Resource,
  now: number,
): Refusal | undefined {
  // Nobody needs a permission or a proof for them; whom they give something, they say themselves (contract section 5).
  if (demands.service === 'sts' && principal.by !== 'flow') return undefined;
  switch (principal.by) {
    case 'flow':
      return demands.whileSigningIn && is === 'self' ? undefined : refuse('AccessDenied');
    case 'api-key':
    case 'access-key':
      return decideForKey(principal, demands, is);
    case 'session-credentials':
      return decideForCredentials(principal, demands, now);
    case 'session':
      return decideForSession(principal, demands, is, now);
  }
}

function decideForSession(
  principal: SessionPrincipal,
  demands: Demands,
  is: Resource['is'],
  now: number,
): Refusal | undefined {
  if (principal.session.level === 'recovered') return decideForRecovered(principal, demands, is, now);
  const missing = missingFor(principal);
  if (missing !== undefined && !demands.whileUnproven) return refuse(missing);
  if (wantsProof(demands, is) && !provedFreshly(principal, now)) return refuse('StepUpRequired');
  return undefined;
}

/**
 * Whoever came in by Troubleshoot MFA replaces his device, and then shows it (security.md 3.9, A11, D17). Mail and phone
 * are the proof there is; it is good for longer than others, because nobody is called again to delete one device more.
 */
function decideForRecovered(
  { session, devices }: SessionPrincipal,
  demands: Demands,
  is: Resource['is'],
  now: number,
): Refusal | undefined {
  const own = is !== 'other' && (demands.reach === 'self' || demands.reach === 'everyone');
  const proved = !wantsProof(demands, is) || session.provedAt + RECOVERED_PROOF_LIFETIME > now;
  if (demands.whileRecovered && own && proved) return undefined;
  return refuse(devices > 0 ? 'StepUpRequired' : 'EnrolmentRequired');
}

/**
 * A long-term key acts on users and reads; it changes its own person's devices only while there is none to prove with
 * (contract 7.4), and of somebody who administers not even then: whoever stole it would assign himself the device that
 * makes more of it. The owner's devices are managed in the console alone (row S2-52).
 */
function decideForKey(
  principal: KeyPrincipal | AccessKeyPrincipal,
  demands: Demands,
  is: Resource['is'],
): Refusal | undefined {
  const { person, devices } = principal;
  const own = is === 'self' || (demands.reach === 'everyone' && !administers(person));
  const ownersOwn = own && person.kind === 'owner' && demands.proof !== 'session';
  if (demands.browserOnly || demands.consoleOnly || ownersOwn) return consoleOnly(principal, demands);
  const missing = missingFor(principal);
  if (missing !== undefined && !demands.whileUnproven) return refuse(missing);
  if (own && demands.proof === 'fresh' && (devices > 0 || administers(person))) return withoutMfa();
  return undefined;
}

/**
 * What GetSessionToken gave for a code does what a session at level `mfa` does, for as long as it lasts: policies say how
 * old its proof may be (`aws:MultiFactorAuthAge`). Rights, passwords and keys it changes for an hour only: it lies in some
 * program's memory, too. Without a code it is good for nothing here, as AWS has it (contract 5).
 */
function decideForCredentials(
  principal: CredentialsPrincipal,
  demands: Demands,
  now: number,
): Refusal | undefined {
  const { session, devices } = principal;
  if (session.level !== 'mfa') return refuse('InvalidClientTokenId');
  if (demands.browserOnly) return refuse('AccessDenied', { message: IN_CONSOLE });
  // The device that it was shown with is gone, and where MFA is required there must be one.
  if (devices === 0 && requiresMfa(principal) && !demands.whileUnproven) return refuse('EnrolmentRequired');
  if (demands.consoleOnly && session.provedAt + CREDENTIALS_PROOF_LIFETIME <= now) {
    return refuse('AccessDenied', {
      message: 'This takes session credentials that are not older than an hour. Get new ones with a code.',
    });
  }
  return undefined;
}

const IN_CONSOLE = 'This can be done in the console only.';

function consoleOnly({ by }: Principal, { browserOnly }: Pick<Demands, 'browserOnly'> = {}): Refusal {
  return by === 'access-key' && !browserOnly ? withoutMfa() : refuse('AccessDenied', { message: IN_CONSOLE });
}

function withoutMfa(): Refusal {
  return refuse('AccessDenied', {
    message:
      'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.',
  });
}

function requiresMfa({ account, person }: Principal): boolean {
  return account.requireMfa === 'required' || person.mfaRequired;
}

/** What somebody owes before he reaches anything else, where MFA is required of the account or of him. */
export function missingFor(principal: Principal): 'EnrolmentRequired' | 'StepUpRequired' | undefined {
  const { devices } = principal;
  if (!requiresMfa(principal)) return undefined;
  const level = sessionOf(principal)?.level;
  if (devices === 0 && level !== 'mfa') return 'EnrolmentRequired';
  return principal.by === 'session' && level !== 'mfa' ? 'StepUpRequired' : undefined;
}

/** Whether the person gets through to the applications behind the gateway. */
export function reachesApplications(principal: SessionPrincipal): boolean {
  const { session, account, devices } = principal;
  if (session.level === 'recovered') return account.recoveredSessionReach === 'applications';
  return missingFor(principal) === undefined && (session.level === 'mfa' || devices === 0);
}

export function wantsProof({ proof }: Pick<Demands, 'proof'>, is: Resource['is']): boolean {
  return proof === 'fresh' || (proof === 'fresh-on-others' && is !== 'self');
}

/** Whoever has a device proves with it: a password-only session never touches devices (security.md A6, A7). */
function provedFreshly({ session, devices }: SessionPrincipal, now: number): boolean {
  return session.provedAt + PROOF_LIFETIME > now && (devices === 0 || session.level === 'mfa');
}
