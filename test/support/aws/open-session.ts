import { type AwsProgram, type Connection, done } from './client.ts';

/** The same place, with the credentials that GetSessionToken gives: for a code, or for none. */
export async function openSession(
  program: AwsProgram,
  to: Connection,
  code: { SerialNumber: string; TokenCode: string } | Record<string, never> = {},
): Promise<Connection> {
  const { Credentials } = done(await program.call(to, 'GetSessionToken', code));
  const { AccessKeyId = '', SecretAccessKey = '', SessionToken = '' } = Credentials as Record<string, string>;
  const credentials = {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
  };
  return { ...to, credentials };
}
