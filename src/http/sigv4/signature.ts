import type { Digest } from '../../core/ports.ts';
import { ALGORITHM } from './claim.ts';
import type { Scope } from './scope.ts';
import { type Secret, signingKey } from './signing-key.ts';

const utf8 = new TextEncoder();

/** What the signature of this canonical request is, with this secret (contract 2.2, 10 and 11). */
export async function signatureOf(
  digest: Digest,
  secret: Secret,
  scope: Scope,
  date: string,
  canonical: string,
): Promise<string> {
  const { day, region, service } = scope;
  const hash = await digest.sha256Hex(utf8.encode(canonical));
  const text = `${ALGORITHM}\n${date}\n${day}/${region}/${service}/aws4_request\n${hash}`;
  const signature = await digest.hmacSha256(await signingKey(digest, secret, scope), text);
  return Array.from(signature, byte => byte.toString(16).padStart(2, '0')).join('');
}
