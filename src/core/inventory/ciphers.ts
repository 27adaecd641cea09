import type { Awaitable } from '../ports.ts';

export type MacHash = 'sha1' | 'sha256' | 'sha384' | 'sha512';

/** The cryptography of encrypted PSKC files (RFC 6030 section 6). What does not open is undefined, never a throw. */
export interface TokenCiphers {
  /** Undefined when the platform declines to count this far: production Workers stop at 100,000. */
  pbkdf2(
    password: string,
    salt: Uint8Array,
    iterations: number,
    keyLength: number,
    hash: MacHash,
  ): Promise<Uint8Array | undefined>;
  hmac(hash: MacHash, key: Uint8Array, message: Uint8Array): Awaitable<Uint8Array>;
  /** PKCS #7 padding; the key of 16, 24 or 32 bytes says which AES. */
  aesCbcDecrypt(key: Uint8Array, iv: Uint8Array, encrypted: Uint8Array): Awaitable<Uint8Array | undefined>;
  /** RFC 3394, else RFC 5649: writers give both the same name. */
  aesUnwrap(key: Uint8Array, wrapped: Uint8Array): Awaitable<Uint8Array | undefined>;
}
