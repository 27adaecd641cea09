import type { Refused } from './token.ts';

/** Files come in pieces of any size; memory is bounded by working through them in slices of this many bytes. */
const SLICE = 16 * 1024;
/** Below these, a sequence of 2, 3 or 4 bytes is a longer spelling of a shorter one. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];
const BYTE_ORDER_MARK = 0xfeff;

/**
 * The file as text, strictly UTF-8, cut anywhere; what stands before a mistake comes before it is refused. Written
 * out because the core is compiled without TextDecoder. Malformed and over-long sequences are never replaced: two
 * readings of one file would be two files. What says that the file broke off is passed on.
 */
export async function* textOf(chunks: AsyncIterable<Uint8Array | Refused>): AsyncGenerator<string | Refused> {
  const decoder = new Utf8Decoder();
  let first = true;
  for await (const chunk of chunks) {
    if (!(chunk instanceof Uint8Array)) return yield chunk;
    for (let start = 0; start < chunk.length; start += SLICE) {
      const slice = chunk.subarray(start, start + SLICE);
      if (first && (slice[0] === 0xff || slice[0] === 0xfe)) return yield UTF16;
      first = false;
      const refused = decoder.read(slice);
      if (decoder.text !== '') yield decoder.text;
      if (refused !== undefined) return yield refused;
    }
  }
  if (decoder.unfinished) yield MALFORMED;
}

class Utf8Decoder {
  /** Of the last slice, without a sequence that is not whole yet. */
  text = '';
  readonly #units = new Uint16Array(SLICE + 2);
  #length = 0;
  #value = 0;
  #bytes = 0;
  #left = 0;
  #begun = false;

  get unfinished(): boolean {
    return this.#left > 0;
  }

  read(slice: Uint8Array): Refused | undefined {
    this.#length = 0;
    let refused: Refused | undefined;
    for (const byte of slice) {
      if (byte !== 0 && byte < 0x80 && this.#left === 0) this.#units[this.#length++] = byte;
      else refused = byte === 0 ? NUL : this.#left === 0 ? this.#lead(byte) : this.#continue(byte);
      if (refused !== undefined) break;
    }
    const mark = !this.#begun && this.#length > 0 && this.#units[0] === BYTE_ORDER_MARK;
    if (this.#length > 0) this.#begun = true;
    // Not spread: that walks through an iterator, and takes ten times as long.
    this.text = Reflect.apply(
      String.fromCharCode,
      undefined,
      this.#units.subarray(mark ? 1 : 0, this.#length),
    );
    return refused;
  }

  #lead(byte: number): Refused | undefined {
    if (byte < 0xc2 || byte > 0xf4) return MALFORMED;
    this.#bytes = byte < 0xe0 ? 2 : byte < 0xf0 ? 3 : 4;
    this.#left = this.#bytes - 1;
    this.#value = byte & (0x7f >> this.#bytes);
    return undefined;
  }

  #continue(byte: number): Refused | undefined {
    if ((byte & 0xc0) !== 0x80) return MALFORMED;
    this.#value = (this.#value << 6) | (byte & 0x3f);
    this.#left -= 1;
    if (this.#left > 0) return undefined;
    const value = this.#value;
    const surrogate = value >= 0xd800 && value <= 0xdfff;
    if (value < (SMALLEST[this.#bytes] ?? 0) || value > 0x10ffff || surrogate) return MALFORMED;
    if (value < 0x10000) this.#units[this.#length++] = value;
    else {
      this.#units[this.#length++] = 0xd7c0 + (value >> 10);
      this.#units[this.#length++] = 0xdc00 + (value & 0x3ff);
    }
    return undefined;
  }
}

const UTF16 = { refused: 'The file is written in UTF-16. Save it as UTF-8.' };
const NUL = { refused: 'The file is not text: it holds NUL bytes. Save it as UTF-8 text.' };
const MALFORMED = { refused: 'The file is not written in UTF-8. Save it as UTF-8.' };
