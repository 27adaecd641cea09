import type { TokenCiphers } from './ciphers.ts';
import type { InventoryKeys } from './keys.ts';
import { PskcEncryption } from './pskc-encryption.ts';
import { readKeyPackage } from './pskc-key.ts';
import { PSKC } from './pskc-names.ts';
import type { ReadLine, Refused } from './token.ts';
import { type XmlElement, type XmlEvent, XmlRecords } from './xml.ts';

const ENCRYPTION_KEY = `${PSKC}EncryptionKey`;
const MAC_METHOD = `${PSKC}MACMethod`;
const KEY_PACKAGE = `${PSKC}KeyPackage`;

/**
 * Reads a Portable Symmetric Key Container (RFC 6030). A signature over the file is not looked at: tokens are read
 * while the file arrives, it would be known only after them, and who uploads an inventory vouches for it.
 */
export async function* readPskc(
  texts: AsyncIterable<string | Refused>,
  keys: InventoryKeys,
  ciphers: TokenCiphers,
  now: number,
): AsyncGenerator<ReadLine> {
  const document = new XmlRecords([ENCRYPTION_KEY, MAC_METHOD, KEY_PACKAGE]);
  const container = new Container(keys, ciphers, now);
  for await (const text of texts) {
    if (typeof text !== 'string') return yield { line: document.line, ...text };
    for (const event of document.read(text)) {
      const read = await container.read(event);
      if (read !== undefined) yield read;
      if (container.stopped) return;
    }
  }
  for (const event of document.end()) {
    const read = await container.read(event);
    if (read !== undefined) yield read;
  }
}

class Container {
  /** What comes in this file is not to be trusted, or not to be understood. */
  stopped = false;
  readonly #encryption: PskcEncryption;
  readonly #now: number;
  #seen = new Set<string>();

  constructor(keys: InventoryKeys, ciphers: TokenCiphers, now: number) {
    this.#encryption = new PskcEncryption(keys, ciphers);
    this.#now = now;
  }

  async read(event: XmlEvent): Promise<ReadLine | undefined> {
    if (event.kind === 'stop') return this.#stop(event.line, event.refused);
    const { element } = event;
    if (event.kind === 'root') return this.#begin(element);
    if (element.name === KEY_PACKAGE) return this.#package(element);
    return this.#preamble(element);
  }

  #begin(root: XmlElement): ReadLine | undefined {
    if (root.name !== `${PSKC}KeyContainer`) return this.#stop(root.line, 'This XML is not PSKC (RFC 6030).');
    if (root.attributes.get('Version') !== '1.0')
      return this.#stop(root.line, 'The version of this PSKC file is not 1.0.');
    return undefined;
  }

  async #preamble(element: XmlElement): Promise<ReadLine | undefined> {
    // Another key in the middle would open some tokens and not others.
    if (this.#seen.has(element.name) || this.#seen.has(KEY_PACKAGE))
      return this.#stop(element.line, 'What says how the file is encrypted is there twice, or too late.');
    this.#seen.add(element.name);
    const refused =
      element.name === MAC_METHOD ? this.#encryption.useMac(element) : await this.#encryption.useKey(element);
    return refused && this.#stop(element.line, refused.stop);
  }

  async #package(element: XmlElement): Promise<ReadLine> {
    this.#seen.add(KEY_PACKAGE);
    const { line } = element;
    const read = await readKeyPackage(element, this.#encryption, this.#now);
    if ('stop' in read) return this.#stop(line, read.stop);
    if ('refused' in read) return { line, ...read };
    return { line, serialNumber: read.token.serialNumber, token: read.token };
  }

  #stop(line: number, refused: string): ReadLine {
    this.stopped = true;
    return { line, refused, ended: true };
  }
}
