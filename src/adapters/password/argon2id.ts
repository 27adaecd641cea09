import type { PasswordHash } from '../../core/ports.ts';
import { createLine } from './line.ts';

/** RFC 9106 with the parameters of the OWASP password storage guidance: 19 MiB, two passes, one lane. */
export const PARAMETERS = {
  memoryKiB: 19_456,
  passes: 2,
  parallelism: 1,
  tagBytes: 32,
  saltBytes: 16,
} as const;

export interface Argon2idInput {
  readonly password: Uint8Array;
  readonly salt: Uint8Array;
  readonly memoryKiB: number;
  readonly passes: number;
  readonly parallelism: number;
  readonly tagBytes: number;
}

/** The bare function, from a native library on Node and from WebAssembly in workerd. */
export type Argon2id = (input: Argon2idInput) => Promise<Uint8Array>;

/**
 * One PHC format on every runtime: `$argon2id$v=19$m=19456,t=2,p=1$salt$tag`. At most `concurrency` hashes run
 * at once; the rest waits in line, so that hashing never takes all cores from the session checks.
 */
export function createPasswordHash(
  argon2id: Argon2id,
  randomBytes: (length: number) => Uint8Array,
  concurrency: number,
): PasswordHash {
  const inLine = createLine(concurrency);
  const run = (input: Argon2idInput, source: string) => inLine(source, () => argon2id(input));
  const { saltBytes, ...parameters } = PARAMETERS;
  /** Verified when there is no person, so that an unknown name takes the same time. */
  const decoy = { ...parameters, salt: randomBytes(saltBytes) };

  return {
    async hash(password, source) {
      const salt = randomBytes(saltBytes);
      const tag = await run({ ...parameters, password: encode(password), salt }, source);
      const { memoryKiB, passes, parallelism } = parameters;
      return `$argon2id$v=19$m=${memoryKiB},t=${passes},p=${parallelism}$${toBase64(salt)}$${toBase64(tag)}`;
    },
    async verify(phc, password, source) {
      const parsed = phc === undefined ? undefined : parse(phc);
      const tag = await run({ ...(parsed?.input ?? decoy), password: encode(password) }, source);
      return parsed !== undefined && sameBytes(tag, parsed.tag);
    },
    outdated(phc) {
      const input = parse(phc)?.input;
      return (
        input === undefined ||
        input.memoryKiB !== parameters.memoryKiB ||
        input.passes !== parameters.passes ||
        input.parallelism !== parameters.parallelism ||
        input.tagBytes !== parameters.tagBytes
      );
    },
  };
}

function parse(phc: string) {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/.exec(phc);
  if (match === null) return undefined;
  const [, memoryKiB, passes, parallelism, salt = '', encodedTag = ''] = match;
  const tag = fromBase64(encodedTag);
  const saltBytes = fromBase64(salt);
  if (tag === undefined || saltBytes === undefined) return undefined;
  return {
    tag,
    input: {
      memoryKiB: Number(memoryKiB),
      passes: Number(passes),
      parallelism: Number(parallelism),
      salt: saltBytes,
      tagBytes: tag.length,
    },
  };
}

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  let difference = a.length ^ b.length;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** The PHC format leaves out the padding. */
function toBase64(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes)).replaceAll('=', '');
}

function fromBase64(text: string): Uint8Array | undefined {
  if (text.length % 4 === 1) return undefined;
  return Uint8Array.from(atob(text), character => character.charCodeAt(0));
}
