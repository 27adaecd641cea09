import type { TotpAlgorithm, TotpClock } from '../totp/key.ts';

interface AnyDevice {
  readonly id: string;
  readonly accountId: string;
  /** Undefined while the device is not assigned. */
  readonly personId: string | undefined;
  /** Who made it; the maker may assign and delete it while it is not assigned. */
  readonly createdBy: string | undefined;
  /** What people call it, up to 64 characters. */
  readonly name: string;
  readonly serialNumber: string;
  readonly createdAt: number;
  readonly enabledAt: number | undefined;
  readonly lastUsedAt: number | undefined;
  /** Failures in a row; at {@link FAILURE_LIMIT} a TOTP device is locked. */
  readonly failures: number;
  /** When the slow bucket is empty again, epoch milliseconds; see {@link SLOW_BUDGET}. */
  readonly slowUntil: number;
}

export interface TotpDevice extends AnyDevice, TotpClock {
  readonly kind: 'virtual' | 'hardware';
  readonly sealedSecret: string;
  readonly algorithm: TotpAlgorithm;
  readonly digits: 6 | 8;
  readonly period: 30 | 60;
  /** The first code accepted since the clock was last set: with the drift of today it tells the rate. */
  readonly measured: { readonly drift: number; readonly at: number } | undefined;
}

export interface FidoDevice extends AnyDevice {
  readonly kind: 'fido';
  /** base64url, unique over all people. */
  readonly credentialId: string;
  /** COSE key, base64url. */
  readonly publicKey: string;
  readonly signCount: number;
  /** BE: the key may be copied to other machines (WebAuthn section 6.1.3); never changes. */
  readonly backupEligible: boolean;
  readonly backedUp: boolean;
  readonly transports: readonly string[];
  readonly aaguid: string;
}

export type Device = TotpDevice | FidoDevice;

const DAY = 86_400_000;

/** A second, slow budget of wrong codes that success does not clear: without it an owner who signs in daily
 * gives a thief nine guesses a day, 1 % a year (security.md 3.1). */
export const SLOW_BUDGET = { burst: 10, interval: DAY };

/** Wrong codes in a row that lock a TOTP device. An assertion cannot be guessed, so nothing locks a FIDO
 * device: otherwise whoever knows a password could take the key away by sending noise. */
export const FAILURE_LIMIT = 10;

export function isLocked(device: Device, now: number): boolean {
  if (device.kind === 'fido') return false;
  const { burst, interval } = SLOW_BUDGET;
  if (device.failures >= FAILURE_LIMIT) return true;
  // Fuller than full was a clock that jumped: nobody is kept out for longer than the jump.
  const fill = device.slowUntil - now;
  return fill > (burst - 1) * interval && fill <= (burst + 1) * interval;
}

/** What the sealed seed is bound to: a row swapped in the database does not open (security.md 3.16). */
export function secretContext(deviceId: string): string {
  return `devices|secret|${deviceId}`;
}
