import * as z from 'zod';

/** The built-in policies by their ARNs, as AWS names its own. */
export const policyArn = z
  .string()
  .regex(
    /^arn:aws:iam::aws:policy\/(AdministratorAccess|ManageOwnMFA)$/,
    'There are arn:aws:iam::aws:policy/AdministratorAccess and arn:aws:iam::aws:policy/ManageOwnMFA.',
  );

export function policyOf(arn: string): string {
  return arn.slice(arn.lastIndexOf('/') + 1);
}

export function arnOfPolicy(name: string): string {
  return `arn:aws:iam::aws:policy/${name}`;
}
