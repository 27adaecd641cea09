import type { Device } from '../devices/device.ts';
import type { Person } from '../people/person.ts';
import type { Store } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** A device that the person holds; somebody else's and one that does not exist look alike (security.md C7). */
export async function findAssigned(
  store: Store,
  holder: Person,
  serialNumber: string,
): Promise<Device | Refusal> {
  const device = await store.findDevice(holder.accountId, serialNumber);
  return device?.personId === holder.id ? device : noSuchDevice();
}

export function noSuchDevice(): Refusal {
  return refuse('NoSuchEntity', { message: 'There is no such device.' });
}

export function tooManyDevices(limit: number): Refusal {
  const devices = limit === 1 ? 'one MFA device' : `${limit} MFA devices`;
  return refuse('LimitExceeded', { message: `A person can have ${devices}. Deactivate one first.` });
}
