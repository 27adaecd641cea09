import type { TotpDevice } from '../devices/device.ts';
import { isArn } from '../devices/serial-number.ts';
import { isOwnerId } from '../identifiers.ts';
import { actsAsAdministrator, type Principal } from '../policy/principal.ts';
import type { Store } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { noSuchVirtualDevice } from './device-refusals.ts';
import { mayAssignAsAdministrator } from './may-assign.ts';

/** A virtual device that whoever asks may see: his own, the one that he made, and for administrators those of users. */
export async function findTaggable(
  store: Store,
  principal: Principal,
  serialNumber: string,
): Promise<TotpDevice | Refusal> {
  if (!isArn(serialNumber) || /:u2f\//i.test(serialNumber)) {
    return refuse('InvalidInput', { message: 'Only virtual devices have tags.' });
  }
  const device = await store.findDevice(principal.person.accountId, serialNumber);
  if (device?.kind !== 'virtual' || !isVisible(principal, device)) return noSuchVirtualDevice(serialNumber);
  return device;
}

function isVisible(principal: Principal, device: TotpDevice): boolean {
  const { person } = principal;
  if (device.personId === undefined) {
    return device.createdBy === person.id || mayAssignAsAdministrator(principal, device);
  }
  if (device.personId === person.id) return true;
  return actsAsAdministrator(principal) && (person.kind === 'owner' || !isOwnerId(device.personId));
}
