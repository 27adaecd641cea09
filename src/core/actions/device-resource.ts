import { virtualSerialNumber } from '../devices/serial-number.ts';
import { comparable } from '../identifiers.ts';
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
  const found = await store.findDevice(accountId, SerialNumber);
  if (found !== undefined) return found.serialNumber;
  // The kind in its own spelling, too: otherwise a refusal would tell whether there is such a device.
  const kind = virtualSerialNumber(accountId, '/', '');
  return comparable(SerialNumber).startsWith(kind) ? kind + SerialNumber.slice(kind.length) : SerialNumber;
}

export function newDeviceResource(
  { Path, VirtualMFADeviceName }: { readonly Path: string; readonly VirtualMFADeviceName: string },
  { accountId }: Person,
): string {
  return virtualSerialNumber(accountId, Path, VirtualMFADeviceName);
}
