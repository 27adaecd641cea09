import { aeskw, aeskwp } from '@noble/ciphers/aes.js';
import type { MacHash, TokenCiphers } from '../../core/inventory/ciphers.ts';

const HASHES: Record<MacHash, string> = {
  sha1: 'SHA-1',
  sha256: 'SHA-256',
  sha384: 'SHA-384',
  sha512: 'SHA-512',
};

/** WebCrypto's, but for the key wrap: it knows RFC 3394 alone, and secrets of 20 bytes come by RFC 5649. */
export const tokenCiphers: TokenCiphers = {
  async pbkdf2(password, salt, iterations, keyLength, hash) {
    const text = new TextEncoder().encode(password);
    const key = await crypto.subtle.importKey('raw', text, 'PBKDF2', false, ['deriveBits']);
    const parameters = { name: 'PBKDF2', salt: new Uint8Array(salt), iterations, hash: HASHES[hash] };
    return opened(crypto.subtle.deriveBits(parameters, key, keyLength * 8));
  },

  async hmac(hash, key, message) {
    const algorithm = { name: 'HMAC', hash: HASHES[hash] };
    const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), algorithm, false, ['sign']);
    return new Uint8Array(await crypto.subtle.sign('HMAC', imported, new Uint8Array(message)));
  },

  async aesCbcDecrypt(key, iv, encrypted) {
    const imported = await crypto.subtle.importKey('raw', new Uint8Array(key), 'AES-CBC', false, ['decrypt']);
    const parameters = { name: 'AES-CBC', iv: new Uint8Array(iv) };
    return opened(crypto.subtle.decrypt(parameters, imported, new Uint8Array(encrypted)));
  },

  aesUnwrap(key, wrapped) {
    for (const wrapping of [aeskw, aeskwp]) {
      try {
        return wrapping(key).decrypt(wrapped);
      } catch {
        // Not wrapped so, or not with this key.
      }
    }
    return undefined;
  },
};

async function opened(work: Promise<ArrayBuffer>): Promise<Uint8Array | undefined> {
  try {
    return new Uint8Array(await work);
  } catch {
    return undefined;
  }
}
