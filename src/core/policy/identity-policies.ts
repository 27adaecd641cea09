import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { Resource } from './decide.ts';
import { administers, type Principal } from './principal.ts';

/** What a person's policies say about an action; the owner is above them. Undefined when they allow it. */
export function denialByPolicies(
  { person }: Principal,
  { reach, service }: { readonly reach: string; readonly name: string; readonly service?: 'sts' },
  { is }: Resource,
  _: Pick<Context, 'now' | 'caller'>,
): Refusal | undefined {
  if (person.kind === 'owner' || service === 'sts') return undefined;
  if (reach === 'administrator' || is === 'other') {
    return administers(person) ? undefined : refuse('AccessDenied');
  }
  return undefined;
}
