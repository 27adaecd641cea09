import type { AuditEvent } from '../audit/event.ts';
import type { TotpDevice } from '../devices/device.ts';
import type { Person } from '../people/person.ts';
import type { Awaitable } from '../ports.ts';

export interface InventoryStore {
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
   * added, as they are compared; undefined when whoever imports may not go on.
   */
  addHardware(tokens: readonly TotpDevice[], audit: AuditEvent): Awaitable<ReadonlySet<string> | undefined>;
}
