import { hmac } from '@noble/hashes/hmac.js';
import { sha256, sha512 } from '@noble/hashes/sha2.js';
import type { TotpKey } from './key.ts';
import { counterMac } from './sha1.ts';

/** The codes of one key as numbers: 42 is the code 000042. */
export type Hotp = (counter: number) => number;

/**
 * HOTP (RFC 4226 section 5.3) for many counters of one key: what depends on the key alone is computed here, once.
 * Counters below zero, steps of a server that believes it is before 1970, count as their two's complement; no
 * device shows such a code.
 */
export function hotp({ secret, algorithm, digits }: Pick<TotpKey, 'secret' | 'algorithm' | 'digits'>): Hotp {
  const truncated = algorithm === 'sha1' ? truncatedSha1(secret) : truncatedSha2(secret, algorithm);
  const modulus = 10 ** digits;
  return counter => truncated(counter) % modulus;
}

/** The number of a typed code, or -1, which is no code: full-width digits, blanks and other lengths are none. */
export function codeNumber(code: string, digits: TotpKey['digits']): number {
  return code.length === digits && /^[0-9]+$/.test(code) ? Number(code) : -1;
}

/** Four bytes without their first bit, at the place that the last four bits tell: here cut out of whole words. */
function truncatedSha1(secret: Uint8Array): Hotp {
  const mac = counterMac(secret);
  return counter => {
    const words = mac(counter);
    const offset = (words[4] ?? 0) & 15;
    const bits = (offset & 3) * 8;
    const word = (words[offset >> 2] ?? 0) << bits;
    // A shift by 32 is none in JavaScript: two shifts, so that at a whole word nothing of the next one is left.
    const next = ((words[(offset >> 2) + 1] ?? 0) >>> 1) >>> (31 - bits);
    return (word | next) & 0x7fff_ffff;
  };
}

function truncatedSha2(secret: Uint8Array, algorithm: 'sha256' | 'sha512'): Hotp {
  const keyed = hmac.create(algorithm === 'sha256' ? sha256 : sha512, secret);
  const message = new DataView(new ArrayBuffer(8));
  return counter => {
    message.setInt32(0, Math.floor(counter / 2 ** 32));
    message.setInt32(4, counter);
    const mac = keyed.clone().update(new Uint8Array(message.buffer)).digest();
    const offset = (mac.at(-1) ?? 0) & 15;
    return new DataView(mac.buffer, mac.byteOffset).getUint32(offset) & 0x7fff_ffff;
  };
}
