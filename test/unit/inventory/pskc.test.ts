import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import * as node from '../../../src/adapters/crypto/token-ciphers-node.ts';
import * as worker from '../../../src/adapters/crypto/token-ciphers-worker.ts';
import { requireProgram } from '../../support/programs.ts';
import { type PskcKey, pskcFile } from '../../support/pskc.ts';
import { read, tokens } from './reading.ts';
import { asTotp, FIGURE_2, FIGURE_3, FIGURE_4, FIGURE_5, FIGURE_6, FIGURE_7, FIGURE_8 } from './rfc6030.ts';
import { SIGNED } from './signed.ts';

const run = promisify(execFile);
const adapters = [
  ['Node', node.tokenCiphers],
  ['workerd', worker.tokenCiphers],
] as const;

const hex = (text: string) => Buffer.from(text).toString('hex');
const SECRET = hex('12345678901234567890');
const KEY = '12345678901234567890123456789012';
const preSharedKey = Buffer.from(KEY, 'hex');
const KEYS: PskcKey[] = [
  {
    serial: 'GAHT-00001',
    secret: SECRET,
    algorithm_suite: 'HMAC-SHA1',
    response_length: 6,
    time_interval: 30,
  },
  { serial: 'GAHT-00002', secret: hex('a'.repeat(32)), algorithm_suite: 'HMAC-SHA256', response_length: 8 },
  { serial: 'GAHT-00003', secret: hex('b'.repeat(64)), algorithm_suite: 'HMAC-SHA512', time_interval: 60 },
];
const READ = [
  `GAHT-00001 sha1/6/30 ${SECRET}`,
  `GAHT-00002 sha256/8/30 ${hex('a'.repeat(32))}`,
  `GAHT-00003 sha512/6/60 ${hex('b'.repeat(64))}`,
];

describe('the examples of RFC 6030', () => {
  test("figure 3: a plain key is read, its serial number the device's", async () => {
    expect(await read(asTotp(FIGURE_3))).toEqual([`3 987654321 sha1/8/30 ${SECRET}`]);
  });

  test('figure 5: a PIN that the device asks for is no hindrance, the PIN itself no token', async () => {
    const [otp, pin] = await read(asTotp(FIGURE_5));
    expect(otp).toBe(`3 987654321 sha1/8/30 ${SECRET}`);
    expect(pin).toMatch(/not for TOTP/);
  });

  test.each(adapters)('figure 6: a pre-shared key opens the secret on %s', async (_, ciphers) => {
    expect(await read(asTotp(FIGURE_6), { keys: { preSharedKey }, ciphers })).toEqual([
      `13 987654321 sha1/8/30 ${SECRET}`,
    ]);
  });

  test.each(adapters)('figure 7: a password opens the secret on %s', async (_, ciphers) => {
    expect(await read(asTotp(FIGURE_7), { keys: { password: 'qwerty' }, ciphers })).toEqual([
      `28 987654321 sha1/8/30 ${SECRET}`,
    ]);
  });

  test.each([
    ['2', FIGURE_2, /9 to 256/],
    ['2 with a longer name', asTotp(FIGURE_2).replace('"12345678"', '"123456789"'), /128 bits/],
    ['3', FIGURE_3, /counter-based/],
    ['4', asTotp(FIGURE_4), /secret is missing/],
    ['8', FIGURE_8, /neither with a pre-shared key nor with a password/],
  ])('figure %s: is refused for what it is', async (_, figure, why) => {
    const keys = figure.includes('PlainValue') ? {} : { preSharedKey };
    const lines = await read(figure, { keys });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(why);
  });
});

describe.each(adapters)('files of python-pskc on %s', (_, ciphers) => {
  test('are read plain', async () => {
    expect(tokens(await read(await pskcFile(KEYS), { ciphers }))).toEqual(READ);
  });

  test.each([
    ['aes128-cbc', 'hmac-sha1', 16],
    ['aes192-cbc', 'hmac-sha256', 24],
    ['aes256-cbc', 'hmac-sha384', 32],
    ['aes256-cbc', 'hmac-sha512', 32],
    ['kw-aes128', undefined, 16],
    ['kw-aes192', undefined, 24],
    ['kw-aes256', undefined, 32],
  ])('are opened with a pre-shared key: %s, %s', async (algorithm, mac, length) => {
    const key = 'k'.repeat(length);
    const file = await pskcFile(KEYS, { algorithm, preSharedKey: hex(key), ...(mac && { mac }) });
    expect(file).not.toContain(Buffer.from(SECRET, 'hex').toString('base64'));
    expect(tokens(await read(file, { keys: { preSharedKey: Buffer.from(key) }, ciphers }))).toEqual(READ);
  });

  test.each([
    ['aes128-cbc', 'hmac-sha1'],
    ['aes256-cbc', 'hmac-sha256'],
    ['kw-aes256', 'hmac-sha512'],
  ])('are opened with a password: %s, PBKDF2 with %s', async (algorithm, prf) => {
    const password = 'Schlüssel & Söhne';
    const file = await pskcFile(KEYS, { algorithm, password, prf, iterations: 1_500 });
    expect(tokens(await read(file, { keys: { password }, ciphers }))).toEqual(READ);
  });

  test('read the same wherever the pieces are cut, also inside a character', async () => {
    const file = await pskcFile(KEYS, { preSharedKey: KEY });
    const whole = await read(file, { keys: { preSharedKey }, ciphers });
    for (const pieces of [1, 2, 3, 7, 1_000])
      expect(await read(file, { keys: { preSharedKey }, ciphers, pieces })).toEqual(whole);
  });
});

describe('other programs', () => {
  test('csv2pskc: its files are opened with the password that they were made with', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-pskc-'));
    try {
      const csv = join(folder, 'tokens.csv');
      writeFileSync(csv, `serial,secret,algorithm,response_length\nGAHT-00001,${SECRET},totp,6\n`);
      const { stdout } = await run(requireProgram('csv2pskc'), ['-e', 'hex', '-p', 'qwerty', csv]);
      expect(tokens(await read(stdout, { keys: { password: 'qwerty' } }))).toEqual([READ[0]]);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('pskctool reads the same secrets and serial numbers out of a file', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sallyport-pskc-'));
    try {
      const file = join(folder, 'tokens.xml');
      const content = await pskcFile(KEYS);
      writeFileSync(file, content);
      const { stdout } = await run(requireProgram('pskctool'), ['--info', file]);
      const all = (pattern: RegExp) => [...stdout.matchAll(pattern)].map(match => match[1] ?? '');
      const serials = all(/SerialNo: (.+)/g);
      const secrets = all(/Key Secret \(base64\): (.+)/g).map(text =>
        Buffer.from(text, 'base64').toString('hex'),
      );
      const ours = tokens(await read(content)).map(line => line.split(' '));
      expect(serials).toHaveLength(3);
      expect(ours.map(([serial]) => serial)).toEqual(serials);
      expect(ours.map(fields => fields.at(-1))).toEqual(secrets);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });

  test('pskctool --sign: a signature is no hindrance, and not looked at', async () => {
    expect(tokens(await read(SIGNED))).toEqual([`GAHT-00001 sha256/8/60 ${SECRET}`]);
  });
});
