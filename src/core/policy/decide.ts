import { type Refusal, refuse } from '../refusal.ts';
import { PROOF_LIFETIME, type Principal } from '../session/session.ts';

/** What the gate has to know about an action; each action states it. */
export interface Demands {
  /** `self`: everybody on himself, the owner on users. `owner`: the owner alone. `everyone`: the whole account. */
  readonly reach: 'self' | 'owner' | 'everyone';
  /** `fresh`: a proof not older than 15 minutes, at the best level that the person can show. */
  readonly proof: 'session' | 'fresh';
  /** Reachable while the account's `RequireMfa` is not met yet: what it takes to meet it, and to leave. */
  readonly whileUnproven?: true;
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
  const missing = missingFor(principal);
  if (missing !== undefined && !demands.whileUnproven) return refuse(missing);
  if (demands.proof === 'fresh' && !provedFreshly(principal, now)) return refuse('StepUpRequired');
  return undefined;
}

function reaches({ person }: Principal, { reach }: Demands, resource: Resource): boolean {
  if (person.kind === 'owner' || reach === 'everyone') return true;
  return reach === 'self' && resource === 'self';
}

/** What a session owes before it reaches anything else, where the account requires MFA. */
export function missingFor({
  account,
  session,
  devices,
}: Principal): 'EnrolmentRequired' | 'StepUpRequired' | undefined {
  if (account.requireMfa === 'optional' || session.level === 'mfa') return undefined;
  return devices === 0 ? 'EnrolmentRequired' : 'StepUpRequired';
}

/** Whoever has a device proves with it: a password-only session never touches devices (security.md A6, A7). */
function provedFreshly({ session, devices }: Principal, now: number): boolean {
  return session.provedAt + PROOF_LIFETIME > now && (devices === 0 || session.level === 'mfa');
}
