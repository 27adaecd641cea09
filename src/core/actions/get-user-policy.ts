import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { policiesOf } from './change-policies.ts';
import { noSuchPolicy, policyName, storedDocument } from './policy-input.ts';

export const GetUserPolicy = defineAction({
  name: 'GetUserPolicy',
  summary: "Shows one of a user's own policies.",
  about: 'person',
  reach: 'self',
  proof: 'session',
  input: z.strictObject({ UserName: existingUserName.optional(), PolicyName: policyName }),
  output: z.object({ UserName: z.string(), PolicyName: z.string(), PolicyDocument: storedDocument }),
  async handle({ target }, { PolicyName }) {
    const policies = policiesOf(target);
    if (policies instanceof Refusal) return policies;
    const PolicyDocument = policies.inline.get(PolicyName);
    if (PolicyDocument === undefined) return noSuchPolicy(PolicyName);
    return { UserName: target.userName ?? '', PolicyName, PolicyDocument };
  },
});
