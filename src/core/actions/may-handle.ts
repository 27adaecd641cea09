import type { TotpDevice } from '../devices/device.ts';
import { userArn } from '../identifiers.ts';
import type { ActionContext } from './action.ts';

/**
 * Whether the caller may do to this virtual device what he is doing: his own, or one whose holder he may do it to; while
 * nobody holds it, whoever made it is in the holder's place. A permission on `mfa/*` alone reaches nobody's device but
 * one's own, because whose a device is does not stand in its ARN.
 */
export async function mayHandle(
  { store, principal: { person }, mayTo, may }: ActionContext,
  action: string,
  { kind, personId, createdBy = '' }: TotpDevice,
): Promise<boolean> {
  if (kind !== 'virtual') return false;
  const whose = personId ?? createdBy;
  if (whose === person.id) return true;
  const other = await store.findPerson(whose);
  // Whoever made it is gone: it is all users' or nobody's.
  return other === undefined ? may(action, userArn(person.accountId, '/', '*')) : mayTo(other);
}
