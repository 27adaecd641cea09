import type { TotpDevice } from '../devices/device.ts';
import { isOwnerId } from '../identifiers.ts';
import type { Person } from '../people/person.ts';
import { administers } from '../policy/principal.ts';

/** Whether administration gives a right to a virtual device that nobody holds: not to what the owner made. */
export function mayAssignAsAdministrator(person: Person, { kind, createdBy }: TotpDevice): boolean {
  if (kind !== 'virtual' || !administers(person)) return false;
  return person.kind === 'owner' || createdBy === undefined || !isOwnerId(createdBy);
}
