import type { TokenCiphers } from './ciphers.ts';
import { decodeBase64 } from './fields.ts';
import { type InventoryKeys, opens } from './keys.ts';
import { derivationOf } from './pskc-derivation.ts';
import { CIPHERS, child, HMACS, PSKC, repeats, type Stop, XMLDSIG, XMLENC, XMLENC11 } from './pskc-names.ts';
import type { Refused } from './token.ts';
import type { XmlElement } from './xml.ts';

const AES_BLOCK = 16;
/** RFC 6030's examples have 20. */
const MAC_KEY_BYTES = 16;

/**
 * What a file says about its encryption (RFC 6030 section 6), and how its secrets open. AES-CBC says nothing about
 * whether it was altered, so there the MAC comes first, and without one nothing is decrypted: otherwise this
 * would be a padding oracle. A wrong key and an altered file get the same sentence for the same reason.
 */
export class PskcEncryption {
  readonly #keys: InventoryKeys;
  readonly #ciphers: TokenCiphers;
  #key: Uint8Array | undefined;
  #macMethod: XmlElement | undefined;
  #macKey: Uint8Array | undefined;
  /** The file says that it is encrypted. */
  #encrypted = false;

  constructor(keys: InventoryKeys, ciphers: TokenCiphers) {
    this.#keys = keys;
    this.#ciphers = ciphers;
    this.#key = keys.preSharedKey;
  }

  /** Takes the EncryptionKey element. The password is hashed here, once a file. */
  async useKey(element: XmlElement): Promise<Stop | undefined> {
    this.#encrypted = true;
    if (repeats(element)) return REPEATED;
    const derivedKey = child(element, `${XMLENC11}DerivedKey`);
    if (derivedKey === undefined) {
      if (child(element, `${XMLDSIG}KeyName`) === undefined)
        return { stop: 'The file is encrypted neither with a pre-shared key nor with a password.' };
      return this.#key === undefined ? NO_PRE_SHARED_KEY : undefined;
    }
    const { password } = this.#keys;
    if (password === undefined) return { stop: 'The file is encrypted with a password, and none was given.' };
    const derivation = derivationOf(derivedKey);
    if ('stop' in derivation) return derivation;
    const { salt, iterations, keyLength, hash } = derivation;
    this.#key = await this.#ciphers.pbkdf2(password, salt, iterations, keyLength, hash);
    return this.#key === undefined
      ? { stop: 'This server does not derive keys with so many iterations (PBKDF2).' }
      : undefined;
  }

  useMac(element: XmlElement): Stop | undefined {
    this.#encrypted = true;
    this.#macMethod = element;
    return repeats(element) ? REPEATED : undefined;
  }

  /**
   * The bytes of a Secret element. A plain one where an encrypted one is to be expected ends the file: whoever can
   * alter the file would put secrets of his own into it without knowing the key.
   */
  async open(secret: XmlElement): Promise<Uint8Array | Refused | Stop> {
    const plain = child(secret, `${PSKC}PlainValue`);
    const encrypted = child(secret, `${PSKC}EncryptedValue`);
    if (plain !== undefined && encrypted !== undefined) return { refused: 'The secret is there twice.' };
    if (plain !== undefined && this.#encrypted) return PLAIN_AMONG_ENCRYPTED;
    if (plain !== undefined && opens(this.#keys)) return PLAIN;
    if (plain !== undefined) return decodeBase64(plain.text) ?? { refused: 'The secret is not base64.' };
    if (encrypted === undefined) return { refused: 'The secret is missing.' };
    return this.#decrypt(encrypted, child(secret, `${PSKC}ValueMAC`));
  }

  async #decrypt(value: XmlElement, mac: XmlElement | undefined): Promise<Uint8Array | Stop> {
    const cipher = cipherOf(value);
    if (cipher === undefined) return UNKNOWN_CIPHER;
    if (cipher.mode === 'cbc' && (mac === undefined || this.#macMethod === undefined)) return NO_MAC;
    const text = child(value, `${XMLENC}CipherData`, `${XMLENC}CipherValue`)?.text ?? '';
    const bytes = decodeBase64(text);
    if (bytes === undefined || bytes.length === 0) return { stop: 'An encrypted value is not base64.' };
    if (mac !== undefined) {
      const refused = await this.#checkMac(bytes, mac);
      if (refused !== undefined) return refused;
    }
    return this.#plain(cipher, bytes);
  }

  async #checkMac(bytes: Uint8Array, mac: XmlElement): Promise<Stop | undefined> {
    const hash = HMACS.get(this.#macMethod?.attributes.get('Algorithm') ?? '');
    if (hash === undefined) return { stop: 'The MAC is not HMAC with SHA-1 or SHA-2.' };
    const key = await this.#keyOfMac();
    if ('stop' in key) return key;
    const expected = await this.#ciphers.hmac(hash, key, bytes);
    return same(expected, decodeBase64(mac.text)) ? undefined : WRONG;
  }

  /** RFC 6030 section 6.1.1: without a MACKey the MAC is under the encryption key. */
  async #keyOfMac(): Promise<Uint8Array | Stop> {
    if (this.#macKey !== undefined) return this.#macKey;
    const element = child(this.#macMethod, `${PSKC}MACKey`);
    if (element === undefined) {
      if (this.#key === undefined || child(this.#macMethod, `${PSKC}MACKeyReference`) !== undefined)
        return { stop: 'The key of the MAC is not in the file.' };
      this.#macKey = this.#key;
      return this.#macKey;
    }
    const cipher = cipherOf(element);
    if (cipher === undefined) return UNKNOWN_CIPHER;
    const text = child(element, `${XMLENC}CipherData`, `${XMLENC}CipherValue`)?.text ?? '';
    const bytes = decodeBase64(text);
    if (bytes === undefined || bytes.length === 0) return { stop: 'The key of the MAC is not base64.' };
    const key = await this.#plain(cipher, bytes);
    // The MAC key has no MAC: by altering it, its padding grows until what is left of it can be guessed.
    if (key instanceof Uint8Array && key.length < MAC_KEY_BYTES) return WRONG;
    if (key instanceof Uint8Array) this.#macKey = key;
    return key;
  }

  async #plain(cipher: { mode: string; keyLength: number }, bytes: Uint8Array): Promise<Uint8Array | Stop> {
    const key = this.#key;
    if (key === undefined) return NO_PRE_SHARED_KEY;
    if (key.length !== cipher.keyLength)
      return {
        stop: `The key has ${key.length} bytes, and the file is encrypted with one of ${cipher.keyLength}.`,
      };
    const plain =
      cipher.mode === 'wrap'
        ? await this.#ciphers.aesUnwrap(key, bytes)
        : bytes.length % AES_BLOCK !== 0 || bytes.length < 2 * AES_BLOCK
          ? undefined
          : await this.#ciphers.aesCbcDecrypt(key, bytes.subarray(0, AES_BLOCK), bytes.subarray(AES_BLOCK));
    return plain ?? WRONG;
  }
}

function cipherOf(value: XmlElement) {
  return CIPHERS.get(child(value, `${XMLENC}EncryptionMethod`)?.attributes.get('Algorithm') ?? '');
}

/** In a time that depends on the length alone. */
function same(a: Uint8Array, b: Uint8Array | undefined): boolean {
  if (a.length !== b?.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] ?? 0) ^ (b[i] ?? 0);
  return difference === 0;
}

const WRONG = { stop: 'The key or the password is wrong, or the file was altered.' };
const NO_MAC = { stop: 'An encrypted secret has no MAC, so nothing tells whether it was altered.' };
const NO_PRE_SHARED_KEY = { stop: 'The file is encrypted with a pre-shared key, and none was given.' };
const PLAIN_AMONG_ENCRYPTED = {
  stop: 'The file says that it is encrypted, and this secret is not. Somebody may have put it there.',
};
const PLAIN = {
  stop: 'A key or a password was given, and this secret is not encrypted. Import the file without, if that is right.',
};
const UNKNOWN_CIPHER = { stop: 'The file is encrypted with something else than AES-CBC or AES key wrap.' };
const REPEATED = { stop: 'An element that may stand once is there twice.' };
