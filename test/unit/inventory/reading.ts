import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import type { TokenCiphers } from '../../../src/core/inventory/ciphers.ts';
import type { InventoryKeys } from '../../../src/core/inventory/keys.ts';
import { readTokens } from '../../../src/core/inventory/read.ts';
import type { ReadLine } from '../../../src/core/inventory/token.ts';

export const NOW = Date.parse('2026-11-22T12:00:00Z');

export interface Reading {
  keys?: InventoryKeys;
  ciphers?: TokenCiphers;
  now?: number;
  /** Bytes that arrive at a time. */
  pieces?: number;
  /** The sender goes away where the file ends here. */
  brokenOff?: boolean;
}

export const BROKEN_OFF = { refused: 'The upload broke off.' };

/** One line a token, so that a failed comparison reads well: `3 GAHT-00001 sha1/6/30 3132...` or `4 why not`. */
export async function read(file: string | Uint8Array, how: Reading = {}): Promise<string[]> {
  const lines: string[] = [];
  for (const read of await readWhole(file, how)) {
    if ('refused' in read) lines.push([read.line, read.serialNumber, read.refused].filter(Boolean).join(' '));
    else {
      const { secret, algorithm, digits, period } = read.token.key;
      const settings = `${algorithm}/${digits}/${period}`;
      lines.push(
        `${read.line} ${read.token.serialNumber} ${settings} ${Buffer.from(secret).toString('hex')}`,
      );
    }
  }
  return lines;
}

export async function readWhole(file: string | Uint8Array, how: Reading = {}): Promise<ReadLine[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const { keys = {}, ciphers = tokenCiphers, now = NOW, pieces = 65_536, brokenOff = false } = how;
  const lines: ReadLine[] = [];
  const chunks = inPieces(bytes, pieces, brokenOff);
  for await (const read of readTokens(chunks, keys, ciphers, now)) lines.push(read);
  return lines;
}

async function* inPieces(bytes: Uint8Array, size: number, brokenOff: boolean) {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
  if (brokenOff) yield BROKEN_OFF;
}

/** Only the tokens, without where they stood. */
export function tokens(lines: readonly string[]): string[] {
  return lines.filter(line => / sha\d+\/\d\/\d\d /.test(line)).map(line => line.replace(/^\d+ /, ''));
}
