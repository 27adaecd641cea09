import type { MacHash } from './ciphers.ts';
import type { XmlElement } from './xml.ts';

export const PSKC = '{urn:ietf:params:xml:ns:keyprov:pskc}';
export const XMLDSIG = '{http://www.w3.org/2000/09/xmldsig#}';
export const XMLENC = '{http://www.w3.org/2001/04/xmlenc#}';
export const XMLENC11 = '{http://www.w3.org/2009/xmlenc11#}';
export const PKCS5 = '{http://www.rsasecurity.com/rsalabs/pkcs/schemas/pkcs-5v2-0#}';

/** The whole file is refused from here on. */
export interface Stop {
  readonly stop: string;
}

export const HMACS: ReadonlyMap<string, MacHash> = new Map([
  ['http://www.w3.org/2000/09/xmldsig#hmac-sha1', 'sha1'],
  ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha256', 'sha256'],
  ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha384', 'sha384'],
  ['http://www.w3.org/2001/04/xmldsig-more#hmac-sha512', 'sha512'],
]);

export interface Cipher {
  readonly mode: 'cbc' | 'wrap';
  readonly keyLength: 16 | 24 | 32;
}

/** The last of each three is RFC 5649's, for secrets that are no multiple of 8 bytes. */
export const CIPHERS: ReadonlyMap<string, Cipher> = new Map<string, Cipher>(
  ([16, 24, 32] as const).flatMap((keyLength): [string, Cipher][] => [
    [`http://www.w3.org/2001/04/xmlenc#aes${keyLength * 8}-cbc`, { mode: 'cbc', keyLength }],
    [`http://www.w3.org/2001/04/xmlenc#kw-aes${keyLength * 8}`, { mode: 'wrap', keyLength }],
    [`http://www.w3.org/2009/xmlenc11#kw-aes-${keyLength * 8}-pad`, { mode: 'wrap', keyLength }],
  ]),
);

export function child(element: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let found = element;
  for (const name of path) found = found?.children.find(inner => inner.name === name);
  return found;
}

const KNOWN = [PSKC, XMLDSIG, XMLENC, XMLENC11, PKCS5, '{}'];
/** RFC 6030 section 11, XML Encryption section 3.6. Elements of other namespaces are the vendor's own business. */
const REPEATABLE = new Set([
  `${PSKC}KeyUsage`,
  `${PSKC}FriendlyName`,
  `${PSKC}Extensions`,
  `${XMLENC}DataReference`,
]);

/** Of two secrets or serial numbers in one key each reader would take another. */
export function repeats(element: XmlElement): boolean {
  const names = element.children
    .map(({ name }) => name)
    .filter(name => KNOWN.some(namespace => name.startsWith(namespace)) && !REPEATABLE.has(name));
  return new Set(names).size < names.length || element.children.some(repeats);
}
