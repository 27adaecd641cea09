import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { policiesOf } from './change-policies.ts';
import { listed, pageInput, pageOf } from './pages.ts';

export const ListUserPolicies = defineAction({
  name: 'ListUserPolicies',
  summary: "Lists a user's own policies by name.",
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({ UserName: existingUserName.optional(), ...pageInput }),
  output: z.object({ PolicyNames: z.array(z.string()), ...listed }),
  async handle({ target }, { Marker = '', MaxItems }) {
    const policies = policiesOf(target);
    if (policies instanceof Refusal) return policies;
    const after = [...policies.inline.keys()].sort().filter(name => name > Marker);
    const { items, ...more } = pageOf(after, MaxItems, name => name);
    return { PolicyNames: [...items], ...more };
  },
});
