import type { TotpDevice } from '../devices/device.ts';
import { isArn } from '../devices/serial-number.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { ActionContext } from './action.ts';
import { noSuchVirtualDevice } from './device-refusals.ts';
import { mayHandle } from './may-handle.ts';

/** A virtual device that whoever asks may see. */
export async function findTaggable(
  context: ActionContext,
  action: string,
  serialNumber: string,
): Promise<TotpDevice | Refusal> {
  if (!isArn(serialNumber) || /:u2f\//i.test(serialNumber)) {
    return refuse('InvalidInput', { message: 'Only virtual devices have tags.' });
  }
  const device = await context.store.findDevice(context.principal.person.accountId, serialNumber);
  return device?.kind === 'virtual' && (await mayHandle(context, action, device))
    ? device
    : noSuchVirtualDevice(serialNumber);
}
