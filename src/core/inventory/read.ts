import type { TokenCiphers } from './ciphers.ts';
import { readCsv } from './csv.ts';
import { readPskc } from './pskc.ts';
import type { ReadLine, Refused } from './token.ts';
import { textOf } from './utf8.ts';

/** What opens an encrypted PSKC file. */
export interface InventoryKeys {
  readonly preSharedKey?: Uint8Array;
  readonly password?: string;
}

const MOST_TOKENS = 1_000_000;

/**
 * Reads an inventory of hardware tokens, CSV or PSKC, piece by piece: memory stays the same however long it is. A
 * file that cannot be read on ends with one last refused line. `now` in epoch milliseconds, for the dates that
 * PSKC gives its keys.
 */
export async function* readTokens(
  chunks: AsyncIterable<Uint8Array>,
  keys: InventoryKeys,
  ciphers: TokenCiphers,
  now: number,
): AsyncGenerator<ReadLine> {
  let count = 0;
  for await (const read of readEither(textOf(chunks), keys, ciphers, now)) {
    if (count++ === MOST_TOKENS)
      return yield { line: read.line, refused: 'A file may hold 1,000,000 tokens. Split it.', ended: true };
    yield read;
  }
  if (count === 0) yield { line: 1, refused: 'The file holds no tokens.' };
}

async function* readEither(
  texts: AsyncGenerator<string | Refused>,
  keys: InventoryKeys,
  ciphers: TokenCiphers,
  now: number,
): AsyncGenerator<ReadLine> {
  try {
    let first = '';
    let begin = -1;
    while (begin < 0) {
      const { value, done } = await texts.next();
      if (done) return;
      if (typeof value !== 'string') return yield { line: 1, ...value, ended: true };
      if (first.length > MOST_BLANK)
        return yield { line: 1, refused: 'The file begins with 64 kB of nothing.', ended: true };
      first += value;
      begin = first.search(/\S/);
    }
    const whole = following(first, texts);
    yield* first[begin] === '<' ? readPskc(whole, keys, ciphers, now) : readCsv(whole);
  } finally {
    // An upload that is refused in its first piece would else stay open.
    await texts.return(undefined);
  }
}

const MOST_BLANK = 64 * 1024;

async function* following(
  first: string,
  rest: AsyncGenerator<string | Refused>,
): AsyncGenerator<string | Refused> {
  yield first;
  yield* rest;
}
