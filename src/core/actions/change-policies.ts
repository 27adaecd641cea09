import type { Person } from '../people/person.ts';
import { policiesText, readPolicies, type StoredPolicies, standingOf } from '../policy/policies.ts';
import type { Standing } from '../policy/standing.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { ActionContext } from './action.ts';

const RANK: Record<Standing, number> = { none: 0, limited: 1, full: 2 };

/**
 * The one way in which policies change. Rights over others are given by whoever has all of them: with less, somebody
 * who may write policies would write himself a better one in another's name.
 */
export async function changePolicies(
  { store, allRights, target, audit }: ActionContext,
  change: (policies: StoredPolicies) => StoredPolicies | Refusal,
  notice: string,
): Promise<Record<string, never> | Refusal> {
  const changed = change(readPolicies(target.policies));
  if (changed instanceof Refusal) return changed;
  const policies = policiesText(changed);
  const before = standingOf(target);
  const after = standingOf({ ...target, policies });
  if (after !== 'none' && !allRights) {
    return refuse('AccessDenied', {
      message: 'Only an administrator with all rights gives rights over others.',
    });
  }
  const rights = RANK[after] === RANK[before] ? 'same' : RANK[after] > RANK[before] ? 'more' : 'less';
  const done = await store.setPolicies(
    target,
    policies,
    rights,
    audit(undefined, sentence(notice, before, after)),
  );
  return done ? {} : refuse('ConcurrentModification');
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
