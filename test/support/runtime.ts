import { inject } from 'vitest';

export type Runtime = 'node' | 'worker';

declare module 'vitest' {
  interface ProvidedContext {
    runtime: Runtime;
  }
}

/** The runtime that this run of the suite drives (see vitest.config.ts). */
export const runtime: Runtime = inject('runtime');
