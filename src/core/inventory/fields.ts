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
  if (isSecret(serial))
    return { refused: 'The serial number looks like a secret. Are the columns in order?' };
  return undefined;
}

/**
 * Hexadecimal or base32 of the lengths that secrets have (16, 20, 32 and 64 bytes), or padded base64 of them. Of
 * two columns of secrets the first would be listed, searched and logged as a serial number.
 */
function isSecret(serial: string): boolean {
  const base64Padded = /^(?:[A-Za-z0-9+/]{22}==|[A-Za-z0-9+/]{27}=|[A-Za-z0-9+/]{43}=|[A-Za-z0-9+/]{86}==)$/;
  const bare = serial.replace(/=+$/, '');
  const length = bare.length;
  if (/^[0-9a-f]+$/i.test(bare) && [32, 40, 64, 128].includes(length)) return true;
  if (/^[a-z2-7]+$/i.test(bare) && [26, 32, 40, 52, 64, 103].includes(length)) return true;
  return base64Padded.test(serial);
}

/**
 * The serial number as a refusal may tell it: not where it could be a piece of a secret, 24 characters or more
 * without anything between them. Where a column slipped, the report would show it.
 */
export function tellable(serialNumber: string): { readonly serialNumber?: string } {
  return /^[A-Za-z0-9+/]{24,}=*$/.test(serialNumber) ? {} : { serialNumber };
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
