import * as z from 'zod';
import { defineAction } from './action.ts';
import { policyArn, policyOf } from './policy-input.ts';

export const GetPolicy = defineAction({
  name: 'GetPolicy',
  summary: 'Shows one of the built-in policies; GetPolicyVersion shows its document.',
  about: 'account',
  reach: 'administrator',
  proof: 'session',
  resource: ({ PolicyArn }) => PolicyArn,
  input: z.strictObject({ PolicyArn: policyArn }),
  output: z.object({
    Policy: z.object({
      PolicyName: z.string(),
      Arn: z.string(),
      Path: z.string(),
      DefaultVersionId: z.string(),
      IsAttachable: z.boolean(),
    }),
  }),
  async handle(_, { PolicyArn }) {
    return {
      Policy: {
        PolicyName: policyOf(PolicyArn),
        Arn: PolicyArn,
        Path: '/',
        DefaultVersionId: 'v1',
        IsAttachable: true,
      },
    };
  },
});
