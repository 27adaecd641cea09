import { base32, base32nopad, base64, hex } from '@scure/base';
import { serialNumber as serialNumberShape } from '../inputs.ts';
import type { TotpAlgorithm, TotpKey } from '../totp/key.ts';
import type { Refused } from './token.ts';

/** RFC 4226 section 4, R6 asks for 128 bits; more than a SHA-512 block of key material is never in a token. */
const SECRET_BYTES = { least: 16, most: 64 };

export function refusedSerial(serial: string): Refused | undefined {
  if (serial === '') return { refused: 'The serial number is missing.' };
  if (!serialNumberShape.safeParse(serial).success)
    return {
      refused: 'The serial number is not 9 to 256 letters, digits or any of _+=/:,.@- without spaces.',
    };
  // Virtual devices and FIDO keys are named so: a token must not pass for one.
  if (/^arn:/i.test(serial))
    return { refused: 'A serial number of a hardware token cannot begin with arn:.' };
  // A report that is opened in a spreadsheet would run it as a formula.
  if (/^[=+@-]/.test(serial)) return { refused: 'The serial number begins with =, +, @ or -.' };
  return undefined;
}

export function refusedSecret(secret: Uint8Array): Refused | undefined {
  if (secret.length < SECRET_BYTES.least)
    return { refused: 'The secret is shorter than 128 bits (RFC 4226, requirement R6).' };
  if (secret.length > SECRET_BYTES.most) return { refused: 'The secret is longer than 64 bytes.' };
  return undefined;
}

/**
 * Hexadecimal or base32, in either case, spaces and padding as they come. Text that could be both is hexadecimal
 * from 32 digits on: of all base32 secrets of that length one in 10^13 has no other letters.
 */
export function decodeSecret(text: string): Uint8Array | undefined {
  const bare = text.replaceAll(/\s/g, '');
  if (bare.length >= 32 && bare.length % 2 === 0 && /^[0-9a-f]+$/i.test(bare))
    return hex.decode(bare.toLowerCase());
  const coder = bare.includes('=') ? base32 : base32nopad;
  return decoded(() => coder.decode(bare.toUpperCase()));
}

/** Strict: padding belongs (RFC 4648 section 3.2). XML may fold it over lines. */
export function decodeBase64(text: string): Uint8Array | undefined {
  return decoded(() => base64.decode(text.replaceAll(/\s/g, '')));
}

function decoded(decode: () => Uint8Array): Uint8Array | undefined {
  try {
    return decode();
  } catch {
    return undefined;
  }
}

const ALGORITHMS: ReadonlyMap<string, TotpAlgorithm> = new Map([
  ['SHA1', 'sha1'],
  ['SHA256', 'sha256'],
  ['SHA512', 'sha512'],
]);

/** SHA1, SHA-1, HMAC-SHA1, hmac_sha_1 ... Undefined for anything else. */
export function algorithmOf(text: string): TotpAlgorithm | undefined {
  const bare = text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');
  return ALGORITHMS.get(bare.replace(/^HMAC/, ''));
}

export function digitsOf(text: string): TotpKey['digits'] | undefined {
  return text === '6' ? 6 : text === '8' ? 8 : undefined;
}

export function periodOf(text: string): TotpKey['period'] | undefined {
  return text === '30' ? 30 : text === '60' ? 60 : undefined;
}

export const REFUSED = {
  algorithm: { refused: 'The algorithm is not SHA1, SHA256 or SHA512.' },
  digits: { refused: 'The number of digits is not 6 or 8.' },
  period: { refused: 'The period is not 30 or 60 seconds.' },
} as const satisfies Record<string, Refused>;
