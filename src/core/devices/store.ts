import type { AuditEvent } from '../audit/event.ts';
import type { Person } from '../people/person.ts';
import type { Awaitable } from '../ports.ts';
import type { ClockReading } from '../totp/key.ts';
import type { Device, FidoDevice, TotpDevice } from './device.ts';
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

export interface DeviceStore {
  /** The devices assigned to a person, oldest first. */
  devicesOf(personId: string): Awaitable<Device[]>;
  findDevice(accountId: string, serialNumber: string): Awaitable<Device | undefined>;
  /** The assigned FIDO device with this credential, and its person. */
  findPasskey(credentialId: string): Awaitable<{ device: FidoDevice; person: Person } | undefined>;
  /** Virtual devices of the account, assigned or not. */
  virtualDevices(accountId: string): Awaitable<{ device: TotpDevice; holder: Person | undefined }[]>;

  /**
   * Counts a failure before the code is looked at, so that a hundred requests in flight get no more tries
   * than one after the other (security.md 3.1). Undefined when the device is locked or gone; a proof that is
   * accepted gives the attempt back.
   */
  reserveAttempt(deviceId: string, now: number): Awaitable<Device | undefined>;

  /**
   * The same for two codes. `attempt` names the pair: the one that came last, come again within a minute, takes no
   * second attempt and is looked at even when the device is locked, because it guesses nothing new.
   */
  reservePair(
    deviceId: string,
    attempt: string,
    now: number,
  ): Awaitable<{ device: TotpDevice; counted: boolean } | undefined>;

  /** Gives a reserved attempt back: nothing was guessed. */
  returnDeviceAttempt(deviceId: string): Awaitable<void>;

  /** `limit`: unassigned devices that one maker may leave lying about. */
  createVirtual(
    device: TotpDevice,
    limit: number,
    audit: AuditEvent,
  ): Awaitable<'created' | 'taken' | 'limit'>;
  /** Gives an unassigned TOTP device to a person who has fewer than `limit`; sets the clock that the pair of codes told. */
  assign(
    deviceId: string,
    personId: string,
    clock: ClockReading,
    limit: number,
    audit: AuditEvent,
  ): Awaitable<'assigned' | 'limit' | 'lost'>;
  /** `taken`: the credential id is registered already, for anybody (WebAuthn section 7.1 step 26). */
  addCredential(device: FidoDevice, limit: number, audit: AuditEvent): Awaitable<'added' | 'limit' | 'taken'>;
  renameDevice(deviceId: string, name: string, audit: AuditEvent): Awaitable<boolean>;
  /**
   * Takes the device from its person and ends the sessions made with it, but for `keepSession`. A FIDO device
   * is gone then. With `keepOne` the last device stays: false.
   */
  deactivate(
    device: Device,
    keepOne: boolean,
    keepSession: string | undefined,
    audit: AuditEvent,
  ): Awaitable<boolean>;
  /** False while the device is assigned. */
  deleteUnassigned(
    deviceId: string,
    kind: 'virtual' | 'hardware',
    audit: AuditEvent,
  ): Awaitable<boolean>;

  /**
   * Notes the clock that two codes told, beside the one known before; spends both codes and clears the failures.
   * False when meanwhile a code as new was accepted or the device left the person.
   */
  resync(deviceId: string, personId: string, clock: ClockReading, audit: AuditEvent): Awaitable<boolean>;
  /** Spends a proof for nothing but to follow the device's clock. False when it was spent already. */
  followClock(proof: Proof, personId: string, audit: AuditEvent): Awaitable<boolean>;
  /** Sets the drift to zero; the last step stays. */
  resetDrift(deviceId: string, personId: string, audit: AuditEvent): Awaitable<boolean>;
  /** How the drift went, oldest first. */
  driftHistory(deviceId: string): Awaitable<DriftRecord[]>;
  /** TOTP devices of users by when they leave the window, soonest first; those behind `after`, at most `limit`. */
  listClocks(accountId: string, after: string | undefined, limit: number): Awaitable<ClockEntry[]>;

  /** Tokens by serial number as it is compared, those behind `after`, at most `limit`. */
  listHardware(
    accountId: string,
    wanted: { readonly assigned: boolean | undefined; readonly prefix: string },
    after: string | undefined,
    limit: number,
  ): Awaitable<{ device: TotpDevice; holder: Person | undefined }[]>;
  countHardware(accountId: string): Awaitable<{ total: number; unassigned: number }>;
  /**
   * Adds tokens to the inventory, those whose serial numbers are not there yet. Returns the serial numbers that were
   * added, as they are compared; undefined when the import may not go on.
   */
  addHardware(tokens: readonly TotpDevice[], audit: AuditEvent): Awaitable<ReadonlySet<string> | undefined>;

  /** Clears the failures of a locked device. */
  unlock(deviceId: string, audit: AuditEvent): Awaitable<boolean>;
}
