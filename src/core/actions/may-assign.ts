import type { TotpDevice } from '../devices/device.ts';
import { isOwnerId } from '../identifiers.ts';
import { actsAsAdministrator, type Principal } from '../policy/principal.ts';

/** Whether administration gives a right to a virtual device that nobody holds: not to what the owner made. */
export function mayAssignAsAdministrator(principal: Principal, { kind, createdBy }: TotpDevice): boolean {
  if (kind !== 'virtual' || !actsAsAdministrator(principal)) return false;
  return principal.person.kind === 'owner' || createdBy === undefined || !isOwnerId(createdBy);
}
