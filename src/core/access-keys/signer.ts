import { textOf } from '../phone/sealed.ts';
import type { AccessKeyPrincipal, CredentialsPrincipal } from '../policy/principal.ts';
import type { Context, Seal } from '../ports.ts';
import { sameText } from '../same-text.ts';
import { ACCESS_KEY_TOUCH, type AccessKey, accessKeyContext } from './access-key.ts';

/** Whose key a request names, and the secret to check its signature with. */
export interface Signer {
  /** Another text for every secret that is sealed. */
  readonly sealedSecret: string;
  openSecret(): Promise<string>;
  readonly principal: AccessKeyPrincipal | CredentialsPrincipal;
  readonly key: AccessKey | undefined;
}

/**
 * Whoever the request says has signed it; the signature is still to be checked. All that can be wrong with key and token
 * looks alike (contract 2.2, step 8), but for a session that is over.
 */
export async function findSigner(
  context: Context,
  keyId: string,
  sessionToken: string | undefined,
): Promise<Signer | 'InvalidClientTokenId' | 'ExpiredToken'> {
  return sessionToken === undefined
    ? longTermSigner(context, keyId)
    : sessionSigner(context, keyId, sessionToken);
}

async function longTermSigner(
  { store, seal }: Context,
  keyId: string,
): Promise<Signer | 'InvalidClientTokenId'> {
  const found = await store.findAccessKey(keyId);
  if (found?.key.status !== 'Active' || found.principal.person.disabledAt !== undefined)
    return 'InvalidClientTokenId';
  const { key, sealedSecret, principal } = found;
  return { ...opening(seal, keyId, sealedSecret), principal, key };
}

async function sessionSigner(
  { store, seal, digest, now }: Context,
  keyId: string,
  token: string,
): Promise<Signer | 'InvalidClientTokenId' | 'ExpiredToken'> {
  const found = await store.findSessionCredentials(keyId);
  if (found === undefined || found.principal.person.disabledAt !== undefined) return 'InvalidClientTokenId';
  if (!sameText(found.tokenHash, await digest.sha256(token))) return 'InvalidClientTokenId';
  if (found.principal.session.expiresAt <= now) return 'ExpiredToken';
  const { sealedSecret, principal } = found;
  return { ...opening(seal, keyId, sealedSecret), principal, key: undefined };
}

function opening(seal: Seal, keyId: string, sealedSecret: string) {
  const openSecret = async () => textOf(await seal.open(sealedSecret, accessKeyContext(keyId)));
  return { sealedSecret, openSecret };
}

/** Writes down what a key was used for, once its signature was found right, at most once a minute. */
export async function noteKeyUse(
  { now, store, caller }: Context,
  { principal, key }: Signer,
  service: string,
  region: string,
): Promise<void> {
  if (principal.by === 'session-credentials') {
    const { id, lastSeenAt } = principal.session;
    if (lastSeenAt + ACCESS_KEY_TOUCH <= now) await store.touchSession(id, now);
  } else if ((key?.lastUsed?.at ?? 0) + ACCESS_KEY_TOUCH <= now) {
    await store.touchAccessKey(principal.keyId, { at: now, service, region, from: caller.address });
  }
}
