import { sha1 } from '@noble/hashes/legacy.js';

const BLOCK = 64;

/** Bits of what is hashed under each pad: the block of the key, then eight bytes or a digest. */
const INNER_BITS = (BLOCK + 8) * 8;
const OUTER_BITS = (BLOCK + 20) * 8;

/** The bit that ends a message (FIPS 180-4 section 5.1.1). */
const END = 0x8000_0000;

/**
 * HMAC-SHA-1 of eight-byte counters under one key, as the five words of the digest; the next call overwrites
 * them. The two blocks of the key (RFC 2104 section 4) are hashed once and not at every counter, and a counter
 * fills one block: two compressions a code, where a library takes four and makes several objects. That is what
 * keeps the 5,761 steps of an administrator's resync from holding up everybody else.
 */
export function counterMac(secret: Uint8Array): (counter: number) => Int32Array {
  const key = secret.length > BLOCK ? sha1(secret) : secret;
  const inner = keyState(key, 0x36);
  const outer = keyState(key, 0x5c);
  const words = new Int32Array(16);
  const digest = new Int32Array(5);
  return counter => {
    words[0] = Math.floor(counter / 2 ** 32);
    words[1] = counter;
    words[2] = END;
    for (let t = 3; t < 15; t++) words[t] = 0;
    words[15] = INNER_BITS;
    compress(inner, words, digest);
    for (let t = 0; t < 5; t++) words[t] = at(digest, t);
    words[5] = END;
    for (let t = 6; t < 15; t++) words[t] = 0;
    words[15] = OUTER_BITS;
    compress(outer, words, digest);
    return digest;
  };
}

/** What SHA-1 holds after the block that HMAC makes of a key and a pad. */
function keyState(key: Uint8Array, pad: number): Int32Array {
  const block = new Uint8Array(BLOCK).fill(pad);
  for (const [at, byte] of key.entries()) block[at] = byte ^ pad;
  const view = new DataView(block.buffer);
  const words = Int32Array.from({ length: 16 }, (_, at) => view.getInt32(at * 4));
  const state = Int32Array.of(0x6745_2301, 0xefcd_ab89, 0x98ba_dcfe, 0x1032_5476, 0xc3d2_e1f0);
  compress(state, words, state);
  return state;
}

/**
 * SHA-1's compression function (FIPS 180-4 section 6.1.3, the schedule in sixteen words, which it overwrites).
 * Each sum begins with what is known longest and ends with what was computed last, so that the processor waits
 * for one addition a round and not for four.
 */
function compress(from: Int32Array, words: Int32Array, into: Int32Array): void {
  let a = at(from, 0);
  let b = at(from, 1);
  let c = at(from, 2);
  let d = at(from, 3);
  let e = at(from, 4);
  const [a0, b0, c0, d0, e0] = [a, b, c, d, e];
  for (let t = 0; t < 20; t++) {
    const next = (rotate5(a) + ((d ^ (b & (c ^ d))) + (e + scheduled(words, t) + 0x5a82_7999))) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  for (let t = 20; t < 40; t++) {
    const next = (rotate5(a) + ((b ^ c ^ d) + (e + scheduled(words, t) + 0x6ed9_eba1))) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  for (let t = 40; t < 60; t++) {
    const next = (rotate5(a) + (((b & c) | (d & (b | c))) + (e + scheduled(words, t) + 0x8f1b_bcdc))) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  for (let t = 60; t < 80; t++) {
    const next = (rotate5(a) + ((b ^ c ^ d) + (e + scheduled(words, t) + 0xca62_c1d6))) | 0;
    e = d;
    d = c;
    c = rotate30(b);
    b = a;
    a = next;
  }
  into[0] = a0 + a;
  into[1] = b0 + b;
  into[2] = c0 + c;
  into[3] = d0 + d;
  into[4] = e0 + e;
}

function scheduled(words: Int32Array, t: number): number {
  if (t < 16) return at(words, t);
  const mixed =
    at(words, (t - 3) & 15) ^ at(words, (t - 8) & 15) ^ at(words, (t - 14) & 15) ^ at(words, t & 15);
  const word = (mixed << 1) | (mixed >>> 31);
  words[t & 15] = word;
  return word;
}

function at(words: Int32Array, index: number): number {
  return words[index] ?? 0;
}

function rotate5(word: number): number {
  return (word << 5) | (word >>> 27);
}

function rotate30(word: number): number {
  return (word << 30) | (word >>> 2);
}
