import { type Digest, type Random, type Seal, SealBroken } from '../../core/ports.ts';
import { additionalData, NONCE_BYTES, SEALED, type SecretKey } from './keys.ts';

/** In workerd WebCrypto is the fast one. */
export const random: Random = {
  bytes: length => crypto.getRandomValues(new Uint8Array(length)),
  token: () => toBase64url(crypto.getRandomValues(new Uint8Array(32))),
};

export const digest: Digest = {
  sha256: async text =>
    toBase64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))),
  async sha256Hex(bytes) {
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new Uint8Array(bytes)));
    return Array.from(digest, byte => byte.toString(16).padStart(2, '0')).join('');
  },
  async hmacSha256(bytes, text) {
    const algorithm = { name: 'HMAC', hash: 'SHA-256' };
    const key = await crypto.subtle.importKey('raw', new Uint8Array(bytes), algorithm, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(text)));
  },
};

export function createSeal(keys: readonly [SecretKey, ...SecretKey[]]): Seal {
  const ring = new Map(
    keys.map(key => [
      key.id,
      crypto.subtle.importKey('raw', new Uint8Array(key.bytes), 'AES-GCM', false, ['encrypt', 'decrypt']),
    ]),
  );
  const sealing = keys[0].id;
  const keyOf = async (id: string) => {
    const key = await ring.get(id);
    if (key === undefined) throw new Error('sealed with a key that is not in SECRET_KEYS');
    return key;
  };
  const parameters = (nonce: Uint8Array<ArrayBuffer>, context: string, id: string) => ({
    name: 'AES-GCM',
    iv: nonce,
    additionalData: additionalData(context, id),
  });
  return {
    async seal(plain, context) {
      const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const key = await keyOf(sealing);
      const body = await crypto.subtle.encrypt(
        parameters(nonce, context, sealing),
        key,
        new Uint8Array(plain),
      );
      const sealed = new Uint8Array([...nonce, ...new Uint8Array(body)]);
      return `${sealing}.${toBase64url(sealed)}`;
    },
    async open(sealed, context) {
      try {
        const [, id = '', body = ''] = SEALED.exec(sealed) ?? [];
        const bytes = fromBase64url(body);
        const key = await keyOf(id);
        const nonce = bytes.slice(0, NONCE_BYTES);
        const plain = crypto.subtle.decrypt(parameters(nonce, context, id), key, bytes.slice(NONCE_BYTES));
        return new Uint8Array(await plain);
      } catch (cause) {
        throw new SealBroken(context, { cause });
      }
    },
  };
}

function toBase64url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function fromBase64url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), character =>
    character.charCodeAt(0),
  );
}
