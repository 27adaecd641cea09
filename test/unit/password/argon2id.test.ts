import { argon2Sync, randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { type Argon2id, createPasswordHash, PARAMETERS } from '../../../src/adapters/password/argon2id.ts';
import { argon2id as native } from '../../../src/adapters/password/node.ts';
import { createArgon2id } from '../../../src/adapters/password/worker.ts';

const wasmFile = new URL('../../../node_modules/argon2id/dist/simd.wasm', import.meta.url);
const wasm = createArgon2id(await WebAssembly.compile(await readFile(wasmFile)));
const adapters: [string, Argon2id][] = [
  ['Node', native],
  ['workerd', wasm],
];
const hasher = (argon2id: Argon2id) => createPasswordHash(argon2id, randomBytes, 2);
const HERE = '203.0.113.0/24';
const utf8 = (text: string) => new TextEncoder().encode(text);

/** Argon2id of OpenSSL, by way of node:crypto. */
function openssl(password: string, salt: Uint8Array, memory = 19_456, passes = 2): string {
  return argon2Sync('argon2id', {
    message: password,
    nonce: salt,
    parallelism: 1,
    tagLength: 32,
    memory,
    passes,
  }).toString('base64');
}

/** From the test suite of the reference implementation that RFC 9106 grew out of: version 0x13, t=2, p=1. */
const PUBLISHED: [string, string, number, string][] = [
  ['password', 'somesalt', 65_536, '09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7'],
  ['password', 'somesalt', 256, '9dfeb910e80bad0311fee20f9c0e2b12c17987b4cac90c2ef54d5b3021c68bfe'],
  [
    'differentpassword',
    'somesalt',
    65_536,
    '0b84d652cf6b0c4beaef0dfe278ba6a80df6696281d7e0d2891b817d8c458fde',
  ],
  ['password', 'diffsalt', 65_536, 'bdf32b05ccc42eb15d58fd19b1f856b113da1e9a5874fdcc544308565aa8141c'],
];

describe.each(adapters)('Argon2id on %s', (_, argon2id) => {
  test.each(
    PUBLISHED,
  )('%s with %s and %i KiB gives the published tag', async (password, salt, memory, tag) => {
    const input = { password: utf8(password), salt: utf8(salt), memoryKiB: memory, passes: 2 };
    const bytes = await argon2id({ ...input, parallelism: 1, tagBytes: 32 });
    expect(Buffer.from(bytes).toString('hex')).toBe(tag);
  });

  test("gives OpenSSL's tag with the product's own parameters", async () => {
    const phc = await hasher(argon2id).hash('Grüße, 🦊', HERE);
    const [, , , parameters, salt = '', tag] = phc.split('$');
    expect(parameters).toBe('m=19456,t=2,p=1');
    expect(`${tag}=`).toBe(openssl('Grüße, 🦊', Buffer.from(salt, 'base64')));
  });

  test('verifies the right password alone, and no prefix of it (ASVS 6.2.8)', async () => {
    const { hash, verify } = hasher(argon2id);
    const long = 'x'.repeat(200);
    const phc = await hash(`${long}a`, HERE);
    expect(await verify(phc, `${long}a`, HERE)).toBe(true);
    for (const wrong of [`${long}b`, long, `${long}a `, long.slice(0, 72)])
      expect(await verify(phc, wrong, HERE), wrong).toBe(false);
  });

  test('a guess of one character is false like any other', async () => {
    const { hash, verify } = hasher(argon2id);
    const phc = await hash('kzq4wvxb', HERE);
    for (const wrong of ['k', '0', ' ', 'é', '🦊']) expect(await verify(phc, wrong, HERE), wrong).toBe(false);
  });

  test('a changed tag, salt, parameter or kind does not verify', async () => {
    const { hash, verify } = hasher(argon2id);
    const phc = await hash('kzq4wvxb', HERE);
    const [, , , , salt = '', tag = ''] = phc.split('$');
    const flip = (text: string) => `${text.startsWith('A') ? 'B' : 'A'}${text.slice(1)}`;
    const altered = [
      phc.replace(tag, flip(tag)),
      phc.replace(salt, flip(salt)),
      phc.replace('t=2', 't=1'),
      phc.replace('m=19456', 'm=9728'),
      phc.replace('argon2id', 'argon2i'),
      phc.replace('v=19', 'v=16'),
      phc.slice(0, -4),
      tag,
      '',
      '$2b$12$abcdefghijklmnopqrstuv',
    ];
    for (const stored of altered) expect(await verify(stored, 'kzq4wvxb', HERE), stored).toBe(false);
  });
});

describe('one format on both runtimes', () => {
  test.each([
    ['Node', native, 'workerd', wasm],
    ['workerd', wasm, 'Node', native],
  ])('what %s hashed, %3$s verifies', async (_, made, __, checked) => {
    const phc = await hasher(made).hash('moved house', HERE);
    expect(await hasher(checked).verify(phc, 'moved house', HERE)).toBe(true);
    expect(await hasher(checked).verify(phc, 'moved mouse', HERE)).toBe(false);
    expect(hasher(checked).outdated(phc)).toBe(false);
  });

  test('is the PHC string: 16 bytes of salt and 32 of tag, no padding, a new salt each time', async () => {
    const { hash } = hasher(native);
    const [first, second] = [await hash('same', HERE), await hash('same', HERE)];
    for (const phc of [first, second])
      expect(phc).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(first).not.toBe(second);
  });

  test('costs what OWASP asks for at least: 19 MiB, two passes', () => {
    expect(PARAMETERS).toMatchObject({ memoryKiB: 19_456, passes: 2, parallelism: 1, tagBytes: 32 });
    expect(PARAMETERS.saltBytes).toBeGreaterThanOrEqual(16);
  });
});

describe('older hashes (3.16)', () => {
  const salt = Buffer.from('0123456789abcdef');
  const older = (memory: number, passes: number) =>
    `$argon2id$v=19$m=${memory},t=${passes},p=1$${salt.toString('base64').replaceAll('=', '')}$${openssl('old', salt, memory, passes).replaceAll('=', '')}`;

  test.each([
    [9_728, 2],
    [19_456, 1],
    [65_536, 3],
  ])('one made with m=%i and t=%i still verifies, and is due for renewal', async (memory, passes) => {
    const { verify, outdated } = hasher(native);
    const phc = older(memory, passes);
    expect(await verify(phc, 'old', HERE)).toBe(true);
    expect(await verify(phc, 'new', HERE)).toBe(false);
    expect(outdated(phc)).toBe(true);
  });

  test("one made by somebody else with today's parameters is not due", () => {
    expect(hasher(native).outdated(older(19_456, 2))).toBe(false);
  });

  test('what does not parse is due', () => {
    const { outdated } = hasher(native);
    for (const text of [
      '',
      'plain',
      '$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA',
      older(19_456, 2).slice(0, -11),
    ])
      expect(outdated(text), text).toBe(true);
  });
});
