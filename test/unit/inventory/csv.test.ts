import { describe, expect, test } from 'vitest';
import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import { readTokens } from '../../../src/core/inventory/read.ts';
import { BROKEN_OFF, NOW, read, readWhole, tokens } from './reading.ts';

/** RFC 6238's SHA-1 secret, and how `base32` of coreutils writes it. */
const HEX = '3132333435363738393031323334353637383930';
const BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const ONE = `GAHT-00001 sha1/6/30 ${HEX}`;

describe('CSV inventories of hardware tokens', () => {
  test('are read with all five columns, without a header in their usual order', async () => {
    const file = `GAHT-00001,${HEX},SHA256,8,60\nGAHT-00002,${BASE32},SHA512,6,30\n`;
    expect(await read(file)).toEqual([`1 GAHT-00001 sha256/8/60 ${HEX}`, `2 GAHT-00002 sha512/6/30 ${HEX}`]);
  });

  test.each([
    [
      'a header in another order',
      `Period,SECRET,serial\n60,${BASE32},GAHT-00001\n`,
      `GAHT-00001 sha1/6/60 ${HEX}`,
    ],
    ['columns that mean nothing here', `serial,model,secret\nGAHT-00001,c200,${HEX}\n`, ONE],
    ['names that vendors use', `Serial Number;Secret Key;Time Interval\nGAHT-00001;${BASE32};30\n`, ONE],
    ['tabs', `serial\tsecret\nGAHT-00001\t${HEX}\n`, ONE],
    ['CRLF', `serial,secret\r\nGAHT-00001,${HEX}\r\n`, ONE],
    ['CR', `serial,secret\rGAHT-00001,${HEX}\r`, ONE],
    ['a byte order mark', `\ufeffserial,secret\nGAHT-00001,${HEX}\n`, ONE],
    ['quotes', `"serial","secret"\n"GAHT-00001","${HEX}"\n`, ONE],
    ['quotes with commas and breaks', `note,serial,secret\n"a ""b"",\nc",GAHT-00001,${HEX}\n`, ONE],
    [
      'blank lines and comments',
      `\n\n# from the vendor, 2026\nserial,secret\n\n# batch;1\nGAHT-00001,${HEX}\n,\n`,
      ONE,
    ],
    ['columns left empty', `GAHT-00001,${HEX},,,\n`, ONE],
    ['no line break at the end', `GAHT-00001,${HEX},SHA1,6,30`, ONE],
    ['letters outside of ASCII', `serial,secret,Größe €😀\nGAHT-00001,${HEX},ä€😀\n`, ONE],
  ])('are read with %s', async (_, file, expected) => {
    expect(tokens(await read(file))).toEqual([expected]);
    expect((await read(file)).length).toBe(1);
  });

  test.each([
    ['hexadecimal', HEX],
    ['hexadecimal in upper case with spaces', '3132 3334 3536 3738 3930 3132 3334 3536 3738 3930'],
    ['base32', BASE32],
    ['base32 in lower case', BASE32.toLowerCase()],
    ['base32 in groups', 'GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ'],
  ])('take a secret as %s', async (_, secret) => {
    expect(tokens(await read(`GAHT-00001,${secret}\n`))).toEqual([ONE]);
  });

  test('take padded and bare base32 of the RFC 4648 lengths alike', async () => {
    // printf 1234567890123456 | base32
    const hex = '31323334353637383930313233343536';
    for (const secret of ['GEZDGNBVGY3TQOJQGEZDGNBVGY======', 'GEZDGNBVGY3TQOJQGEZDGNBVGY'])
      expect(tokens(await read(`GAHT-00001,${secret}\n`))).toEqual([`GAHT-00001 sha1/6/30 ${hex}`]);
  });

  test('read only hexadecimal digits as hexadecimal, from 32 of them on', async () => {
    const both = '2345672345672345672345672345672A';
    expect(tokens(await read(`GAHT-00001,${both}\n`))).toEqual([
      `GAHT-00001 sha1/6/30 ${both.toLowerCase()}`,
    ]);
  });

  test.each([
    'SERIAL-000000001',
    'constructor',
    'Seed12345',
  ])('take a first line with the serial number %s for a token, not for a header', async serial => {
    expect(tokens(await read(`${serial},${HEX}\n`))).toEqual([`${serial} sha1/6/30 ${HEX}`]);
  });

  test.each(['sha1', 'SHA-1', 'HMAC-SHA1', 'HmacSHA1', 'hmac_sha_1'])('take %s for SHA1', async name => {
    expect(tokens(await read(`GAHT-00001,${HEX},${name}\n`))).toEqual([ONE]);
  });

  test.each([
    ['a secret under 128 bits (RFC 4226 R6)', `GAHT-00002,${HEX.slice(0, 30)}`, /neither|128 bits/],
    ['a secret of 15 bytes', 'GAHT-00002,GEZDGNBVGY3TQOJQGEZDGNBV', /128 bits/],
    ['a secret over 64 bytes', `GAHT-00002,${'ab'.repeat(65)}`, /64 bytes/],
    ['no secret', 'GAHT-00002,,SHA1', /secret is missing/],
    ['a secret in neither alphabet', 'GAHT-00002,GEZDGNBVGY3TQOJQGEZDGNBVGY3TQO01', /neither/],
    ['odd padding', 'GAHT-00002,GEZDGNBVGY3TQOJQGEZDGNBVGY=', /neither/],
    ['padding in the middle', `GAHT-00002,GEZDGNBV====${BASE32}`, /neither/],
    ['base32 with bits left over', 'GAHT-00002,GEZDGNBVGY3TQOJQGEZDGNBVGZ', /neither/],
    ['MD5', `GAHT-00002,${HEX},MD5`, /algorithm/],
    ['seven digits', `GAHT-00002,${HEX},SHA1,7`, /digits/],
    ['45 seconds', `GAHT-00002,${HEX},SHA1,6,45`, /period/],
    ['a sixth column', `GAHT-00002,${HEX},SHA1,6,30,1`, /more columns/],
    ['no serial number', `,${HEX}`, /serial number is missing/],
    ['a short serial number', `GAHT-002,${HEX}`, /9 to 256/],
    ['a long serial number', `${'G'.repeat(257)},${HEX}`, /9 to 256/],
    ['a serial number with a space', `GAHT 00002,${HEX}`, /9 to 256/],
    ['a serial number that names a virtual device', `arn:aws:iam::123456789012:mfa/a,${HEX}`, /arn:/],
    ['the same in upper case', `ARN:aws:iam::123456789012:mfa/a,${HEX}`, /arn:/],
    ['a formula', `=cmd.exe-A1,${HEX}`, /begins with/],
    ['a formula that begins with +', `+GAHT-00002,${HEX}`, /begins with/],
    ['a formula that begins with @', `@SUM-A1:A9,${HEX}`, /begins with/],
    ['something behind a quote', `GAHT-00002,"${HEX}"x`, /quote/],
  ])('refuse the line with %s, and go on', async (_, line, why) => {
    const lines = await read(`GAHT-00001,${HEX}\n${line}\nGAHT-00003,${HEX}\n`);
    expect(tokens(lines)).toEqual([ONE, `GAHT-00003 sha1/6/30 ${HEX}`]);
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^2 /);
    expect(lines[1]).toMatch(why);
  });

  test('never show a secret in what they say of a line, not even of columns the wrong way round', async () => {
    const short = 'KRSXG5CTMVRXEZLU';
    const file = `${BASE32},GAHT-00001\n${HEX},GAHT-00002\nGAHT-00003,${short}\nGAHT-00004,${BASE32},${BASE32},${HEX}\n`;
    const report = (await read(file)).join('\n');
    for (const secret of [BASE32, HEX, short]) expect(report).not.toContain(secret);
    expect(report.split('\n')).toHaveLength(4);
  });

  const BASE64 = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=';
  test.each([
    HEX,
    HEX.toUpperCase(),
    HEX.slice(0, 32),
    HEX + HEX.slice(0, 24),
    BASE32,
    BASE32.toLowerCase(),
    BASE32.slice(0, 26),
    `${BASE32}GEZDGNBVGY3TQOJQGEZA====`,
    BASE64,
  ])('a row of two secrets is not imported with the first, %s, as its serial number', async secret => {
    const lines = await readWhole(`${secret},${HEX},SHA1,6,30\n`);
    expect(lines).toEqual([{ line: 1, refused: expect.stringContaining('looks like a secret') }]);
  });

  test.each([
    '1234567890123456',
    'ABCDEFGHIJKLMNOPQRSTUVWX',
    '0123456789-0123456789-0123456789-01234567',
    'TK2345672345672345672345',
  ])('the serial number %s is none', async serial => {
    expect(tokens(await read(`${serial},${HEX}\n`))).toEqual([`${serial} sha1/6/30 ${HEX}`]);
  });

  test('a report names the serial number of a refused line only where it cannot be a secret', async () => {
    const slipped = 'KRSXG5CTMVRXEZLUKRSXG5CTMVRXE';
    const refused = await readWhole(
      [
        `GAHT-00001,${HEX},MD5`,
        `${slipped},${HEX},MD5`,
        `${slipped},${HEX},SHA1,6,30,1`,
        `${slipped},"${HEX}"x`,
        // What concerns the secret: it may stand in the serial number's place, and short ones look like nothing.
        'KRSXG5CTMVRXEZLU,',
        'KRSXG5CTMVRXEZLU,GAHT-00001',
        'KRSXG5CTMVRXEZLU,JBSWY3DPEHPK3PXP',
        '',
      ].join('\n'),
    );
    expect(refused).toHaveLength(7);
    expect(refused.map(({ serialNumber }) => serialNumber)).toEqual([
      'GAHT-00001',
      ...Array(6).fill(undefined),
    ]);
  });

  test.each([
    ['nothing at all', '', 'holds no tokens'],
    ['blank lines', '\n \r\n\t\n', 'holds no tokens'],
    ['a header alone', 'serial,secret\n', 'holds no tokens'],
    ['no column secret', `serial,digits\nGAHT-00001,6\n`, 'no column secret'],
    ['no column serial', `secret,digits\n${HEX},6\n`, 'no column serial'],
    ['a column twice', `serial,secret,seed\nGAHT-00001,${HEX},${HEX}\n`, 'same name'],
    ['JSON', `{"tokens":["GAHT-00001","${HEX}"]}\n`, 'JSON'],
    ['prose', `Dear customer\nGAHT-00001,${HEX}\n`, 'neither CSV'],
    ['HTML', `<!DOCTYPE html><html><body>GAHT-00001,${HEX}</body></html>`, 'DOCTYPE'],
    ['HTML without a document type', `<html><body>GAHT-00001,${HEX}</body></html>`, 'not PSKC'],
    ['a spreadsheet', 'PK\x03\x04\x14,a\nGAHT-00001,a\n', 'spreadsheet'],
    ['NUL bytes', `GAHT-00001,${HEX}\0\n`, 'NUL'],
  ])('that are %s are refused once, clearly', async (_, file, why) => {
    const lines = await read(file);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toContain(why);
  });

  test.each([
    ['UTF-16, little end first', Buffer.from('\ufeffGAHT-00001,x\n', 'utf16le'), 'UTF-16'],
    ['UTF-16, big end first', Buffer.from('\ufeffGAHT-00001,x\n', 'utf16le').swap16(), 'UTF-16'],
    ['UTF-16 without a mark', Buffer.from('GAHT-00001,x\n', 'utf16le'), 'NUL'],
    ['Latin-1', Buffer.from('serial,secret,Größe\n', 'latin1'), 'UTF-8'],
    ['over-long UTF-8', Buffer.from('c0af', 'hex'), 'UTF-8'],
    ['UTF-8 of three bytes for two', Buffer.from('e080af', 'hex'), 'UTF-8'],
    ['half a surrogate', Buffer.from('eda080', 'hex'), 'UTF-8'],
    ['beyond Unicode', Buffer.from('f4908080', 'hex'), 'UTF-8'],
    ['a character cut in the middle', Buffer.from('612ce282', 'hex'), 'UTF-8'],
  ])('written as %s are refused', async (_, file, why) => {
    for (const pieces of [1, 65_536]) {
      const lines = await read(file, { pieces });
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(why);
    }
  });

  test('whose line never ends are refused at 64 kB, and read no further', async () => {
    const lines = await read(`GAHT-00001,${HEX}\n"${'A'.repeat(70_000)}\nGAHT-00002,${HEX}\n`);
    expect(lines).toEqual([`1 ${ONE}`, '2 The line is longer than 64 kB.']);
  });

  test('read the same wherever the pieces are cut, also inside a character', async () => {
    const file = `\ufeffserial,secret,Größe €😀\r\n"GAHT-00001",${HEX},"ä""€😀"\r\n# ü\r\nGAHT-00002,${BASE32},\r\nx,y\r\n`;
    const whole = await read(file);
    expect(tokens(whole)).toHaveLength(2);
    for (const pieces of [1, 2, 3, 5, 7, 64]) expect(await read(file, { pieces })).toEqual(whole);
  });

  test('whose UTF-8 breaks off keep what stands before, wherever the pieces are cut', async () => {
    const file = Buffer.concat([
      Buffer.from(`GAHT-00001,${HEX}\nGAHT-00002,€`),
      Buffer.from('ff2c0a', 'hex'),
    ]);
    for (const pieces of [1, 7, 65_536]) {
      const lines = await read(file, { pieces });
      expect(lines).toEqual([`1 ${ONE}`, '2 The file is not written in UTF-8. Save it as UTF-8.']);
    }
  });

  test.each([
    [
      'five columns',
      `serial,secret,algorithm,digits,period\nGAHT-00001,${HEX},SHA256,8,60\nGAHT-00002,${BASE32},SHA512,6,60\n`,
    ],
    ['two columns', `serial,secret\nGAHT-00001,${BASE32}\nGAHT-00002,${BASE32}\n`],
    ['the secret last', `period,serial,secret\n60,GAHT-00001,${BASE32}\n60,GAHT-00002,${BASE32}\n`],
    ['no header', `GAHT-00001,${HEX},SHA256,8,60\n`],
    ['the serial number last', `secret,serial\n${HEX},GAHT-00001\n${HEX},GAHT-00002\n`],
  ])('cut anywhere leave whole tokens only: %s', async (_, file) => {
    const whole = tokens(await read(file));
    expect(whole.length).toBeGreaterThan(0);
    for (let length = 0; length < file.length; length++) {
      const found = tokens(await read(file.slice(0, length)));
      expect(found).toEqual(whole.slice(0, found.length));
    }
  });

  test.each([
    ['the secret last', `serial,secret\nGAHT-00001,${BASE32}\nGAHT-00002,${BASE32}`],
    ['no header and the secret last', `GAHT-00001,${BASE32}\nGAHT-00002,${BASE32}`],
    ['the serial number last', `secret,serial\n${HEX},GAHT-00001\n${HEX},GAHT-00002`],
    ['an empty period', `GAHT-00001,${HEX},,,\nGAHT-00002,${HEX},SHA1,6,`],
    ['fewer columns than there may be', `GAHT-00001,${HEX},SHA1,6\nGAHT-00002,${HEX},SHA1,6`],
  ])('without a line break at their end and %s: the last line may be cut, and is refused', async (_, file) => {
    const lines = await read(file);
    expect(tokens(lines)).toEqual([ONE]);
    expect(lines.at(-1)).toMatch(/may have been cut.*End it with one/);
    expect(tokens(await read(`${file}\n`))).toHaveLength(2);
  });

  test('cut where a longer secret is as long as the one before it store nothing of it', async () => {
    const long = HEX + HEX.slice(0, 24);
    const file = `serial,secret\nGAHT-00001,${HEX}\nGAHT-00002,${long}\n`;
    for (let length = 0; length < file.length; length++)
      for (const found of tokens(await read(file.slice(0, length))))
        expect([ONE, `GAHT-00002 sha1/6/30 ${long}`]).toContain(found);
  });

  test('whose sender goes away keep what was ended, and nothing of what was not, whole as it may look', async () => {
    const file = `GAHT-00001,${HEX},SHA1,6,30\nGAHT-00002,${HEX},SHA1,6,30`;
    for (const pieces of [1, 7, 65_536]) {
      const lines = await readWhole(file, { pieces, brokenOff: true });
      expect(lines).toEqual([
        expect.objectContaining({ serialNumber: 'GAHT-00001' }),
        { line: 2, ...BROKEN_OFF, ended: true },
      ]);
    }
    for (let length = 0; length <= file.length; length++) {
      const lines = await readWhole(file.slice(0, length), { brokenOff: true });
      expect(lines.at(-1)).toMatchObject({ ...BROKEN_OFF, ended: true });
      expect(lines.length).toBe(length > file.indexOf('\n') ? 2 : 1);
    }
  });

  test.each([
    'serial,digits\nGAHT-00001,6\n',
    '{"a":1}\n',
    'Dear customer\n',
  ])('that are refused at their header are not read to their end: %j', async file => {
    expect(await readWhole(file)).toEqual([expect.objectContaining({ line: 1, ended: true })]);
  });

  test('without a token among the first 10,000 lines are no inventory, and are not read on', async () => {
    const lines = await readWhole('x,y\n'.repeat(100_000));
    expect(lines).toHaveLength(10_001);
    expect(lines.at(-1)).toEqual({
      line: 10_000,
      refused: expect.stringContaining('does not look like an inventory'),
      ended: true,
    });
    const later = await readWhole(`${'x,y\n'.repeat(9_999)}GAHT-00001,${HEX}\n${'x,y\n'.repeat(10_001)}`);
    expect(later).toHaveLength(20_001);
  });

  test('are refused where a key or a password was given: whoever has one expects an encrypted file', async () => {
    for (const keys of [{ preSharedKey: new Uint8Array(16) }, { password: 'x' }]) {
      const lines = await readWhole(`GAHT-00001,${HEX}\n`, { keys });
      expect(lines).toEqual([{ line: 1, refused: expect.stringContaining('not encrypted'), ended: true }]);
    }
  });

  test.each([
    ['to its end', 'GAHT-00001,x\n'],
    ['and refused in its first piece', '{}\n'],
    ['and refused as XML', '<a>'],
  ])('are closed when they were read %s', async (_, file) => {
    let closed = false;
    async function* upload() {
      try {
        yield new TextEncoder().encode(file);
        yield new TextEncoder().encode('GAHT-00002,x\n');
      } finally {
        closed = true;
      }
    }
    for await (const line of readTokens(upload(), {}, tokenCiphers, NOW))
      expect(line).toHaveProperty('refused');
    expect(closed).toBe(true);
  });

  test('hold 1,000,000 tokens at most', async () => {
    const lines = await read(`GAHT-00001,${HEX}\n${'a,b\n'.repeat(1_000_005)}`);
    expect(lines).toHaveLength(1_000_001);
    expect(lines.at(-1)).toContain('Split it');
  });
});
