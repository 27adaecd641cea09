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
    // The hash holds the isolate's one thread; without a turn of the event loop between two of them a line of
    // sign-ins would hold up every session check behind it.
    await new Promise(turn => setTimeout(turn, 0));
    return compute({
      password: atLeastTwoBytes(password),
      salt,
      memorySize: memoryKiB,
      passes,
      parallelism,
      tagLength: tagBytes,
    });
  };
}

/**
 * The library takes an array of one byte for its number, and throws where that is below 8. No password has one
 * byte; a guess of one must only cost the same and be wrong.
 */
function atLeastTwoBytes(password: Uint8Array): Uint8Array {
  return password.length > 1 ? password : new Uint8Array([...password, 0, 0]);
}

/** An isolate has one thread. */
export const CONCURRENCY = 1;
