import type { TokenCiphers } from './ciphers.ts';
import { readCsv } from './csv.ts';
import { type InventoryKeys, opens } from './keys.ts';
import { readPskc } from './pskc.ts';
import type { ReadLine, Refused } from './token.ts';
import { textOf } from './utf8.ts';

const MOST_TOKENS = 1_000_000;
/** After so many refused lines and not one token nobody reads on, and a report of them helps nobody. */
const MOST_REFUSED_AT_FIRST = 10_000;

/**
 * Reads an inventory of hardware tokens, CSV or PSKC, piece by piece: memory stays the same however long it is. A
 * file that cannot be read on ends with one last refused line, and so does one of which a chunk says that it broke
 * off: what stands unfinished before that is no token. `now` in epoch milliseconds, for the dates that PSKC gives
 * its keys.
 */
export async function* readTokens(
  chunks: AsyncIterable<Uint8Array | Refused>,
  keys: InventoryKeys,
  ciphers: TokenCiphers,
  now: number,
): AsyncGenerator<ReadLine> {
  let count = 0;
  let tokens = 0;
  for await (const read of readEither(textOf(chunks), keys, ciphers, now)) {
    if (count++ === MOST_TOKENS)
      return yield { line: read.line, refused: 'A file may hold 1,000,000 tokens. Split it.', ended: true };
    if ('token' in read) tokens += 1;
    yield read;
    if (tokens === 0 && count === MOST_REFUSED_AT_FIRST) return yield { line: read.line, ...NO_INVENTORY };
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
    if (first[begin] === '<') yield* readPskc(whole, keys, ciphers, now);
    else if (opens(keys)) yield { line: 1, ...NOT_ENCRYPTED };
    else yield* readCsv(whole);
  } finally {
    // An upload that is refused in its first piece would else stay open.
    await texts.return(undefined);
  }
}

const MOST_BLANK = 64 * 1024;
const NO_INVENTORY = {
  refused: 'This does not look like an inventory: 10,000 lines, and no token among them.',
  ended: true,
} as const;
/** Whoever has the key expects an encrypted file; a plain one in its place may be anybody's. */
const NOT_ENCRYPTED = {
  refused: 'A key or a password was given, and this file is CSV, which is not encrypted. Import it without.',
  ended: true,
} as const;

async function* following(
  first: string,
  rest: AsyncGenerator<string | Refused>,
): AsyncGenerator<string | Refused> {
  yield first;
  yield* rest;
}
