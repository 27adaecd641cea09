import { createCipheriv, createDecipheriv } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { SecretKey } from '../../../src/adapters/crypto/keys.ts';
import * as node from '../../../src/adapters/crypto/node.ts';
import * as worker from '../../../src/adapters/crypto/worker.ts';
import { SealBroken } from '../../../src/core/ports.ts';
import { Seeded } from '../seeded.ts';

const random = new Seeded('seal');
const secretKey = (id: string): SecretKey => ({ id, bytes: random.bytes(32) });
const [first, second] = [secretKey('k1'), secretKey('k2')];
const adapters = [
  ['Node', node.createSeal],
  ['workerd', worker.createSeal],
] as const;
const CONTEXT = 'devices|secret|MFAD1';
const plain = random.bytes(20);

/** The parts of a sealed value: nonce, ciphertext, tag. */
function parts(sealed: string) {
  const bytes = Buffer.from(sealed.slice(sealed.indexOf('.') + 1), 'base64url');
  return { nonce: bytes.subarray(0, 12), text: bytes.subarray(12, -16), tag: bytes.subarray(-16) };
}

describe.each(adapters)('sealing on %s (3.16)', (_, createSeal) => {
  const seal = createSeal([first]);

  test('opens again, whatever the length, the empty value included', async () => {
    for (const length of [0, 1, 16, 20, 64, 1_000]) {
      const value = random.bytes(length);
      const sealed = await seal.seal(value, CONTEXT);
      expect([...(await seal.open(sealed, CONTEXT))]).toEqual([...value]);
    }
  });

  test('is AES-256-GCM with a 96-bit nonce, a 128-bit tag, bound to place and key', async () => {
    const sealed = await seal.seal(plain, CONTEXT);
    expect(sealed).toMatch(/^k1\.[\w-]+$/);
    const { nonce, text, tag } = parts(sealed);
    const decipher = createDecipheriv('aes-256-gcm', first.bytes, nonce);
    decipher.setAAD(Buffer.from(`sallyport|${CONTEXT}|k1`)).setAuthTag(tag);
    expect(Buffer.concat([decipher.update(text), decipher.final()])).toEqual(Buffer.from(plain));
  });

  test('opens what AES-256-GCM made elsewhere', async () => {
    const nonce = random.bytes(12);
    const cipher = createCipheriv('aes-256-gcm', first.bytes, nonce);
    cipher.setAAD(Buffer.from(`sallyport|${CONTEXT}|k1`));
    const body = Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()]);
    const opened = await seal.open(`k1.${body.toString('base64url')}`, CONTEXT);
    expect([...opened]).toEqual([...plain]);
  });

  test('a value moved to another row, column or table does not open', async () => {
    const sealed = await seal.seal(plain, CONTEXT);
    for (const context of ['devices|secret|MFAD2', 'devices|other|MFAD1', 'people|secret|MFAD1', ''])
      await expect(async () => seal.open(sealed, context), context).rejects.toThrow(SealBroken);
  });

  test('one flipped bit anywhere, and it does not open', async () => {
    const sealed = await seal.seal(plain, CONTEXT);
    const body = Buffer.from(sealed.slice(3), 'base64url');
    for (let bit = 0; bit < body.length * 8; bit++) {
      const altered = Buffer.from(body);
      altered[bit >> 3] = (altered[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      await expect(async () => seal.open(`k1.${altered.toString('base64url')}`, CONTEXT)).rejects.toThrow(
        SealBroken,
      );
    }
  });

  test('cut short or lengthened anywhere, and it does not open', async () => {
    const body = Buffer.from((await seal.seal(plain, CONTEXT)).slice(3), 'base64url');
    for (let length = 0; length < body.length; length++) {
      const cut = `k1.${body.subarray(0, length).toString('base64url')}`;
      await expect(async () => seal.open(cut, CONTEXT), `${length} bytes`).rejects.toThrow(SealBroken);
    }
    const longer = `k1.${Buffer.concat([body, Buffer.from([0])]).toString('base64url')}`;
    await expect(async () => seal.open(longer, CONTEXT)).rejects.toThrow(SealBroken);
  });

  test.each([
    '',
    'k1',
    'k1.',
    '.',
    '.AAAA',
    'k1.not base64!',
    'plain text',
    'a'.repeat(33).concat('.AAAA'),
  ])('what is not a sealed value does not open: %j', async text => {
    await expect(async () => seal.open(text, CONTEXT)).rejects.toThrow(SealBroken);
  });

  test('a value that says it is under another key does not open, even where that key exists', async () => {
    const both = createSeal([first, second]);
    const sealed = await both.seal(plain, CONTEXT);
    await expect(async () => both.open(sealed.replace('k1.', 'k2.'), CONTEXT)).rejects.toThrow(SealBroken);
    const twin = createSeal([first, { id: 'k3', bytes: first.bytes }]);
    await expect(async () => twin.open(sealed.replace('k1.', 'k3.'), CONTEXT)).rejects.toThrow(SealBroken);
  });

  test('rotation: the first key seals, all of them open, and a removed one opens nothing', async () => {
    const before = await createSeal([first]).seal(plain, CONTEXT);
    const rotated = createSeal([second, first]);
    const after = await rotated.seal(plain, CONTEXT);
    expect(after).toMatch(/^k2\./);
    expect([...(await rotated.open(before, CONTEXT))]).toEqual([...plain]);
    expect([...(await rotated.open(after, CONTEXT))]).toEqual([...plain]);
    const cleared = createSeal([second]);
    expect([...(await cleared.open(after, CONTEXT))]).toEqual([...plain]);
    await expect(async () => cleared.open(before, CONTEXT)).rejects.toThrow(SealBroken);
  });

  test('a wrong key under the right id opens nothing: no fallback to the plain text', async () => {
    const sealed = await seal.seal(plain, CONTEXT);
    const wrong = createSeal([{ id: 'k1', bytes: second.bytes }]);
    await expect(async () => wrong.open(sealed, CONTEXT)).rejects.toThrow(SealBroken);
  });

  test('equal values are sealed differently: 2,000 nonces, none twice', async () => {
    const nonces = new Set<string>();
    for (let round = 0; round < 2_000; round++)
      nonces.add(parts(await seal.seal(plain, CONTEXT)).nonce.toString('hex'));
    expect(nonces.size).toBe(2_000);
  });

  test('errors name neither the key nor the value', async () => {
    const sealed = await seal.seal(plain, CONTEXT);
    const error = await (async () => seal.open(sealed, 'elsewhere'))().catch((caught: Error) => caught);
    const said = error instanceof Error ? `${error.message} ${error.stack}` : '';
    expect(said).not.toContain(sealed.slice(3, 20));
    expect(said).not.toContain(Buffer.from(first.bytes).toString('base64'));
  });
});

describe('one database under both runtimes', () => {
  test('what Node sealed workerd opens, and back', async () => {
    const [here, there] = [node.createSeal([first]), worker.createSeal([first])];
    for (const length of [0, 20, 64]) {
      const value = random.bytes(length);
      expect([...(await there.open(await here.seal(value, CONTEXT), CONTEXT))]).toEqual([...value]);
      expect([...(await here.open(await there.seal(value, CONTEXT), CONTEXT))]).toEqual([...value]);
    }
  });
});
