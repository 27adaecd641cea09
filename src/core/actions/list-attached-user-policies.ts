import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { policiesOf } from './change-policies.ts';
import { listed, pageInput, pageOf } from './pages.ts';
import { arnOfPolicy } from './policy-input.ts';

export const ListAttachedUserPolicies = defineAction({
  name: 'ListAttachedUserPolicies',
  summary: 'Lists the built-in policies that a user has.',
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({ UserName: existingUserName.optional(), ...pageInput }),
  output: z.object({
    AttachedPolicies: z.array(z.object({ PolicyName: z.string(), PolicyArn: z.string() })),
    ...listed,
  }),
  async handle({ target }, { Marker = '', MaxItems }) {
    const policies = policiesOf(target);
    if (policies instanceof Refusal) return policies;
    const after = [...policies.attached].sort().filter(name => name > Marker);
    const { items, ...more } = pageOf(after, MaxItems, name => name);
    return {
      AttachedPolicies: items.map(PolicyName => ({ PolicyName, PolicyArn: arnOfPolicy(PolicyName) })),
      ...more,
    };
  },
});
