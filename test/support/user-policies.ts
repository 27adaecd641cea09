import { data } from './envelope.ts';
import { type Person, signInAgain } from './people.ts';

/** The text of a policy. */
export function policy(...Statement: object[]): string {
  return JSON.stringify({ Version: '2012-10-17', Statement });
}

export const EVERYTHING = policy({ Effect: 'Allow', Action: '*', Resource: '*' });

export const MANAGE_OWN_MFA = 'arn:aws:iam::aws:policy/ManageOwnMFA';

/** Whoever comes to rights over others by it, or loses some, is signed in again. */
export async function put(giver: Person, user: Person, document: string, policyName = 'own') {
  const input = { UserName: user.name, PolicyName: policyName, PolicyDocument: document };
  data(await giver.client.action('PutUserPolicy', input));
  await signInAgain(user);
}

/** Gives a user this policy and no other. */
export async function putAlone(giver: Person, user: Person, document: string): Promise<void> {
  await put(giver, user, document);
  const input = { UserName: user.name, PolicyArn: MANAGE_OWN_MFA };
  data(await giver.client.action('DetachUserPolicy', input));
  await signInAgain(user);
}
