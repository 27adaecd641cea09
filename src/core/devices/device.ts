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
  /** Failures in a row; at {@link failureLimit} the device is locked. */
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

/** Codes can be guessed, so ten wrong ones in a row lock; an assertion cannot, so NIST's limit of 100 applies
 * (SP 800-63B section 3.2.2) and nobody locks a key by sending noise. */
export function failureLimit(kind: Device['kind']): number {
  return kind === 'fido' ? 100 : 10;
}

export function isLocked(device: Device, now: number): boolean {
  if (device.failures >= failureLimit(device.kind)) return true;
  return (
    device.kind !== 'fido' &&
    device.slowUntil + SLOW_BUDGET.interval > now + SLOW_BUDGET.burst * SLOW_BUDGET.interval
  );
}

/** What the sealed seed is bound to: a row swapped in the database does not open (security.md 3.16). */
export function secretContext(deviceId: string): string {
  return `devices|secret|${deviceId}`;
}
