import { execFile } from 'node:child_process';
import { createCipheriv, createHmac } from 'node:crypto';
import { createWriteStream, statSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import type { Line } from './report.ts';

const TOKENS = 100_000;
const KEY = Buffer.alloc(16, 1);
const MAC_KEY = Buffer.alloc(20, 2);

/** Reading 100,000 tokens from a file of each kind, each in a process of its own for its peak of memory. */
export async function importCost(folder: string): Promise<Line[]> {
  const lines: Line[] = [];
  for (const [kind, content, key] of [
    ['CSV', csv, undefined],
    ['PSKC, plain', () => pskc('', plain), undefined],
    ['PSKC, AES-128-CBC with HMAC', () => pskc(PREAMBLE, encrypted), KEY],
  ] as const) {
    const file = join(folder, 'inventory');
    await pipeline(Readable.from(content()), createWriteStream(file));
    const { tokens, seconds, megabytes } = await readInOwnProcess(file, key);
    if (tokens !== TOKENS) throw new Error(`${kind}: ${tokens} tokens were read`);
    lines.push({
      what: `reading ${TOKENS.toLocaleString('en')} tokens, ${kind}`,
      figure: `${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB`,
      beside: `the file: ${(statSync(file).size / 1e6).toFixed(0)} MB`,
      limit: { text: 'under a minute and 300 MB', holds: seconds < 60 && megabytes < 300 },
    });
  }
  return lines;
}

async function readInOwnProcess(file: string, key: Buffer | undefined) {
  const reader = [`${import.meta.dirname}/import-reader.ts`, file, ...(key ? [key.toString('hex')] : [])];
  const { stdout } = await promisify(execFile)(process.execPath, reader);
  return JSON.parse(stdout) as { tokens: number; seconds: number; megabytes: number };
}

const serial = (i: number) => `GAHT-${1_000_000 + i}`;
const secret = (i: number) => Buffer.from(String(i).padStart(20, '1'));

function* csv(): Generator<string> {
  yield 'serial,secret,algorithm,digits,period\n';
  for (let i = 0; i < TOKENS; i++) yield `${serial(i)},${secret(i).toString('hex')},SHA1,6,30\n`;
}

function* pskc(preamble: string, secretElement: (value: Buffer) => string): Generator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>
<KeyContainer Version="1.0" xmlns="urn:ietf:params:xml:ns:keyprov:pskc"
    xmlns:ds="http://www.w3.org/2000/09/xmldsig#" xmlns:xenc="http://www.w3.org/2001/04/xmlenc#">
${preamble}`;
  for (let i = 0; i < TOKENS; i++) {
    yield `  <KeyPackage>
    <DeviceInfo>
      <Manufacturer>Acme</Manufacturer>
      <SerialNo>${serial(i)}</SerialNo>
    </DeviceInfo>
    <Key Id="${serial(i)}" Algorithm="urn:ietf:params:xml:ns:keyprov:pskc:totp">
      <AlgorithmParameters>
        <ResponseFormat Length="6" Encoding="DECIMAL"/>
      </AlgorithmParameters>
      <Data>
        <Secret>
${secretElement(secret(i))}
        </Secret>
        <TimeInterval>
          <PlainValue>30</PlainValue>
        </TimeInterval>
      </Data>
    </Key>
  </KeyPackage>
`;
  }
  yield '</KeyContainer>\n';
}

function plain(value: Buffer): string {
  return `          <PlainValue>${value.toString('base64')}</PlainValue>`;
}

function encrypted(value: Buffer): string {
  const cipherValue = sealed(value);
  const mac = createHmac('sha256', MAC_KEY).update(cipherValue).digest('base64');
  return `          <EncryptedValue>
${cipherData(cipherValue)}
          </EncryptedValue>
          <ValueMAC>${mac}</ValueMAC>`;
}

function sealed(value: Buffer): Buffer {
  const iv = Buffer.alloc(16, 3);
  const cipher = createCipheriv('aes-128-cbc', KEY, iv);
  return Buffer.concat([iv, cipher.update(value), cipher.final()]);
}

function cipherData(value: Buffer): string {
  return `            <xenc:EncryptionMethod Algorithm="http://www.w3.org/2001/04/xmlenc#aes128-cbc"/>
            <xenc:CipherData>
              <xenc:CipherValue>${value.toString('base64')}</xenc:CipherValue>
            </xenc:CipherData>`;
}

const PREAMBLE = `  <EncryptionKey><ds:KeyName>transport</ds:KeyName></EncryptionKey>
  <MACMethod Algorithm="http://www.w3.org/2001/04/xmldsig-more#hmac-sha256">
    <MACKey>
${cipherData(sealed(MAC_KEY))}
    </MACKey>
  </MACMethod>
`;
