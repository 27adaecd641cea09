import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import type { Person } from '../people/person.ts';
import { DEFAULT_POLICIES, readPolicies } from '../policy/policies.ts';
import type { Store } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { nothing } from './shapes.ts';

export const DeleteUser = defineAction({
  name: 'DeleteUser',
  summary:
    'Deletes a user who has no devices, access keys, password or policies of his own; with Force all of that goes, too.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  input: z.strictObject({
    UserName: existingUserName,
    Force: z.boolean().default(false).describe('Takes everything of the user along.'),
  }),
  output: nothing,
  async handle({ store, target, audit }, { Force }) {
    // The statement itself asks about everything else, and whether the policies are still these.
    const may = Force || !hasOwnPolicies(target);
    const deleted =
      may && (await store.deleteUser(target.id, Force, audit(undefined, 'Your account was deleted.')));
    return deleted ? {} : conflict(store, target);
  },
});

/** What every user gets does not count. */
function hasOwnPolicies({ policies }: Person): boolean {
  const { attached, inline } = readPolicies(policies);
  const given = readPolicies(DEFAULT_POLICIES).attached;
  return inline.size > 0 || attached.some(name => !given.includes(name));
}

async function conflict(store: Store, target: Person): Promise<Refusal> {
  const [message, first] = await inTheWay(store, target);
  return refuse('DeleteConflict', { message, known: `Cannot delete entity, must delete ${first} first.` });
}

async function inTheWay(store: Store, { id, password }: Person): Promise<[message: string, known: string]> {
  if ((await store.devicesOf(id)).length > 0)
    return ['Deactivate the MFA devices of this user first.', 'MFA device'];
  if ((await store.accessKeysOf(id)).length > 0)
    return ['Delete the access keys of this user first.', 'access keys'];
  if (password !== undefined) return ['Remove the password of this user first.', 'login profile'];
  return ['Take the policies from this user first.', 'policies'];
}
