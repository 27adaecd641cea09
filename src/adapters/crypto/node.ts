import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createSecretKey,
  hash,
  randomBytes,
} from 'node:crypto';
import { type Digest, type Random, type Seal, SealBroken } from '../../core/ports.ts';
import { additionalData, NONCE_BYTES, SEALED, type SecretKey, TAG_BYTES } from './keys.ts';

/**
 * Synchronous on purpose: WebCrypto's jobs on Node wait in the same thread pool as the password hashes, and a
 * session check must never stand behind a sign-in (DESIGN section 3).
 */
export const random: Random = {
  bytes: length => new Uint8Array(randomBytes(length)),
  token: () => randomBytes(32).toString('base64url'),
};

export const digest: Digest = {
  sha256: text => hash('sha256', text, 'base64url'),
  sha256Hex: bytes => hash('sha256', bytes, 'hex'),
  hmacSha256: (key, text) => new Uint8Array(createHmac('sha256', key).update(text).digest()),
};

export function createSeal(keys: readonly [SecretKey, ...SecretKey[]]): Seal {
  const ring = new Map(keys.map(key => [key.id, createSecretKey(key.bytes)]));
  const sealing = keys[0].id;
  const keyOf = (id: string) => {
    const key = ring.get(id);
    if (key === undefined) throw new Error('sealed with a key that is not in SECRET_KEYS');
    return key;
  };
  return {
    seal(plain, context) {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv('aes-256-gcm', keyOf(sealing), nonce).setAAD(
        additionalData(context, sealing),
      );
      const sealed = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
      return `${sealing}.${sealed.toString('base64url')}`;
    },
    open(sealed, context) {
      try {
        const [, id = '', body = ''] = SEALED.exec(sealed) ?? [];
        const bytes = Buffer.from(body, 'base64url');
        const nonce = bytes.subarray(0, NONCE_BYTES);
        const decipher = createDecipheriv('aes-256-gcm', keyOf(id), nonce, { authTagLength: TAG_BYTES })
          .setAAD(additionalData(context, id))
          .setAuthTag(bytes.subarray(-TAG_BYTES));
        const plain = [decipher.update(bytes.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()];
        return new Uint8Array(Buffer.concat(plain));
      } catch (cause) {
        throw new SealBroken(context, { cause });
      }
    },
  };
}
