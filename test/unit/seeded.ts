import { createHash } from 'node:crypto';

/** Random values that are the same in every run: a failure can be repeated. */
export class Seeded {
  private readonly seed: string;
  private drawn = 0;

  constructor(seed: string) {
    this.seed = seed;
  }

  bytes(length: number): Uint8Array<ArrayBuffer> {
    const out = new Uint8Array(length);
    for (let at = 0; at < length; at += 32) {
      const block = createHash('sha256')
        .update(`${this.seed}|${this.drawn++}`)
        .digest();
      out.set(block.subarray(0, Math.min(32, length - at)), at);
    }
    return out;
  }

  /** From `low` to `high`, both included. */
  integer(low: number, high: number): number {
    const [a = 0, b = 0, c = 0, d = 0] = this.bytes(4);
    return low + Math.floor(((a * 256 + b) * 65_536 + c * 256 + d) * ((high - low + 1) / 2 ** 32));
  }

  pick<const T>(from: readonly [T, ...T[]]): T {
    return from[this.integer(0, from.length - 1)] ?? from[0];
  }
}
