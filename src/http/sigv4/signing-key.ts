import type { Awaitable, Digest } from '../../core/ports.ts';
import type { Scope } from './scope.ts';

/** A secret that is opened when it is needed. */
export interface Secret {
  /** Another text for every secret that is sealed. */
  readonly sealedSecret: string;
  openSecret(): Awaitable<string>;
}

/**
 * The key of a day, region and service (contract 2.2, 11). Programs ask again and again, and to open the secret and to
 * derive this from it are half the cost of a request: some are kept, the oldest go first. Whether the access key still
 * opens anything is asked of the store every time, before.
 */
const derived = new Map<string, Uint8Array>();
const MOST_KEPT = 256;

const utf8 = new TextEncoder();

export async function signingKey(
  digest: Digest,
  secret: Secret,
  { day, region, service }: Scope,
): Promise<Uint8Array> {
  const name = `${secret.sealedSecret}|${day}|${region}|${service}`;
  const known = derived.get(name);
  if (known !== undefined) return known;
  const key = await derive(digest, await secret.openSecret(), [day, region, service, 'aws4_request']);
  derived.set(name, key);
  for (const [oldest] of derived) {
    if (derived.size <= MOST_KEPT) break;
    derived.delete(oldest);
  }
  return key;
}

async function derive(digest: Digest, secret: string, parts: readonly string[]): Promise<Uint8Array> {
  let key: Uint8Array = utf8.encode(`AWS4${secret}`);
  for (const part of parts) key = await digest.hmacSha256(key, part);
  return key;
}
