import type { Refused } from '../core/inventory/token.ts';

/** Bounds of one file on its way in, in milliseconds and bytes. */
export interface UploadLimits {
  /** Without a byte arriving. */
  readonly idle: number;
  /** From the first byte to the answer. */
  readonly whole: number;
  /** To discard what nobody reads any more, so that the answer is heard; `stranger` who may not upload at all. */
  readonly rest: { readonly bytes: number };
  readonly stranger: { readonly bytes: number; readonly whole: number };
}

export const UPLOAD_LIMITS: UploadLimits = {
  idle: 30_000,
  whole: 30 * 60_000,
  rest: { bytes: 256 * 1024 * 1024 },
  stranger: { bytes: 64 * 1024 * 1024, whole: 60_000 },
};

type Next = { readonly value: Uint8Array } | 'end' | Refused;

/** The file that is the body of a request, as it arrives. */
export class FileUpload {
  readonly #reader: ReadableStreamDefaultReader<Uint8Array> | undefined;
  readonly #limits: UploadLimits;
  readonly #began = performance.now();
  /** Undefined where the sender does not say: in chunks the end is marked. */
  readonly #declared: number | undefined;
  #received = 0;
  #over: boolean;
  #stranger = true;

  constructor(request: Request, limits = UPLOAD_LIMITS) {
    this.#reader = request.body?.getReader();
    this.#over = this.#reader === undefined;
    this.#limits = limits;
    const declared = request.headers.get('content-length');
    this.#declared = declared === null ? undefined : Number(declared);
  }

  /** Ends with why, where the file does not arrive whole: half of a secret must not pass for one. */
  async *chunks(): AsyncGenerator<Uint8Array | Refused> {
    for (;;) {
      const next = await this.#next(this.#limits.whole);
      if (next === 'end') return;
      yield 'refused' in next ? next : next.value;
      if ('refused' in next) return;
    }
  }

  /** The sender has shown who he is. */
  vouchFor(): void {
    this.#stranger = false;
  }

  /**
   * Reads on and discards, before an early answer: a browser that is still sending hears no answer, and reports a
   * broken connection. Within bounds, so that nobody keeps a connection for ever.
   */
  async discard(): Promise<void> {
    const { whole, rest, stranger } = this.#limits;
    const bounds = this.#stranger ? stranger : { ...rest, whole };
    const most = this.#received + bounds.bytes;
    while (!this.#over && this.#received <= most) await this.#next(bounds.whole);
    if (!this.#over) this.#leave();
  }

  async #next(whole: number): Promise<Next> {
    if (this.#reader === undefined || this.#over) return 'end';
    const left = this.#began + whole - performance.now();
    const read = this.#reader.read().catch(() => BROKEN_OFF);
    const next = await within(
      read,
      Math.min(this.#limits.idle, left),
      left > this.#limits.idle ? IDLE : TOO_LONG,
    );
    if ('refused' in next) {
      this.#leave();
      return next;
    }
    if (!next.done) {
      this.#received += next.value.byteLength;
      return { value: next.value };
    }
    this.#over = true;
    // Between here and the sender stands who knows what, and may say that a cut body is whole.
    return this.#declared !== undefined && this.#received < this.#declared ? BROKEN_OFF : 'end';
  }

  #leave(): void {
    this.#over = true;
    void this.#reader?.cancel().catch(() => undefined);
  }
}

async function within<T>(read: Promise<T>, milliseconds: number, late: Refused): Promise<T | Refused> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const limit = new Promise<Refused>(resolve => {
    timer = setTimeout(() => resolve(late), Math.max(0, milliseconds));
  });
  try {
    return await Promise.race([read, limit]);
  } finally {
    clearTimeout(timer);
  }
}

const BROKEN_OFF = { refused: 'The upload broke off here. What stands before this line was read.' };
const IDLE = { refused: 'Nothing arrived for 30 seconds. What stands before this line was read.' };
const TOO_LONG = {
  refused: 'The upload took longer than 30 minutes. What stands before this line was read.',
};
