import type { Device } from '../devices/device.ts';
import type { ListedDevice, Step } from './input.ts';

/** A step that went well: what to show next, and the cookies that changed. */
export interface SignInStep {
  readonly step: Step;
  /** A new flow for this browser. */
  readonly flowToken?: string;
  /** The flow ended in this session. */
  readonly sessionToken?: string;
}

/** The devices to choose from, the one used last first. Only shown after the first factor. */
export function listDevices(devices: readonly Device[]): ListedDevice[] {
  return [...devices]
    .sort((a, b) => (b.lastUsedAt ?? 0) - (a.lastUsedAt ?? 0))
    .map(({ serialNumber, name, kind, lastUsedAt }) => ({
      serialNumber,
      name,
      kind,
      lastUsed: lastUsedAt === undefined ? null : new Date(lastUsedAt).toISOString(),
    }));
}
