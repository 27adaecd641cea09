import { base64 } from '@scure/base';
import type { Digest } from '../ports.ts';

/** How a secret is shown, once (Standard Webhooks: `whsec_` and base64). */
export function shownSecret(secret: Uint8Array): string {
  return `whsec_${base64.encode(secret)}`;
}

/**
 * The headers of one attempt, as in the Standard Webhooks specification: HMAC-SHA-256 over id, time and body, one
 * signature a secret. The time is the attempt's, and signed: receivers refuse what is older than five minutes, so that
 * nobody who saw a request can send it again later.
 */
export async function signedHeaders(
  digest: Pick<Digest, 'hmacSha256'>,
  secrets: readonly Uint8Array[],
  id: string,
  now: number,
  body: string,
): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const signatures = await Promise.all(
    secrets.map(async secret => {
      const mac = await digest.hmacSha256(secret, `${id}.${timestamp}.${body}`);
      return `v1,${base64.encode(mac)}`;
    }),
  );
  return {
    'webhook-id': id,
    'webhook-timestamp': timestamp,
    'webhook-signature': signatures.join(' '),
  };
}
