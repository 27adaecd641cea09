import type { Digest } from '../../core/ports.ts';
import { AwsError } from '../aws-error.ts';
import { type Claim, SKEW } from './claim.ts';

const PARTS = ['Credential', 'Signature', 'SignedHeaders'];

/** The header form: `AWS4-HMAC-SHA256 Credential=..., SignedHeaders=..., Signature=...` (contract 2.2, 2). */
export async function readAuthorization(
  authorization: string,
  headers: Headers,
  digest: Digest,
): Promise<Claim | AwsError> {
  const parts = new Map<string, string>();
  for (const part of authorization.slice(authorization.indexOf(' ') + 1).split(',')) {
    const at = part.indexOf('=');
    if (at > 0) parts.set(part.slice(0, at).trim(), part.slice(at + 1).trim());
  }
  const date = headers.get('x-amz-date') ?? headers.get('date');
  const missing = PARTS.filter(name => !parts.get(name)).map(
    name => `Authorization header requires '${name}' parameter.`,
  );
  if (date === null) {
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.");
  }
  if (date === null || missing.length > 0) {
    // A hash of the header, as AWS does: an answer must not repeat a signature.
    const hash = (await digest.sha256(authorization)).replaceAll('-', '+').replaceAll('_', '/');
    const quoted = `(Hashed with SHA-256 and encoded with Base64) Authorization=${hash}=`;
    return new AwsError(400, 'IncompleteSignature', [...missing, quoted].join(' '));
  }
  return {
    form: 'header',
    credential: parts.get('Credential') ?? '',
    date,
    signedHeaders: parts.get('SignedHeaders') ?? '',
    signature: parts.get('Signature') ?? '',
    sessionToken: headers.get('x-amz-security-token') ?? undefined,
    lifetime: SKEW,
  };
}
