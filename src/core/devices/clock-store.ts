import type { AuditEvent } from '../audit/event.ts';
import type { Person } from '../people/person.ts';
import type { Awaitable } from '../ports.ts';
import type { ClockReading } from '../totp/key.ts';
import type { TotpDevice } from './device.ts';
import type { Proof } from './proof.ts';

/** What a device's drift was found to be, and by what. */
export interface DriftRecord {
  readonly at: number;
  readonly drift: number;
  readonly by: 'assignment' | 'code' | 'resync' | 'reset';
}

export interface ClockEntry {
  readonly device: TotpDevice;
  readonly holder: Person;
  /** Its place in the list. */
  readonly marker: string;
}

export interface ClockStore {
  /**
   * Notes the clock that two codes told, beside the one known before; spends both codes and clears the failures.
   * `counted`: the pair took an attempt, which comes back.
   * False when meanwhile a code as new was accepted or the device left the person.
   */
  resync(
    deviceId: string,
    personId: string,
    clock: ClockReading,
    audit: AuditEvent,
    counted?: boolean,
  ): Awaitable<boolean>;
  /** Spends a proof for nothing but to follow the device's clock. False when it was spent already. */
  followClock(proof: Proof, personId: string, audit: AuditEvent): Awaitable<boolean>;
  /** Sets the drift to zero; the last step stays. */
  resetDrift(deviceId: string, personId: string, audit: AuditEvent): Awaitable<boolean>;
  /** How the drift went, oldest first: for codes one record a day, the last. */
  driftHistory(deviceId: string): Awaitable<DriftRecord[]>;
  /** TOTP devices of users by when they leave the window, soonest first; those behind `after`, at most `limit`. */
  listClocks(accountId: string, after: string | undefined, limit: number): Awaitable<ClockEntry[]>;
}
