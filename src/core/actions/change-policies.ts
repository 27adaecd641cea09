import type { Person } from '../people/person.ts';
import type { RightsChange } from '../people/store.ts';
import type { NamedPolicy } from '../policy/evaluate.ts';
import { type PersonPolicies, policiesText, readPolicies, type StoredPolicies } from '../policy/policies.ts';
import type { Standing } from '../policy/standing.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { ActionContext } from './action.ts';

/**
 * The one way in which policies change. Rights over others, to see them included, are given by whoever has all of them:
 * with less, somebody who may write policies would write himself a better one in another's name.
 */
export async function changePolicies(
  { store, allRights, target, audit }: ActionContext,
  change: (policies: StoredPolicies) => StoredPolicies | Refusal,
  notice: string,
): Promise<Record<string, never> | Refusal> {
  const before = readPolicies(target.policies);
  const changed = change(before);
  if (changed instanceof Refusal) return changed;
  const policies = policiesText(changed);
  const after = readPolicies(policies);
  if ((after.standing !== 'none' || after.readsOthers) && !allRights) {
    return refuse('AccessDenied', {
      message: 'Only an administrator with all rights gives rights over others, or to see them.',
    });
  }
  const done = await store.setPolicies(
    target,
    policies,
    rightsChange(before, after),
    audit(undefined, sentence(notice, before.standing, after.standing)),
  );
  return done ? {} : refuse('ConcurrentModification');
}

function rightsChange(before: PersonPolicies, after: PersonPolicies): RightsChange {
  if (before.standing !== 'none') return onlyGains(before, after) ? 'same' : 'less';
  if (after.standing !== 'none') return 'first';
  return after.readsOthers ? 'reads' : 'same';
}

/**
 * Nothing went away or changed, and what was added denies nothing. Everything else may have taken something from whoever
 * could do something about others, and what he has open may rest on it.
 */
function onlyGains(before: PersonPolicies, after: PersonPolicies): boolean {
  const kept = ({ source, name }: NamedPolicy) =>
    source === 'user'
      ? before.inline.has(name) && before.inline.get(name) === after.inline.get(name)
      : before.attached.includes(name);
  const added = after.all.filter(policy => !kept(policy));
  return (
    after.all.length - added.length === before.all.length &&
    added.every(({ policy }) => policy.statements.every(({ effect }) => effect === 'Allow'))
  );
}

function sentence(notice: string, before: Standing, after: Standing): string {
  if (before === 'none' && after !== 'none') return `${notice} You are an administrator of the account now.`;
  if (before !== 'none' && after === 'none')
    return `${notice} You are not an administrator of the account any more.`;
  return notice;
}

/** Whose policies a person has; the owner has none, and needs none. */
export function policiesOf(target: Person): StoredPolicies | Refusal {
  return target.kind === 'owner'
    ? refuse('InvalidInput', { message: 'The owner has no policies. Name a user.' })
    : readPolicies(target.policies);
}
