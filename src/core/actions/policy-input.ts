import * as z from 'zod';
import { type Refusal, refuse } from '../refusal.ts';

/** The built-in policies by their ARNs, as AWS names its own. */
export const policyArn = z
  .string()
  .regex(
    /^arn:aws:iam::aws:policy\/(AdministratorAccess|ManageOwnMFA)$/,
    'There are arn:aws:iam::aws:policy/AdministratorAccess and arn:aws:iam::aws:policy/ManageOwnMFA.',
  );

export const policyName = z.string().regex(/^[\w+=,.@-]{1,128}$/, 'This is not the name of a policy.');
/** What the reader of policies takes at most; more is refused as a parameter, before anything reads it. */
export const policyDocument = z.string().min(1).max(10_240).describe('The JSON of the policy, as text.');
/** Clients of AWS decode it: on their wire alone a document is written as in addresses (RFC 3986). */
export const storedDocument = z.string().meta({ encoded: 'uri' });

export function policyOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

export function arnOfPolicy(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}

export function noSuchPolicy(name: string): Refusal {
  return refuse('NoSuchEntity', {
    message: 'The user has no policy of that name.',
    known: `The user policy with name ${name} cannot be found.`,
  });
}
