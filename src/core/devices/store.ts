import type { AuditEvent } from '../audit/event.ts';
import type { Person } from '../people/person.ts';
import type { Awaitable } from '../ports.ts';
import type { ClockReading } from '../totp/key.ts';
import type { Device, FidoDevice, TotpDevice } from './device.ts';
import type { Tag } from './tag.ts';

export interface VirtualWanted {
  /** Undefined: whether assigned or not. */
  readonly assigned: boolean | undefined;
  /** What this person holds, or made and nobody holds; undefined: all of them. */
  readonly visibleTo: string | undefined;
}

export interface DeviceStore {
  /** The devices assigned to a person, oldest first. */
  devicesOf(personId: string): Awaitable<Device[]>;
  findDevice(accountId: string, serialNumber: string): Awaitable<Device | undefined>;
  /** The assigned FIDO device with this credential, and its person. */
  findPasskey(credentialId: string): Awaitable<{ device: FidoDevice; person: Person } | undefined>;
  /** Virtual devices by serial number as it is compared, those behind `after`, at most `limit`. */
  listVirtual(
    accountId: string,
    wanted: VirtualWanted,
    after: string | undefined,
    limit: number,
  ): Awaitable<{ device: TotpDevice; holder: Person | undefined }[]>;

  /** `limit`: unassigned devices that one maker may leave lying about. */
  createVirtual(
    device: TotpDevice,
    limit: number,
    audit: AuditEvent,
    tags?: readonly Tag[],
  ): Awaitable<'created' | 'taken' | 'limit'>;
  /**
   * Gives an unassigned TOTP device to a person who has fewer than `limit`; sets the clock that the pair of codes
   * told. `counted`: the pair took an attempt, which comes back.
   */
  assign(
    deviceId: string,
    personId: string,
    clock: ClockReading,
    limit: number,
    audit: AuditEvent,
    counted?: boolean,
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
  deleteUnassigned(deviceId: string, kind: 'virtual' | 'hardware', audit: AuditEvent): Awaitable<boolean>;
  /** Clears the failures of a locked device. */
  unlock(deviceId: string, audit: AuditEvent): Awaitable<boolean>;
}
