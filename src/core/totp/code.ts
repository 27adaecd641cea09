import { generateURI, ScureBase32Plugin } from 'otplib';
import { hotp } from './hotp.ts';
import type { TotpKey } from './key.ts';

const base32 = new ScureBase32Plugin();

/** The code of one step as the device shows it: HOTP with the step as counter (RFC 6238 section 4). */
export function codeAt(step: number, key: TotpKey): string {
  return String(hotp(key)(step)).padStart(key.digits, '0');
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
