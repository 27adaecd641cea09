import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import { codeAt, enrolmentUri, secretAsText } from '../../../src/core/totp/code.ts';
import { NEW_SECRET_BYTES, stepAt, type TotpKey } from '../../../src/core/totp/key.ts';
import { Seeded } from '../seeded.ts';
import { oathtool } from './oathtool.ts';
import { randomKey, referenceCode } from './reference.ts';

const DIGITS = '1234567890'.repeat(7);
const rfcKey = (algorithm: TotpKey['algorithm'], bytes: number): TotpKey => ({
  secret: new TextEncoder().encode(DIGITS.slice(0, bytes)),
  algorithm,
  digits: 8,
  period: 30,
});
const SHA1 = rfcKey('sha1', 20);
const SHA256 = rfcKey('sha256', 32);
const SHA512 = rfcKey('sha512', 64);

/** RFC 6238 appendix B: seconds, then the codes of SHA-1, SHA-256 and SHA-512. */
const APPENDIX_B: [number, string, string, string][] = [
  [59, '94287082', '46119246', '90693936'],
  [1_111_111_109, '07081804', '68084774', '25091201'],
  [1_111_111_111, '14050471', '67062674', '99943326'],
  [1_234_567_890, '89005924', '91819424', '93441116'],
  [2_000_000_000, '69279037', '90698825', '38618901'],
  [20_000_000_000, '65353130', '77737706', '47863826'],
];

/** RFC 4226 appendix D: the codes of counters 0 to 9. */
const APPENDIX_D = '755224 287082 359152 969429 338314 254676 287922 162583 399871 520489'.split(' ');

describe('codeAt', () => {
  test.each(APPENDIX_B)('RFC 6238 appendix B: the three codes at second %i', (seconds, ...codes) => {
    const keys = [SHA1, SHA256, SHA512];
    expect(keys.map(key => codeAt(stepAt(seconds * 1000, key), key))).toEqual(codes);
  });

  test('RFC 4226 appendix D: the six-digit codes of counters 0 to 9', () => {
    expect(APPENDIX_D.map((_, counter) => codeAt(counter, { ...SHA1, digits: 6 }))).toEqual(APPENDIX_D);
  });

  test('agrees with OATH Toolkit on random keys, algorithms, lengths, periods and steps', () => {
    const random = new Seeded('code');
    for (let round = 0; round < 60; round++) {
      const key = randomKey(random);
      const step = random.integer(1, 60_000_000);
      const count = 20;
      const own = Array.from({ length: count }, (_, index) => codeAt(step + index, key));
      expect(own, `round ${round}`).toEqual(oathtool(key, step, count));
    }
  });

  test('keeps the zeros in front: a code always has all of its digits', () => {
    const key = { ...SHA1, digits: 6 as const };
    const steps = Array.from({ length: 2_000 }, (_, step) => step);
    const withZero = steps.filter(step => referenceCode(step, key).startsWith('00'));
    expect(withZero.length).toBeGreaterThan(5);
    expect(withZero.map(step => codeAt(step, key))).toEqual(withZero.map(step => referenceCode(step, key)));
  });
});

describe('what an authenticator app is given', () => {
  test('new secrets have 160 bits, 32 characters of base32 (RFC 4226 R6, B10)', () => {
    expect(NEW_SECRET_BYTES).toBeGreaterThanOrEqual(20);
    expect(secretAsText(new Seeded('text').bytes(NEW_SECRET_BYTES))).toMatch(/^[A-Z2-7]{32}$/);
  });

  test('OATH Toolkit makes the same codes from the secret as text', () => {
    const random = new Seeded('base32');
    for (const bytes of [16, 20, 32, 64]) {
      const key: TotpKey = { secret: random.bytes(bytes), algorithm: 'sha1', digits: 6, period: 30 };
      const text = secretAsText(key.secret);
      const code = execFileSync('oathtool', ['--totp', '--base32', '--now=@1800000000', text]);
      expect(code.toString().trim()).toBe(codeAt(60_000_000, key));
    }
  });

  test('the otpauth address names issuer and label, and says secret, algorithm, digits and period', () => {
    const key: TotpKey = {
      secret: new TextEncoder().encode(DIGITS.slice(0, 20)),
      algorithm: 'sha256',
      digits: 8,
      period: 60,
    };
    const uri = new URL(enrolmentUri(key, 'Sally & Co', 'zoë@example.com'));
    expect(uri.protocol).toBe('otpauth:');
    expect(uri.host).toBe('totp');
    expect(decodeURIComponent(uri.pathname)).toBe('/Sally & Co:zoë@example.com');
    const values = { ...Object.fromEntries(uri.searchParams) };
    expect(values).toMatchObject({ issuer: 'Sally & Co', secret: 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ' });
    expect(values).toMatchObject({ algorithm: 'SHA256', digits: '8', period: '60' });
  });
});

test('a step begins at its first millisecond and ends before the next one', () => {
  expect(stepAt(59_999, { period: 30 })).toBe(1);
  expect(stepAt(60_000, { period: 30 })).toBe(2);
  expect(stepAt(60_000, { period: 60 })).toBe(1);
  expect(stepAt(119_999, { period: 60 })).toBe(1);
});
