import type { AuthenticatorTransport } from '@simplewebauthn/server';

/** How long a person may look for the key, milliseconds. */
export const CHALLENGE_LIFETIME = 10 * 60_000;

const TRANSPORTS: readonly string[] = ['ble', 'cable', 'hybrid', 'internal', 'nfc', 'smart-card', 'usb'];

/** Hints for the browser on where the key is; what it does not know is left out. */
export function knownTransports(named: readonly string[]): AuthenticatorTransport[] {
  return [...new Set(named)].filter((name): name is AuthenticatorTransport => TRANSPORTS.includes(name));
}
