import { createDecipheriv, createHmac, pbkdf2 } from 'node:crypto';
import { promisify } from 'node:util';
import type { TokenCiphers } from '../../core/inventory/ciphers.ts';

const derive = promisify(pbkdf2);

/** The value that RFC 3394 and RFC 5649 put in front: its place is where the integrity of a wrapped key lies. */
const WRAPPINGS = [
  { name: '-wrap', initial: Buffer.alloc(8, 0xa6) },
  { name: '-wrap-pad', initial: Buffer.from('a65959a6', 'hex') },
];

/** Synchronous as in node.ts, but for PBKDF2: it takes a second, and requests must not stand behind it. */
export const tokenCiphers: TokenCiphers = {
  pbkdf2: async (password, salt, iterations, keyLength, hash) =>
    new Uint8Array(await derive(password, salt, iterations, keyLength, hash)),
  hmac: (hash, key, message) => new Uint8Array(createHmac(hash, key).update(message).digest()),
  aesCbcDecrypt: (key, iv, encrypted) => decrypted(`aes-${key.length * 8}-cbc`, key, iv, encrypted),
  aesUnwrap(key, wrapped) {
    for (const { name, initial } of WRAPPINGS) {
      const plain = decrypted(`id-aes${key.length * 8}${name}`, key, initial, wrapped);
      if (plain !== undefined) return plain;
    }
    return undefined;
  },
};

function decrypted(cipher: string, key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array) {
  try {
    const decipher = createDecipheriv(cipher, key, iv);
    return new Uint8Array(Buffer.concat([decipher.update(encrypted), decipher.final()]));
  } catch {
    return undefined;
  }
}
