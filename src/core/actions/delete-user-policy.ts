import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { defineAction } from './action.ts';
import { changePolicies } from './change-policies.ts';
import { noSuchPolicy, policyName } from './policy-input.ts';
import { nothing } from './shapes.ts';

export const DeleteUserPolicy = defineAction({
  name: 'DeleteUserPolicy',
  summary: 'Takes a policy of his own from a user; with less rights over others his sessions end.',
  about: 'person',
  reach: 'administrator',
  proof: 'fresh',
  consoleOnly: true,
  input: z.strictObject({ UserName: existingUserName, PolicyName: policyName }),
  output: nothing,
  async handle(context, { PolicyName }) {
    return changePolicies(
      context,
      policies => {
        const inline = new Map(policies.inline);
        return inline.delete(PolicyName) ? { ...policies, inline } : noSuchPolicy(PolicyName);
      },
      `The policy ${PolicyName} was taken from you.`,
    );
  },
});
