import type { KeyPrincipal } from '../policy/principal.ts';
import type { Context } from '../ports.ts';
import { API_KEY_TOUCH } from './api-key.ts';

/** Who the bearer of this key is, undefined when the key opens nothing (any more). */
export async function checkApiKey(
  { now, store, digest, caller }: Pick<Context, 'now' | 'store' | 'digest' | 'caller'>,
  secret: string,
): Promise<KeyPrincipal | undefined> {
  const found = await store.findKeyPrincipal(await digest.sha256(secret));
  if (found === undefined || found.principal.person.disabledAt !== undefined) return undefined;
  const { principal, key } = found;
  if ((key.lastUsedAt ?? 0) + API_KEY_TOUCH <= now) await store.touchApiKey(key.id, now, caller.address);
  return principal;
}
