import type { Refused } from './token.ts';

/** Files come in pieces of any size; memory is bounded by working through them in slices of this many bytes. */
const SLICE = 16 * 1024;
/** Below these, a sequence of 2, 3 or 4 bytes is a longer spelling of a shorter one. */
const SMALLEST = [0, 0, 0x80, 0x800, 0x10000];

/**
 * The file as text, strictly UTF-8, cut anywhere. Written out because the core is compiled without TextDecoder.
 * Malformed and over-long sequences are refused, never replaced: two readings of one file would be two files.
 */
export async function* textOf(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<string | Refused> {
  const units = new Uint16Array(SLICE + 2);
  let sequence = { value: 0, length: 0, left: 0 };
  let first = true;
  for await (const chunk of chunks) {
    for (let start = 0; start < chunk.length; start += SLICE) {
      let length = 0;
      for (const byte of chunk.subarray(start, start + SLICE)) {
        if (sequence.left === 0) {
          if (byte === 0) return yield NUL;
          if (byte < 0x80) {
            units[length++] = byte;
            continue;
          }
          if (first && length === 0 && (byte === 0xff || byte === 0xfe)) return yield UTF16;
          if (byte < 0xc2 || byte > 0xf4) return yield MALFORMED;
          sequence =
            byte < 0xe0
              ? { value: byte & 0x1f, length: 2, left: 1 }
              : byte < 0xf0
                ? { value: byte & 0x0f, length: 3, left: 2 }
                : { value: byte & 0x07, length: 4, left: 3 };
          continue;
        }
        if ((byte & 0xc0) !== 0x80) return yield MALFORMED;
        sequence.value = (sequence.value << 6) | (byte & 0x3f);
        sequence.left -= 1;
        if (sequence.left > 0) continue;
        const { value } = sequence;
        const surrogate = value >= 0xd800 && value <= 0xdfff;
        if (value < (SMALLEST[sequence.length] ?? 0) || value > 0x10ffff || surrogate) return yield MALFORMED;
        if (value < 0x10000) units[length++] = value;
        else {
          units[length++] = 0xd7c0 + (value >> 10);
          units[length++] = 0xdc00 + (value & 0x3ff);
        }
      }
      if (length === 0) continue;
      const begin = first && units[0] === BYTE_ORDER_MARK ? 1 : 0;
      first = false;
      if (length > begin) yield fromUnits(units.subarray(begin, length));
    }
  }
  if (sequence.left > 0) yield MALFORMED;
}

/** Not spread: that walks through an iterator, and takes ten times as long. */
function fromUnits(units: Uint16Array): string {
  return Reflect.apply(String.fromCharCode, undefined, units);
}

const BYTE_ORDER_MARK = 0xfeff;
const UTF16 = { refused: 'The file is written in UTF-16. Save it as UTF-8.' };
const NUL = { refused: 'The file is not text: it holds NUL bytes. Save it as UTF-8 text.' };
const MALFORMED = { refused: 'The file is not written in UTF-8. Save it as UTF-8.' };
