import { createCipheriv, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import type { TokenCiphers } from '../../../src/core/inventory/ciphers.ts';
import { pskcFile } from '../../support/pskc.ts';
import { read, readWhole, tokens } from './reading.ts';
import { asTotp, FIGURE_3, FIGURE_6, FIGURE_7 } from './rfc6030.ts';

const PRE_SHARED = asTotp(FIGURE_6);
const PASSWORD = asTotp(FIGURE_7);
const keys = { preSharedKey: Buffer.from('12345678901234567890123456789012', 'hex'), password: 'qwerty' };
const WRONG = /^\d+ The key or the password is wrong, or the file was altered\.$/;

/** Counts what is decrypted and derived. */
function counting() {
  const calls = { decrypted: 0, derived: 0 };
  const ciphers: TokenCiphers = {
    ...tokenCiphers,
    aesCbcDecrypt(...given) {
      calls.decrypted += 1;
      return tokenCiphers.aesCbcDecrypt(...given);
    },
    pbkdf2(...given) {
      calls.derived += 1;
      return tokenCiphers.pbkdf2(...given);
    },
  };
  return { calls, ciphers };
}

describe('encrypted PSKC (RFC 6030 section 6)', () => {
  test.each([
    ['a MAC of another value', PRE_SHARED.replace('Su+NvtQ', 'Su+NvtR'), 1],
    ['a MAC that is cut', PRE_SHARED.replace('Su+NvtQfmvfJzF6bmQiJqoLRExc=', 'Su+NvtQfmvfJzF6b'), 1],
    ['an empty MAC', PRE_SHARED.replace('Su+NvtQfmvfJzF6bmQiJqoLRExc=', ''), 1],
    ['another initial value', PRE_SHARED.replace('AAECAwQF', 'AAECAwQG'), 1],
    ['another last block', PRE_SHARED.replace('wZqIUqGv', 'wZqIUqGw'), 1],
    ['another MAC key', PRE_SHARED.replace('ESIzRFVm', 'ESIzRFVn'), 1],
    ['a MAC key that does not decrypt', PRE_SHARED.replace('rR7I5wSX', 'rR7I5wSY'), 1],
  ])('%s ends the file before the secret is decrypted', async (_, file, decrypted) => {
    expect(file).not.toBe(PRE_SHARED);
    const { calls, ciphers } = counting();
    expect(await read(file, { keys, ciphers })).toEqual([expect.stringMatching(WRONG)]);
    // The MAC key is encrypted itself, and opened; the secret is not.
    expect(calls.decrypted).toBe(decrypted);
  });

  test.each([
    ['no ValueMAC', PRE_SHARED.replace(/<ValueMAC>[\s\S]*<\/ValueMAC>/, ''), /no MAC/],
    ['no MACMethod', PRE_SHARED.replace(/<MACMethod[\s\S]*<\/MACMethod>/, ''), /no MAC/],
    [
      'a ValueMAC in another namespace',
      PRE_SHARED.replace('<ValueMAC>', '<ValueMAC xmlns="urn:v">'),
      /no MAC/,
    ],
    ['a MAC with MD5', PRE_SHARED.replace('hmac-sha1', 'hmac-md5'), /not HMAC/],
    [
      'a MAC key that is somewhere else',
      PRE_SHARED.replace(/<MACKey>[\s\S]*<\/MACKey>/, '<MACKeyReference>k</MACKeyReference>'),
      /not in the file/,
    ],
    ['an empty MAC key', PRE_SHARED.replace(/(<MACKey>[\s\S]*?<xenc:CipherValue>)[^<]*/, '$1'), /not base64/],
    ['two MAC methods', PRE_SHARED.replace(/(<MACMethod[\s\S]*<\/MACMethod>)/, '$1$1'), /twice/],
    ['two MAC keys', PRE_SHARED.replace(/(<MACKey>[\s\S]*<\/MACKey>)/, '$1$1'), /twice/],
    ['two encryption keys', PRE_SHARED.replace(/(<EncryptionKey>.*<\/EncryptionKey>)/, '$1$1'), /twice/],
    ['3DES', PRE_SHARED.replaceAll('aes128-cbc', 'tripledes-cbc'), /something else/],
    ['no cipher', PRE_SHARED.replaceAll(/<xenc:EncryptionMethod[^>]*>/g, ''), /something else/],
    ['a cipher for longer keys', PRE_SHARED.replaceAll('aes128-cbc', 'aes256-cbc'), /16 bytes.*32/],
  ])('%s ends the file with nothing decrypted', async (_, file, why) => {
    const { calls, ciphers } = counting();
    const lines = await read(file, { keys, ciphers });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(why);
    expect(calls.decrypted).toBe(0);
  });

  test('another key and another password are told as one and the same', async () => {
    const preSharedKey = Buffer.from('12345678901234567890123456789013', 'hex');
    expect(await read(PRE_SHARED, { keys: { preSharedKey } })).toEqual([expect.stringMatching(WRONG)]);
    expect(await read(PASSWORD, { keys: { password: 'qwertz' } })).toEqual([expect.stringMatching(WRONG)]);
  });

  test('a wrapped key that was altered does not open', async () => {
    const preSharedKey = '00'.repeat(16);
    const file = await pskcFile([{ serial: 'GAHT-00001', secret: '31'.repeat(20) }], {
      algorithm: 'kw-aes128',
      preSharedKey,
    });
    const opened = { preSharedKey: Buffer.alloc(16) };
    expect(tokens(await read(file, { keys: opened }))).toHaveLength(1);
    const altered = file.replace(
      /(<pskc:EncryptedValue>[\s\S]*<xenc:CipherValue>)(.)/,
      (_, before, first) => before + (first === 'A' ? 'B' : 'A'),
    );
    expect(await read(altered, { keys: opened })).toEqual([expect.stringMatching(WRONG)]);
  });

  test.each([
    ['a pre-shared key', PRE_SHARED, { password: 'qwerty' }, /pre-shared key, and none was given/],
    ['a password', PASSWORD, { preSharedKey: keys.preSharedKey }, /password, and none was given/],
    [
      'a key that it does not name',
      PRE_SHARED.replace(/<EncryptionKey>.*<\/EncryptionKey>/, ''),
      {},
      /none was given/,
    ],
  ])('without %s the file is refused', async (_, file, given, why) => {
    const lines = await read(file, { keys: given });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(why);
  });

  test.each([
    '0',
    '1',
    '999',
    '2000001',
    '1000000000',
    '99999999999999999999',
    '-1000',
    '1e6',
    '0x1000',
    '',
  ])('PBKDF2 with %j iterations is refused, and nothing is derived', async iterations => {
    const { calls, ciphers } = counting();
    const lines = await read(PASSWORD.replace('>1000<', `>${iterations}<`), { keys, ciphers });
    expect(lines).toEqual([expect.stringMatching(/1,000 to 2,000,000 iterations/)]);
    expect(calls.derived).toBe(0);
  });

  test.each([
    ['a short salt', '>Ej7/PEpyEpw=<', '>Ej7/PA==<', /salt/],
    ['no salt', '<Salt><Specified>Ej7/PEpyEpw=</Specified></Salt>', '', /salt/],
    ['a key of 128 bytes', '>16<', '>128<', /16, 24 or 32/],
    ['an unknown function', '<PRF/>', '<PRF Algorithm="urn:md5"/>', /not HMAC/],
    ['an unknown derivation', 'pkcs-5v2-0#pbkdf2"', 'pkcs-5v2-0#pbkdf1"', /something else than PBKDF2/],
    [
      'two salts',
      '<IterationCount>',
      '<Salt><Specified>AAAAAAAAAAA=</Specified></Salt><IterationCount>',
      /twice/,
    ],
  ])('PBKDF2 with %s is refused, and nothing is derived', async (_, from, to, why) => {
    expect(PASSWORD).toContain(from);
    const { calls, ciphers } = counting();
    expect(await read(PASSWORD.replace(from, to), { keys, ciphers })).toEqual([expect.stringMatching(why)]);
    expect(calls.derived).toBe(0);
  });

  test('the password is derived once a file, however many secrets it holds', async () => {
    const secrets = Array.from({ length: 20 }, (_, i) => ({
      serial: `GAHT-000${10 + i}`,
      secret: '31'.repeat(20),
    }));
    const { calls, ciphers } = counting();
    const file = await pskcFile(secrets, { password: 'qwerty' });
    expect(tokens(await read(file, { keys, ciphers }))).toHaveLength(20);
    expect(calls.derived).toBe(1);
  });

  test('what a platform does not derive is said, not thrown', async () => {
    const ciphers = { ...tokenCiphers, pbkdf2: async () => undefined };
    expect(await read(PASSWORD, { keys, ciphers })).toEqual([expect.stringMatching(/does not derive/)]);
  });

  test('after a MAC that is wrong no token is read, also not one that would be right', async () => {
    const secrets = ['GAHT-00001', 'GAHT-00002', 'GAHT-00003'].map(serial => ({
      serial,
      secret: '31'.repeat(20),
    }));
    const file = await pskcFile(secrets, { preSharedKey: keys.preSharedKey.toString('hex') });
    const mac = [...file.matchAll(/<pskc:ValueMAC>(.)/g)][1];
    const place = (mac?.index ?? 0) + '<pskc:ValueMAC>'.length;
    const altered = file.slice(0, place) + (mac?.[1] === 'A' ? 'B' : 'A') + file.slice(place + 1);
    const lines = await read(altered, { keys });
    expect(tokens(lines)).toEqual([expect.stringContaining('GAHT-00001')]);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(WRONG);
  });

  test.each([0, 1, 15])('a MAC key of %i bytes is none: altered padding would shorten it', async length => {
    const encryptedKey = encrypted(Buffer.alloc(length));
    const secret = encrypted(Buffer.alloc(20, 1));
    const mac = createHmac('sha1', Buffer.alloc(length)).update(secret).digest('base64');
    const file = PRE_SHARED.replace(
      'ESIzRFVmd4iZABEiM0RVZgKn6WjLaTC1sbeBMSvIhRejN9vJa2BOlSaMrR7I5wSX',
      encryptedKey.toString('base64'),
    )
      .replace('AAECAwQFBgcICQoLDA0OD+cIHItlB3Wra1DUpxVvOx2lef1VmNPCMl8jwZqIUqGv', secret.toString('base64'))
      .replace('Su+NvtQfmvfJzF6bmQiJqoLRExc=', mac);
    expect(await read(file, { keys })).toEqual([expect.stringMatching(WRONG)]);
  });

  function encrypted(plain: Buffer): Buffer {
    const cipher = createCipheriv('aes-128-cbc', keys.preSharedKey, Buffer.alloc(16));
    return Buffer.concat([Buffer.alloc(16), cipher.update(plain), cipher.final()]);
  }

  test.each(['EncryptionKey', 'MACMethod'])('%s behind the first token ends the file', async name => {
    const moved = asTotp(FIGURE_3).replace('</KeyContainer>', `<${name}/></KeyContainer>`);
    const lines = await read(moved);
    expect(tokens(lines)).toHaveLength(1);
    expect(lines[1]).toMatch(/too late/);
  });

  const plainly = '<PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=</PlainValue>';
  const downgraded = PRE_SHARED.replace(/<EncryptedValue>[\s\S]*<\/ValueMAC>/, plainly);
  test.each([
    ['EncryptionKey and MACMethod', downgraded],
    ['EncryptionKey', downgraded.replace(/<MACMethod[\s\S]*<\/MACMethod>/, '')],
    ['MACMethod', downgraded.replace(/<EncryptionKey>.*<\/EncryptionKey>/, '')],
  ])('a plain secret behind %s ends the file: it was put there by somebody without the key', async (_, file) => {
    expect(file).not.toBe(PRE_SHARED);
    // Also without a key, where the file takes none.
    const given = file.includes('<EncryptionKey>') ? keys : {};
    expect(await readWhole(file, { keys: given })).toEqual([
      { line: expect.any(Number), refused: expect.stringMatching(/says that it is encrypted/), ended: true },
    ]);
  });

  test.each([
    ['a pre-shared key', { preSharedKey: keys.preSharedKey }],
    ['a password', { password: keys.password }],
  ])('a plain file where %s was given is refused: another was expected', async (_, given) => {
    expect(await readWhole(asTotp(FIGURE_3), { keys: given })).toEqual([
      { line: 3, refused: expect.stringMatching(/was given, and this secret is not encrypted/), ended: true },
    ]);
  });

  test('a file cut at any byte leaves whole tokens only', async () => {
    const [whole] = tokens(await read(PRE_SHARED, { keys }));
    for (let length = 1; length < PRE_SHARED.length; length += 1)
      for (const found of tokens(await read(PRE_SHARED.slice(0, length), { keys })))
        expect(found).toBe(whole);
  });

  test('never show a secret or a key in what they say', async () => {
    const secret = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=';
    const report = await Promise.all(
      [PRE_SHARED.replace('Su+NvtQ', 'Su+NvtR'), PASSWORD.replace('LP6x', 'LP6y')].map(file =>
        read(file, { keys }),
      ),
    );
    for (const text of [secret, '3132333435', 'qwerty', '1234567890'])
      expect(report.flat().join('\n')).not.toContain(text);
  });
});
