import { arnOf } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { RequestKeys } from './condition.ts';
import type { Resource } from './decide.ts';
import { type Decision, evaluate } from './evaluate.ts';
import { readPolicies } from './policies.ts';
import { type Principal, sessionOf } from './principal.ts';
import { isEverything } from './standing.ts';

/**
 * What a person's policies say about an action. Undefined when they allow it; the owner is above them, and STS asks
 * nobody (contract section 5).
 */
export function denialByPolicies(
  principal: Principal,
  { name, service }: { readonly name: string; readonly service?: 'sts' },
  { arn, shown = arn }: Resource,
  { now, caller }: Pick<Context, 'now' | 'caller'>,
): Refusal | undefined {
  const { person } = principal;
  if (person.kind === 'owner' || service === 'sts') return undefined;
  const action = `iam:${name}`;
  const keys = keysOf(principal, now, caller.address);
  const decide = (keys: RequestKeys) =>
    evaluate(readPolicies(person.policies).all, { action, resource: arn, keys });

  const decision = decide(keys);
  if (decision.effect === 'allowed') return undefined;
  const known = `User: ${arnOf(person)} is not authorized to perform: ${action} on resource: ${shown} ${because(decision, action)}`;
  const withMfa = decide({ ...keys, multiFactorAuthPresent: true, multiFactorAuthAge: 0 });
  if (withMfa.effect !== 'allowed')
    return refuse('AccessDenied', { message: `Your permissions do not allow ${action}.`, known });
  // A fresh proof is all that is missing. Where there is no device, the page could only ask for one that nobody has.
  return principal.by === 'session' && principal.devices > 0 && principal.session.level !== 'recovered'
    ? refuse('StepUpRequired')
    : refuse('AccessDenied', { message: `Your permissions allow ${action} with MFA only.`, known });
}

/** Whether the policies allow this request an action on something else than it is about. */
export function mayDo(
  principal: Principal,
  action: string,
  arn: string,
  context: Pick<Context, 'now' | 'caller'>,
): boolean {
  const resource = { is: 'account', arn, target: undefined } as const;
  if (sessionOf(principal)?.level === 'recovered') return false;
  return denialByPolicies(principal, { name: action }, resource, context) === undefined;
}

/**
 * Whether this request comes with all rights, not counting on what its conditions do not grant it now, and with nothing
 * denied to it. Rights over others are given on the strength of it, so what is in doubt counts as less
 * (`standing.ts` doubts the other way, for those who are to be protected).
 */
export function hasAllRights(
  principal: Principal,
  { now, caller }: Pick<Context, 'now' | 'caller'>,
): boolean {
  if (sessionOf(principal)?.level === 'recovered') return false;
  const { person } = principal;
  if (person.kind === 'owner') return true;
  const keys = keysOf(principal, now, caller.address);
  const applying = readPolicies(person.policies)
    .all.flatMap(({ policy }) => policy.statements)
    .filter(({ conditions }) => conditions.every(holds => holds(keys)));
  return (
    applying.every(({ effect }) => effect === 'Allow') && applying.some(statement => isEverything(statement))
  );
}

/** With a long-term key the key for MFA is not false, it is not there (contract section 7.5). */
function keysOf(principal: Principal, now: number, sourceIp: string): RequestKeys {
  const { id, userName } = principal.person;
  const who = { username: userName, userId: id, sourceIp };
  if (principal.by === 'flow') return { ...who, multiFactorAuthPresent: false };
  const session = sessionOf(principal);
  if (session === undefined) return who;
  return session.level === 'mfa'
    ? {
        ...who,
        multiFactorAuthPresent: true,
        multiFactorAuthAge: Math.max(0, Math.floor((now - session.provedAt) / 1000)),
      }
    : { ...who, multiFactorAuthPresent: false };
}

function because({ effect }: Decision, action: string): string {
  return effect === 'explicitDeny'
    ? 'with an explicit deny in an identity-based policy'
    : `because no identity-based policy allows the ${action} action`;
}
