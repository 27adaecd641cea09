/** Fast random numbers that are the same in every run: sfc32 (Chris Doty-Humphrey, PractRand). */
export class Random {
  private a: number;
  private b = 0x9e37_79b9;
  private c = 0x243f_6a88;
  private d = 1;

  constructor(seed: number) {
    this.a = seed | 0;
    for (let i = 0; i < 15; i++) this.word();
  }

  /** 32 bits. */
  word(): number {
    const sum = (((this.a + this.b) | 0) + this.d) | 0;
    this.d = (this.d + 1) | 0;
    this.a = this.b ^ (this.b >>> 9);
    this.b = (this.c + (this.c << 3)) | 0;
    this.c = ((this.c << 21) | (this.c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** Below one. */
  share(): number {
    return this.word() / 2 ** 32;
  }

  between(low: number, high: number): number {
    return low + this.share() * (high - low);
  }

  /** From `low` to `high`, both included. */
  integer(low: number, high: number): number {
    return low + Math.floor(this.share() * (high - low + 1));
  }

  normal(mean: number, deviation: number): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.share()));
    return mean + deviation * radius * Math.cos(2 * Math.PI * this.share());
  }

  exponential(mean: number): number {
    return -mean * Math.log(1 - this.share());
  }

  bytes(length: number): Uint8Array {
    return Uint8Array.from({ length }, () => this.word() & 255);
  }

  pick<T>(choices: readonly (readonly [share: number, choice: T])[]): T {
    let left = this.share();
    for (const [share, choice] of choices) {
      left -= share;
      if (left < 0) return choice;
    }
    throw new RangeError('the shares do not make one');
  }
}
