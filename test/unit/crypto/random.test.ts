import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import * as node from '../../../src/adapters/crypto/node.ts';
import * as worker from '../../../src/adapters/crypto/worker.ts';

describe.each([
  ['Node', node],
  ['workerd', worker],
])('on %s', (_, { random, digest }) => {
  test('a token is 256 bits as 43 characters of base64url, never the same twice', () => {
    const tokens = Array.from({ length: 1_000 }, () => random.token());
    expect(tokens.filter(token => !/^[\w-]{43}$/.test(token))).toEqual([]);
    expect(new Set(tokens).size).toBe(1_000);
  });

  test('random bytes come in the length that was asked for, and differ', () => {
    const drawn = Array.from({ length: 200 }, () => random.bytes(20));
    expect(drawn.every(bytes => bytes.length === 20)).toBe(true);
    expect(new Set(drawn.map(bytes => Buffer.from(bytes).toString('hex'))).size).toBe(200);
  });

  test('SHA-256 of the UTF-8 text, as base64url (FIPS 180-4 example "abc")', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    expect(await digest.sha256('abc')).toBe(Buffer.from(abc, 'hex').toString('base64url'));
    const text = 'Grüße 🦊';
    expect(await digest.sha256(text)).toBe(createHash('sha256').update(text, 'utf8').digest('base64url'));
  });
});
