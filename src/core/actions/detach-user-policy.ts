import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { changePolicies } from './change-policies.ts';
import { policyArn, policyOf } from './policy-input.ts';
import { nothing } from './shapes.ts';

export const DetachUserPolicy = defineAction({
  name: 'DetachUserPolicy',
  summary: 'Takes a built-in policy from a user; with less rights over others his sessions end.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName, PolicyArn: policyArn }),
  output: nothing,
  async handle(context, input) {
    const name = policyOf(input.PolicyArn);
    return changePolicies(
      context,
      policies =>
        policies.attached.includes(name)
          ? { ...policies, attached: policies.attached.filter(attached => attached !== name) }
          : refuse('NoSuchEntity', {
              message: 'The user does not have this policy.',
              known: `Policy ${input.PolicyArn} was not found.`,
            }),
      `The policy ${name} was taken from you.`,
    );
  },
});
