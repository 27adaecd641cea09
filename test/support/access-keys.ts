import { data } from './envelope.ts';
import type { Person } from './people.ts';

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** A long-term key that a user made in his console. */
export async function accessKeyOf(user: Person): Promise<AccessKey> {
  const answer = await user.client.action<{ AccessKey: { AccessKeyId: string; SecretAccessKey: string } }>(
    'CreateAccessKey',
  );
  const { AccessKeyId, SecretAccessKey } = data(answer).AccessKey;
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
}
