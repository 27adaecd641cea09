import type { MacHash } from './ciphers.ts';
import { decodeBase64 } from './fields.ts';
import { child, HMACS, PKCS5, PSKC, type Stop, XMLENC11 } from './pskc-names.ts';
import type { XmlElement } from './xml.ts';

/** RFC 8018 section 4: salts of 64 bits and 1,000 iterations at least. */
const SALT_BYTES = { least: 8, most: 1024 };
/**
 * The most is above what OWASP advises for SHA-1 (1,300,000), and takes two seconds or so. Without a bound one
 * file would keep a processor busy for hours.
 */
const ITERATIONS = { least: 1_000, most: 2_000_000 };

const PBKDF2 = new Set([PKCS5, XMLENC11].map(namespace => `${namespace.slice(1, -1)}pbkdf2`));

/** RFC 6030's own example writes the parameters without a namespace, so they inherit whichever is there. */
const NAMESPACES = [PKCS5, XMLENC11, '{}', PSKC];

export interface Derivation {
  readonly salt: Uint8Array;
  readonly iterations: number;
  readonly keyLength: number;
  readonly hash: MacHash;
}

/** How a DerivedKey element comes from the password (RFC 6030 section 6.2). */
export function derivationOf(derivedKey: XmlElement): Derivation | Stop {
  const method = child(derivedKey, `${XMLENC11}KeyDerivationMethod`);
  if (method === undefined || !PBKDF2.has(method.attributes.get('Algorithm') ?? ''))
    return { stop: 'The key is derived from the password by something else than PBKDF2.' };
  const parameters = child(method, `${PKCS5}PBKDF2-params`) ?? child(method, `${XMLENC11}PBKDF2-params`);

  const salt = decodeBase64(parameter(parameter(parameters, 'Salt'), 'Specified')?.text ?? '');
  if (salt === undefined || salt.length < SALT_BYTES.least || salt.length > SALT_BYTES.most)
    return { stop: 'The salt of the key derivation is not 8 to 1,024 bytes in base64.' };

  const iterations = wholeNumber(parameter(parameters, 'IterationCount'));
  if (iterations === undefined || iterations < ITERATIONS.least || iterations > ITERATIONS.most)
    return { stop: 'The key derivation has not 1,000 to 2,000,000 iterations.' };

  const keyLength = wholeNumber(parameter(parameters, 'KeyLength'));
  if (keyLength !== 16 && keyLength !== 24 && keyLength !== 32)
    return { stop: 'The derived key has not 16, 24 or 32 bytes.' };

  // An attribute by the standard, the element's text where python-pskc wrote it; empty is HMAC-SHA1.
  const prf = parameter(parameters, 'PRF');
  const named = prf?.attributes.get('Algorithm') ?? prf?.text ?? '';
  const hash = named === '' ? 'sha1' : HMACS.get(named);
  if (hash === undefined) return { stop: 'The key derivation is not HMAC with SHA-1 or SHA-2.' };
  return { salt, iterations, keyLength, hash };
}

function parameter(element: XmlElement | undefined, name: string): XmlElement | undefined {
  return element?.children.find(inner => NAMESPACES.some(namespace => inner.name === namespace + name));
}

function wholeNumber(element: XmlElement | undefined): number | undefined {
  return /^\d{1,10}$/.test(element?.text ?? '') ? Number(element?.text) : undefined;
}
