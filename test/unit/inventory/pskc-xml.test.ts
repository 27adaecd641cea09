import { describe, expect, test } from 'vitest';
import { read, readWhole, tokens } from './reading.ts';
import { asTotp, FIGURE_3 } from './rfc6030.ts';

const ONE = '987654321 sha1/8/30 3132333435363738393031323334353637383930';
const FILE = asTotp(FIGURE_3);
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const BODY = FILE.slice(HEAD.length);

/** The file with two tokens; the second is what `change` makes of the first. */
function second(change: (token: string) => string): string {
  const [, token = ''] = /(<KeyPackage>[\s\S]*<\/KeyPackage>)/.exec(FILE) ?? [];
  return FILE.replace('</KeyContainer>', () => `${change(token)}\n</KeyContainer>`);
}

describe('XML that is no PSKC', () => {
  const bomb = Array.from({ length: 9 }, (_, i) => `<!ENTITY a${i + 1} "${`&a${i};`.repeat(10)}">`).join('');
  test.each([
    ['an entity bomb (billion laughs)', `<!DOCTYPE k [<!ENTITY a0 "ha">${bomb}]>`, '&a9;'],
    ['an external entity (XXE)', '<!DOCTYPE k [<!ENTITY x SYSTEM "file:///etc/passwd">]>', '&x;'],
    [
      'an external parameter entity',
      '<!DOCTYPE k [<!ENTITY % x SYSTEM "http://example.com/x.dtd"> %x;]>',
      '',
    ],
    ['an external document type', '<!DOCTYPE k SYSTEM "http://example.com/k.dtd">', ''],
    ['a document type alone', '<!DOCTYPE KeyContainer>', ''],
    ['a document type in lower case', '<!doctype KeyContainer>', ''],
  ])('%s is refused before anything of it is read', async (_, doctype, reference) => {
    const file = HEAD + doctype + BODY.replace('>Manufacturer<', `>${reference}<`);
    const lines = await read(file);
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(/^[12] The file (has a document type|is not well-formed)/);
  });

  test('a document type that never ends is refused at 64 kB', async () => {
    const lines = await read(`${HEAD}<!DOCTYPE k [${'<!ENTITY a "a">'.repeat(10_000)}`, { pieces: 4_096 });
    expect(lines).toHaveLength(1);
  });

  test.each([
    ['an entity of its own', BODY.replace('>Manufacturer<', '>&x;<')],
    ['an entity of HTML', BODY.replace('>Manufacturer<', '>&nbsp;<')],
    ['an entity named like a property of every object', BODY.replace('>Manufacturer<', '>&constructor;<')],
    ['a character that XML does not have', BODY.replace('>Manufacturer<', '>&#0;<')],
    ['elements that close crosswise', BODY.replace('</DeviceInfo>', '</KeyPackage>')],
    ['an attribute twice', BODY.replace('Id="12345678"', 'Id="12345678" Id="987654322"')],
    ['an attribute without quotes', BODY.replace('Id="12345678"', 'Id=12345678')],
    [
      'a prefix that is not declared',
      BODY.replace('<Issuer>', '<p:Issuer>').replace('</Issuer>', '</p:Issuer>'),
    ],
  ])('%s is not well-formed, and nothing of it is read', async (_, file) => {
    expect(await read(file)).toEqual([expect.stringMatching(/^\d+ The file is not well-formed XML/)]);
  });

  test.each([
    ['text behind the root', `${FILE}more`],
    ['a second root', FILE + BODY],
    ['an empty second root', `${FILE}<KeyContainer/>`],
  ])('%s ends the file, and what stands before was read', async (_, file) => {
    const lines = await read(file);
    expect(tokens(lines)).toEqual([ONE]);
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/not well-formed/);
  });

  test.each([
    ['another root', BODY.replaceAll('KeyContainer', 'Keys'), /not PSKC/],
    ['no namespace', BODY.replace(' xmlns="urn:ietf:params:xml:ns:keyprov:pskc"', ''), /not PSKC/],
    ['the namespace of a draft', BODY.replace('keyprov:pskc"', 'keyprov:pskc:1.0"'), /not PSKC/],
    ['version 1.1', BODY.replace('"1.0"', '"1.1"'), /not 1\.0/],
    ['no version', BODY.replace('Version="1.0" ', ''), /not 1\.0/],
    ['a version in another namespace', BODY.replace('Version=', 'xmlns:v="urn:v" v:Version='), /not 1\.0/],
    ['an encoding that it is not written in', FILE.replace('UTF-8', 'UTF-16'), /UTF-8/],
    ['nesting without end', BODY.replace('<Issuer>Issuer</Issuer>', '<a>'.repeat(100_000)), /too deeply/],
    ['a huge attribute', BODY.replace('"12345678"', `"${'1'.repeat(70_000)}"`), /64 kB/],
    ['an attribute without end', BODY.replace('"12345678"', `"${'1'.repeat(200_000)}`), /64 kB/],
    ['a huge instruction', `<?x ${'y'.repeat(200_000)}?>${BODY}`, /64 kB/],
    ['a huge name', BODY.replace('<Issuer>', `<${'x'.repeat(200_000)}/><Issuer>`), /64 kB/],
    ['a huge entity', BODY.replace('>Issuer<', `>&${'x'.repeat(200_000)};<`), /64 kB/],
    ['too many attributes', BODY.replace('Id="12345678"', manyAttributes()), /64 kB/],
    ['attributes without end', `${BODY.slice(0, BODY.indexOf('Id="1'))}${manyAttributes()}`, /64 kB/],
    ['a huge text', BODY.replace('>Issuer<', `>${'x'.repeat(70_000)}<`), /64 kB/],
    ['a huge CDATA section', BODY.replace('>Issuer<', `><![CDATA[${'x'.repeat(200_000)}]]><`), /64 kB/],
    ['elements without end', BODY.replace('<Issuer>', `${'<a/>'.repeat(70_000)}<Issuer>`), /64 kB/],
    [
      'a huge comment',
      BODY.replace('<Issuer>', `<!--${'x'.repeat(200_000)}--><Issuer>`),
      /64 kB|well-formed/,
    ],
  ])('%s is refused once, with nothing read', async (_, file, why) => {
    const lines = await read(file, { pieces: 1_000 });
    expect(lines).toHaveLength(1);
    expect(lines[0]).toMatch(why);
  });

  function manyAttributes(): string {
    return Array.from({ length: 20_000 }, (_, i) => `a${i}=""`).join(' ');
  }
});

describe('what may be written in more than one way', () => {
  test('prefixes mean nothing, namespaces do', async () => {
    const prefixed = BODY.replace('xmlns=', 'xmlns:x=').replaceAll(/<(\/?)(?=[A-Z])/g, '<$1x:');
    expect(tokens(await read(prefixed))).toEqual([ONE]);
    const swapped = BODY.replace('<Secret>', '<Secret xmlns="urn:other">');
    expect(await read(swapped)).toEqual([expect.stringMatching(/secret is missing/)]);
  });

  test('CDATA, character references, comments and processing instructions are XML, too', async () => {
    const secret = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=';
    const file = BODY.replace(secret, `<?a b?>&#77;TIz<!-- -->ND&#x55;2<![CDATA[Nzg5MDEyMzQ1Njc4OTA=]]>`);
    expect(tokens(await read(file))).toEqual([ONE]);
  });

  test('what a vendor adds in a namespace of its own is passed over', async () => {
    const file = BODY.replace('<Issuer>', '<v:a xmlns:v="urn:v"><v:b/><v:b/></v:a><Issuer>');
    expect(tokens(await read(file))).toEqual([ONE]);
  });
});

test('a file cut at any byte leaves whole tokens only, and says that it ends in the middle', async () => {
  const file = second(token => token.replace('987654321', '987654322'));
  const whole = tokens(await read(file));
  expect(whole).toHaveLength(2);
  const end = file.indexOf('</KeyContainer>') + '</KeyContainer>'.length;
  for (let length = 1; length < end; length++) {
    const lines = await read(file.slice(0, length));
    const found = tokens(lines);
    expect(found).toEqual(whole.slice(0, found.length));
    expect(lines.length).toBe(found.length + 1);
  }
});

describe('one key', () => {
  const secret = '<PlainValue>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=\n        </PlainValue>';
  const policy = (content: string) => (token: string) =>
    token.replace('</Key>', `<Policy>${content}</Policy></Key>`);
  const replace = (from: string, to: string) => (token: string) => {
    expect(token).toContain(from);
    return token.replace(from, to);
  };
  const format = '<ResponseFormat Length="8" Encoding="DECIMAL"/>';
  const data = (content: string) => replace('<Counter><PlainValue>0</PlainValue></Counter>', content);

  test.each([
    ['of HOTP', replace('pskc:totp', 'pskc:hotp'), /counter-based/],
    ['of OCRA', replace('pskc:totp', 'pskc:ocra'), /not for TOTP/],
    ['of no algorithm', replace(' Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp"', ''), /not for TOTP/],
    ['with MD5', replace(format, `<Suite>HMAC-MD5</Suite>${format}`), /algorithm/],
    [
      'that answers challenges',
      replace(format, `<ChallengeFormat Encoding="DECIMAL"/>${format}`),
      /challenges/,
    ],
    ['with seven digits', replace('Length="8"', 'Length="7"'), /digits/],
    ['with letters for codes', replace('DECIMAL', 'ALPHANUMERIC'), /decimal/],
    ['with a check digit', replace('Length="8"', 'Length="8" CheckDigits="true"'), /check digit/],
    ['with 45 seconds', data('<TimeInterval><PlainValue>45</PlainValue></TimeInterval>'), /period/],
    ['with an encrypted period', data('<TimeInterval><EncryptedValue/></TimeInterval>'), /period/],
    ['whose time begins elsewhere', data('<Time><PlainValue>100</PlainValue></Time>'), /T0/],
    ['with a secret that is no base64', replace(secret, '<PlainValue>MTIz!</PlainValue>'), /not base64/],
    ['with odd padding', replace('OTA=', 'OTA'), /not base64/],
    ['with a short secret', replace(secret, '<PlainValue>MTIzNA==</PlainValue>'), /128 bits/],
    ['with a long secret', replace(secret, `<PlainValue>${'AAAA'.repeat(22)}</PlainValue>`), /64 bytes/],
    ['with two values', replace(secret, secret + secret), /twice/],
    ['with two secrets', replace('</Secret>', `</Secret><Secret>${secret}</Secret>`), /twice/],
    ['with two serial numbers', replace('</SerialNo>', '</SerialNo><SerialNo>987654322</SerialNo>'), /twice/],
    ['beside another', (token: string) => token.replace(/(<Key .*<\/Key>)/s, '$1$1'), /twice/],
    ['without a key', (token: string) => token.replace(/<Key .*<\/Key>/s, ''), /no key/],
    [
      'without a serial number',
      (token: string) => token.replace(/<SerialNo>.*Id="12345678"/s, '</DeviceInfo><Key'),
      /missing/,
    ],
    ['with an ARN', replace('>987654321<', '>arn:aws:iam::123456789012:mfa/x<'), /arn:/],
    ['with a formula for a name', replace('>987654321<', '>=cmd.exe-A1<'), /begins with/],
    ['that has expired', policy('<ExpiryDate>2026-11-22T12:00:00Z</ExpiryDate>'), /expired/],
    [
      'whose device has expired',
      replace('<UserId>', '<ExpiryDate>2026-11-22T11:00:00</ExpiryDate><UserId>'),
      /expired/,
    ],
    ['that is not valid yet', policy('<StartDate>2026-11-22T13:30:01+01:30</StartDate>'), /not be used yet/],
    ['with a date that is none', policy('<ExpiryDate>2026-13-45T00:00:00Z</ExpiryDate>'), /not a date/],
    ['with a date in words', policy('<ExpiryDate>Dec 31 2037</ExpiryDate>'), /not a date/],
    ['for encryption', policy('<KeyUsage>Encrypt</KeyUsage>'), /KeyUsage/],
    ['with a policy that is not known', policy('<Location xmlns="urn:v">here</Location>'), /policy/],
    ['with a limited number of codes', policy('<NumberOfTransactions>9</NumberOfTransactions>'), /policy/],
    ['with a PIN before its codes', policy('<PINPolicy PINUsageMode="Prepend"/>'), /policy/],
  ])('%s is refused for it, and the others are read', async (_, change, why) => {
    const lines = await read(second(change));
    expect(lines).toHaveLength(2);
    expect(tokens(lines)).toEqual([ONE]);
    expect(lines[1]).toMatch(why);
  });

  test.each([
    ['of the device', replace('>987654321<', '>MTIzNDU2Nzg5MDEyMzQ1Njc4OTA=<')],
    [
      'that is the Id of the key',
      (token: string) =>
        token
          .replace(/<SerialNo>.*<\/SerialNo>/, '')
          .replace('"12345678"', '"3132333435363738393031323334353637383930"'),
    ],
  ])('a secret in the place of a serial number %s is neither imported nor told', async (_, change) => {
    const lines = await readWhole(second(change));
    expect(lines[1]).toEqual({
      line: expect.any(Number),
      refused: expect.stringContaining('looks like a secret'),
    });
  });

  test('what is refused for its secret is told without its serial number, the rest only with a plain one', async () => {
    const piece = 'MTIzNDU2Nzg5MDEyMzQ1Njc4OT';
    const withPiece = replace('>987654321<', `>${piece}<`);
    const told = async (change: (token: string) => string) => (await readWhole(second(change)))[1];
    expect(await told(policy('<KeyUsage>Encrypt</KeyUsage>'))).toHaveProperty('serialNumber', '987654321');
    for (const change of [
      replace('OTA=', 'OTA'),
      replace(secret, ''),
      (token: string) => token.replace(/<Secret>.*<\/Secret>/s, ''),
      replace(secret, '<PlainValue>MTIzNA==</PlainValue>'),
      (token: string) => withPiece(policy('<KeyUsage>Encrypt</KeyUsage>')(token)),
    ])
      expect(await told(change)).not.toHaveProperty('serialNumber');
  });

  test.each([
    [
      'dates around now',
      policy('<StartDate>2026-11-22T12:00:00Z</StartDate><ExpiryDate>2037-12-31T00:00:00.5Z</ExpiryDate>'),
    ],
    ['use for codes among others', policy('<KeyUsage>Integrity</KeyUsage><KeyUsage>OTP</KeyUsage>')],
    [
      'a time and a drift of its own',
      data('<Time><PlainValue>0</PlainValue></Time><TimeDrift><PlainValue>4</PlainValue></TimeDrift>'),
    ],
  ])('with %s is read', async (_, change) => {
    expect(tokens(await read(second(change)))).toEqual([ONE, ONE]);
  });
});
