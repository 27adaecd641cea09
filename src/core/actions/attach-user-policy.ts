import * as z from 'zod';
import { existingUserName } from '../inputs.ts';
import { defineAction } from './action.ts';
import { changePolicies } from './change-policies.ts';
import { policyArn, policyOf } from './policy-input.ts';
import { nothing } from './shapes.ts';

export const AttachUserPolicy = defineAction({
  name: 'AttachUserPolicy',
  summary: 'Gives a user one of the built-in policies.',
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
          ? policies
          : { ...policies, attached: [...policies.attached, name].sort() },
      `The policy ${name} was given to you.`,
    );
  },
});
