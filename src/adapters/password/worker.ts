import setupWasm from 'argon2id/lib/setup.js';
import type { Argon2id } from './argon2id.ts';

/**
 * Argon2id in WebAssembly, 58 ms a hash. The module has to come from a static import: workerd compiles no
 * bytes at run time.
 */
export function createArgon2id(module: WebAssembly.Module): Argon2id {
  const instantiate = async (imports: WebAssembly.Imports) => ({
    module,
    instance: await WebAssembly.instantiate(module, imports),
  });
  let ready: ReturnType<typeof setupWasm> | undefined;
  return async ({ password, salt, memoryKiB, passes, parallelism, tagBytes }) => {
    ready ??= setupWasm(instantiate, instantiate);
    const compute = await ready;
    return compute({ password, salt, memorySize: memoryKiB, passes, parallelism, tagLength: tagBytes });
  };
}

/** An isolate has one thread. */
export const CONCURRENCY = 1;
