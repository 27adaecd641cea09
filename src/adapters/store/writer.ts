import { Worker } from 'node:worker_threads';

export interface BoundStatement {
  readonly sql: string;
  readonly params: readonly unknown[];
}

/** Statements that take effect together or not at all. */
export interface Job {
  readonly id: number;
  readonly statements: readonly BoundStatement[];
}

export type Reply =
  | { readonly id: number; readonly rows: unknown[][] }
  | { readonly id: number; readonly failure: { readonly code: string; readonly message: string } };

export interface Writer {
  /** Resolves when the statements are on the disk, with the raw rows of each. */
  write(statements: readonly BoundStatement[]): Promise<unknown[][]>;
  /** Finishes what was handed over, then closes the file. */
  close(): Promise<void>;
}

/** This file as built, or as written while tests run. */
const THREAD = new URL(
  import.meta.url.endsWith('.ts') ? './writer-thread.ts' : './writer-thread.js',
  import.meta.url,
);

/** Hands writes to the writer thread; the event loop goes on answering while the disk works. */
export function startWriter(file: string): Writer {
  // Small: it holds statements, not data. The default would let its heap grow like the main thread's.
  const worker = new Worker(THREAD, {
    workerData: { file },
    resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 4 },
  });
  const pending = new Map<number, { resolve(rows: unknown[][]): void; reject(error: Error): void }>();
  let ended: Error | undefined;
  let lastId = 0;

  const end = (error: Error) => {
    ended ??= error;
    for (const { reject } of pending.values()) reject(error);
    pending.clear();
  };
  worker.on('message', (replies: Reply[]) => {
    for (const reply of replies) {
      const caller = pending.get(reply.id);
      pending.delete(reply.id);
      if ('rows' in reply) caller?.resolve(reply.rows);
      else caller?.reject(Object.assign(new Error(reply.failure.message), { code: reply.failure.code }));
    }
  });
  worker.on('error', error => end(error instanceof Error ? error : new Error('the writer thread failed')));
  worker.on('exit', () => end(new Error('the writer thread has ended')));

  return {
    write(statements) {
      if (ended !== undefined) return Promise.reject(ended);
      const id = ++lastId;
      return new Promise((resolve, reject) => {
        pending.set(id, { resolve, reject });
        worker.postMessage({ id, statements } satisfies Job);
      });
    },
    close() {
      const gone = new Promise<void>(resolve => worker.once('exit', () => resolve()));
      if (ended !== undefined) return Promise.resolve();
      worker.postMessage('close');
      return gone;
    },
  };
}
