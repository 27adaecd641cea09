import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import type { TokenCiphers } from '../../../src/core/inventory/ciphers.ts';
import { type InventoryKeys, readTokens } from '../../../src/core/inventory/read.ts';

export const NOW = Date.parse('2026-11-22T12:00:00Z');

export interface Reading {
  keys?: InventoryKeys;
  ciphers?: TokenCiphers;
  now?: number;
  /** Bytes that arrive at a time. */
  pieces?: number;
}

/** One line a token, so that a failed comparison reads well: `3 GAHT-00001 sha1/6/30 3132...` or `4 why not`. */
export async function read(file: string | Uint8Array, how: Reading = {}): Promise<string[]> {
  const bytes = typeof file === 'string' ? new TextEncoder().encode(file) : file;
  const { keys = {}, ciphers = tokenCiphers, now = NOW, pieces = 65_536 } = how;
  const lines: string[] = [];
  for await (const read of readTokens(inPieces(bytes, pieces), keys, ciphers, now)) {
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

async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) yield bytes.subarray(start, start + size);
}

/** Only the tokens, without where they stood. */
export function tokens(lines: readonly string[]): string[] {
  return lines.filter(line => / sha\d+\/\d\/\d\d /.test(line)).map(line => line.replace(/^\d+ /, ''));
}
