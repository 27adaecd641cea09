import type { Device } from '../devices/device.ts';
import type { Person } from '../people/person.ts';
import type { Store } from '../ports.ts';
import type { Refusal } from '../refusal.ts';
import { noSuchDevice } from './device-refusals.ts';

/** A device that the person holds; somebody else's and one that does not exist look alike (security.md C7). */
export async function findAssigned(
  store: Store,
  holder: Person,
  serialNumber: string,
): Promise<Device | Refusal> {
  const device = await store.findDevice(holder.accountId, serialNumber);
  return device?.personId === holder.id ? device : noSuchDevice();
}
