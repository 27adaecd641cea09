import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { readDocument, refuseTooMuch } from '../policy/inline.ts';
import { Refusal } from '../refusal.ts';
import { defineAction } from './action.ts';
import { changePolicies } from './change-policies.ts';
import { policyDocument, policyName } from './policy-input.ts';
import { nothing } from './shapes.ts';

export const PutUserPolicy = defineAction({
  name: 'PutUserPolicy',
  summary: 'Gives a user a policy of his own, or replaces the one of that name.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({
    UserName: existingUserName,
    PolicyName: policyName,
    PolicyDocument: policyDocument,
  }),
  output: nothing,
  async handle(context, { PolicyName, PolicyDocument }) {
    const policy = readDocument(PolicyDocument);
    if (policy instanceof Refusal) return policy;
    return changePolicies(
      context,
      policies => {
        const inline = new Map(policies.inline).set(PolicyName, PolicyDocument);
        return refuseTooMuch([...inline.values()], context.target.userName) ?? { ...policies, inline };
      },
      `The policy ${PolicyName} was given to you.`,
    );
  },
});
