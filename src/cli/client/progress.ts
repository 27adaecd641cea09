import { Transform } from 'node:stream';

/** Four times a second is as much as anybody reads. */
const INTERVAL = 250;

/** Passes a file's bytes on and tells at a terminal how many went by, how fast, and when they are through. */
export class Progress extends Transform {
  private sent = 0;
  private shownAt = 0;
  private readonly begun = performance.now();
  private readonly size: number | undefined;
  private readonly say: (text: string) => void;

  constructor(size: number | undefined, shown: boolean) {
    super();
    this.size = size;
    this.say = shown ? text => void process.stderr.write(text) : () => undefined;
  }

  override _transform(chunk: Buffer, _: BufferEncoding, done: (error: null, chunk: Buffer) => void): void {
    this.sent += chunk.length;
    const now = performance.now();
    if (now - this.shownAt >= INTERVAL) {
      this.shownAt = now;
      this.tell(now);
    }
    done(null, chunk);
  }

  override _flush(done: () => void): void {
    this.tell(performance.now());
    this.say('\nSent. Waiting for the report of the gateway.\n');
    done();
  }

  /** Ends with what clears the rest of a longer line before it. */
  private tell(now: number): void {
    const rate = this.sent / Math.max(1, now - this.begun) / 1000;
    const share = this.size
      ? ` of ${megabytes(this.size)} (${Math.floor((100 * this.sent) / this.size)} %)`
      : '';
    this.say(`\rSent ${megabytes(this.sent)}${share}, ${rate.toFixed(1)} MB/s\u001b[K`);
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
