import * as z from 'zod';
import { MANAGED_POLICIES } from '../policy/managed.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { policyArn, policyOf, storedDocument } from './policy-input.ts';

export const GetPolicyVersion = defineAction({
  name: 'GetPolicyVersion',
  summary: 'Shows the document of a built-in policy, which has one version.',
  about: 'account',
  reach: 'administrator',
  proof: 'session',
  resource: ({ PolicyArn }) => PolicyArn,
  input: z.strictObject({
    PolicyArn: policyArn,
    VersionId: z.string().regex(/^v[1-9]\d{0,8}$/, 'This is not a version.'),
  }),
  output: z.object({
    PolicyVersion: z.object({
      Document: storedDocument,
      VersionId: z.string(),
      IsDefaultVersion: z.boolean(),
    }),
  }),
  async handle(_, { PolicyArn, VersionId }) {
    const Document = MANAGED_POLICIES.get(policyOf(PolicyArn));
    if (Document === undefined || VersionId !== 'v1') {
      return refuse('NoSuchEntity', {
        message: 'A built-in policy has the version v1 alone.',
        known: `Policy ${PolicyArn} version ${VersionId} does not exist or is not attachable.`,
      });
    }
    return { PolicyVersion: { Document, VersionId, IsDefaultVersion: true } };
  },
});
