/**
 * `SECRET_KEYS`: `id:base64,id:base64,...`. The first key seals, all of them open, so that a new one is put in
 * front, and an old one removed once nothing sealed with it is left.
 */
export interface SecretKey {
  readonly id: string;
  /** 32 bytes. */
  readonly bytes: Uint8Array;
}

/** Says what is wrong with the text, without quoting it. */
export function parseSecretKeys(text: string): SecretKey[] | string {
  const keys: SecretKey[] = [];
  for (const part of text.split(',')) {
    const [id = '', encoded = '', ...rest] = part.trim().split(':');
    if (!/^[\w-]{1,32}$/.test(id) || rest.length > 0)
      return 'each key is written id:base64, the id with letters, digits, _ and -';
    if (keys.some(key => key.id === id)) return 'two keys have the same id';
    const bytes = decode(encoded);
    if (bytes?.length !== 32) return `key ${id} is not 32 bytes in base64`;
    keys.push({ id, bytes });
  }
  return keys;
}

function decode(base64: string): Uint8Array | undefined {
  try {
    return Uint8Array.from(atob(base64), character => character.charCodeAt(0));
  } catch {
    return undefined;
  }
}

/** `key id . base64url(nonce, ciphertext, tag)` */
export const SEALED = /^([\w-]{1,32})\.([\w-]+)$/;

/** What is authenticated with a sealed value: where it belongs and which key it says it is under. */
export function additionalData(context: string, keyId: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(`sallyport|${context}|${keyId}`);
}

/** 96 random bits a value (NIST SP 800-38D section 8.2.2): good for 2^32 values under one key. */
export const NONCE_BYTES = 12;
export const TAG_BYTES = 16;
