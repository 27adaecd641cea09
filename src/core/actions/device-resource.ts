import { virtualSerialNumber } from '../devices/serial-number.ts';
import type { Person } from '../people/person.ts';
import type { Store } from '../ports.ts';

/**
 * The ARN that policies know a virtual device by. Serial numbers are found in any spelling, and policies tell letters
 * apart: they are asked about the one that is stored, or a Deny would be got around by a capital letter.
 */
export async function deviceResource(
  { SerialNumber }: { readonly SerialNumber: string },
  { accountId }: Person,
  store: Store,
): Promise<string> {
  return (await store.findDevice(accountId, SerialNumber))?.serialNumber ?? SerialNumber;
}

export function newDeviceResource(
  { Path, VirtualMFADeviceName }: { readonly Path: string; readonly VirtualMFADeviceName: string },
  { accountId }: Person,
): string {
  return virtualSerialNumber(accountId, Path, VirtualMFADeviceName);
}
