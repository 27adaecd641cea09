import type { NewVirtualDevice } from '../api-types.ts';
import { act } from './act.ts';

const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** @param person whose device it becomes @param label what that person calls it */
export async function newVirtualDevice(person: string, label: string): Promise<NewVirtualDevice> {
  const { VirtualMFADevice } = await act('CreateVirtualMFADevice', {
    VirtualMFADeviceName: uniqueName(person, label),
    DeviceName: label,
  });
  return VirtualMFADevice;
}

/** Its secret was shown once, so a device that was made and not assigned is of no use to anyone. */
export async function discard({ SerialNumber }: NewVirtualDevice): Promise<void> {
  await act('DeleteVirtualMFADevice', { SerialNumber }).catch(() => {});
}

/** A name that is unique in the account, recognisable, and made of what a serial number may contain. */
function uniqueName(person: string, label: string): string {
  const tail = [...crypto.getRandomValues(new Uint8Array(4))]
    .map(byte => LETTERS[byte % LETTERS.length])
    .join('');
  return [slug(person.split('@')[0] ?? ''), slug(label), tail].filter(Boolean).join('-');
}

const slug = (text: string): string =>
  text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 24);
