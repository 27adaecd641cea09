import type { TokenCiphers } from './ciphers.ts';
import type { InventoryKeys } from './read.ts';
import type { ReadLine, Refused } from './token.ts';

export async function* readPskc(
  _texts: AsyncIterable<string | Refused>,
  _keys: InventoryKeys,
  _ciphers: TokenCiphers,
  _now: number,
): AsyncGenerator<ReadLine> {
  yield { line: 1, refused: 'PSKC files cannot be read yet.' };
}
