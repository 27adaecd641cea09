import { AwsError } from '../aws-error.ts';
import type { Pair } from '../form.ts';
import { type Claim, SKEW } from './claim.ts';

const NEEDED = ['X-Amz-Credential', 'X-Amz-Date', 'X-Amz-Signature', 'X-Amz-SignedHeaders'];
const OWN = ['X-Amz-Algorithm', 'X-Amz-Expires', 'X-Amz-Security-Token', ...NEEDED];

/** Whether this parameter belongs to the signature of a presigned address, and not to the action. */
export function isOfSignature(name: string): boolean {
  return OWN.includes(name);
}

/** The form whose signature is in the query string (contract 2.3). */
export function readPresigned(query: readonly Pair[]): Claim | AwsError {
  const found = new Map<string, string>();
  for (const [name, value] of query) {
    if (!isOfSignature(name)) continue;
    // Of two, one reader takes the first and another the last.
    if (found.has(name)) return incomplete(`The query-string parameter '${name}' must come once.`);
    found.set(name, value);
  }
  const missing = NEEDED.filter(name => !found.get(name));
  if (missing.length > 0) {
    const sentences = missing.map(name => `AWS query-string parameters must include '${name}'.`);
    return incomplete(`${sentences.join(' ')} Re-examine the query-string parameters.`);
  }
  const expires = found.get('X-Amz-Expires') ?? String(SKEW);
  if (!/^[1-9]\d{0,5}$/.test(expires)) return incomplete("'X-Amz-Expires' must be a number of seconds.");
  return {
    form: 'presigned',
    credential: found.get('X-Amz-Credential') ?? '',
    date: found.get('X-Amz-Date') ?? '',
    signedHeaders: found.get('X-Amz-SignedHeaders') ?? '',
    signature: found.get('X-Amz-Signature') ?? '',
    sessionToken: found.get('X-Amz-Security-Token'),
    lifetime: Math.min(Number(expires), SKEW),
  };
}

function incomplete(message: string): AwsError {
  return new AwsError(400, 'IncompleteSignature', message);
}
