import { generateSync, generateURI, ScureBase32Plugin } from 'otplib';
import type { TotpKey } from './key.ts';

const base32 = new ScureBase32Plugin();

/** The code of one step: HOTP with the step as counter (RFC 6238 section 4). */
export function codeAt(step: number, key: TotpKey): string {
  return generateSync({
    strategy: 'hotp',
    secret: key.secret,
    counter: step,
    algorithm: key.algorithm,
    digits: key.digits,
  });
}

/** Compares in a time that depends on the length alone. Codes are ASCII digits. */
export function sameCode(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= a.charCodeAt(i) ^ b.charCodeAt(i);
  return difference === 0;
}

export function secretAsText(secret: Uint8Array): string {
  return base32.encode(secret, { padding: false });
}

/** The `otpauth://` address that authenticator apps scan. */
export function enrolmentUri(key: TotpKey, issuer: string, label: string): string {
  return generateURI({
    issuer,
    label,
    secret: secretAsText(key.secret),
    algorithm: key.algorithm,
    digits: key.digits,
    period: key.period,
  });
}
