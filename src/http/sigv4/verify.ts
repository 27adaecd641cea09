import type { Digest } from '../../core/ports.ts';
import { sameText } from '../../core/same-text.ts';
import { AwsError } from '../aws-error.ts';
import { readAuthorization } from './authorization.ts';
import { canonicalRequest } from './canonical.ts';
import { ALGORITHM, type Claim } from './claim.ts';
import { readPresigned } from './presigned.ts';
import type { SignedRequest } from './request.ts';
import { readScope, type Service } from './scope.ts';
import { signatureOf } from './signature.ts';
import type { Secret } from './signing-key.ts';

/** Whose access key it is, with the secret to check the signature by; or why it opens nothing. */
export type FindSigner<Signer> = (
  accessKeyId: string,
  sessionToken: string | undefined,
) => Promise<Signer | 'InvalidClientTokenId' | 'ExpiredToken'>;

export interface Verified<Signer> {
  readonly signer: Signer;
  readonly form: Claim['form'];
  readonly service: Service;
  readonly region: string;
}

/** Whether somebody means this request to be judged by a signature. */
export function claimsSignature(authorization: string | null, query: URLSearchParams): boolean {
  return authorization?.startsWith('AWS4-') === true || query.has('X-Amz-Algorithm');
}

/**
 * Who signed this request, or what AWS would answer (contract 2.2). Signature Version 4 has no nonce: within 15 minutes
 * the same request can come again, and whatever takes a code must take it once.
 */
export async function verify<Signer extends Secret>(
  request: SignedRequest,
  services: readonly Service[],
  { now, digest }: { readonly now: number; readonly digest: Digest },
  find: FindSigner<Signer>,
): Promise<Verified<Signer> | AwsError> {
  const { headers, body } = request;
  const claim = await readClaim(request, digest);
  if (claim instanceof AwsError) return claim;
  const scope = readScope(claim, services, now);
  if (scope instanceof AwsError) return scope;

  const signedHeaders = claim.signedHeaders.split(';');
  const unsigned = refuseHeaders(headers, signedHeaders);
  if (unsigned !== undefined) return unsigned;
  const bodyHash = await digest.sha256Hex(body);
  const claimedHash = headers.get('x-amz-content-sha256');
  // UNSIGNED-PAYLOAD is refused with it: whoever stands between could swap the codes in the body.
  if (claimedHash !== null && claimedHash !== bodyHash) {
    return mismatch("The value of 'x-amz-content-sha256' must be the SHA-256 of the request's body.");
  }

  const signer = await find(scope.accessKeyId, claim.sessionToken);
  if (signer === 'InvalidClientTokenId') return unknownToken();
  if (signer === 'ExpiredToken') {
    return new AwsError(403, signer, 'The security token included in the request is expired');
  }
  const canonical = canonicalRequest(request, signedHeaders, bodyHash);
  const expected = await signatureOf(digest, signer, scope, claim.date, canonical);
  if (!sameText(expected, claim.signature)) {
    return mismatch(
      'The request signature we calculated does not match the signature you provided. Check your AWS Secret Access Key and signing method. Consult the service documentation for details.',
    );
  }
  return { signer, form: claim.form, service: scope.service, region: scope.region };
}

/** The one answer for a key that opens nothing (contract 2.2, 8). */
function unknownToken(): AwsError {
  return new AwsError(403, 'InvalidClientTokenId', 'The security token included in the request is invalid.');
}

async function readClaim({ headers, query }: SignedRequest, digest: Digest): Promise<Claim | AwsError> {
  const authorization = headers.get('authorization');
  const algorithm = query.find(([name]) => name === 'X-Amz-Algorithm')?.[1];
  if (authorization !== null && algorithm !== undefined) {
    return mismatch('Sign either in the Authorization header or in the query string, not in both.');
  }
  if (authorization?.split(' ', 1)[0] === ALGORITHM) return readAuthorization(authorization, headers, digest);
  if (algorithm === ALGORITHM) return readPresigned(query);
  return new AwsError(403, 'MissingAuthenticationToken', 'Request is missing Authentication Token');
}

/** A header's name in lower case (RFC 9110 section 5.6.2). */
const HEADER = /^[a-z0-9!#$%&'*+.^_`|~-]+$/;

/** What must be signed: the host, and every X-Amz-* header that came (contract 2.2, 7). */
function refuseHeaders(headers: Headers, signed: readonly string[]): AwsError | undefined {
  if (!signed.includes('host')) {
    return mismatch("'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization.");
  }
  const canonical = signed.every(
    (name, at) => HEADER.test(name) && (at === 0 || (signed[at - 1] ?? '') < name),
  );
  if (!canonical) return mismatch("'SignedHeaders' must be names in lower case and sorted, each once.");
  const open = [...headers.keys()].filter(name => name.startsWith('x-amz-') && !signed.includes(name));
  if (open.length === 0) return undefined;
  return new AwsError(400, 'IncompleteSignature', `Header(s) not signed: ${open.join(', ')}`);
}

function mismatch(message: string): AwsError {
  return new AwsError(403, 'SignatureDoesNotMatch', message);
}
