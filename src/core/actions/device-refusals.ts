import { type Refusal, refuse } from '../refusal.ts';

/** One wording for what several actions refuse about devices. */

export function noSuchDevice(): Refusal {
  return refuse('NoSuchEntity', {
    message: 'There is no such device.',
    known: 'MFA Device invalid for user.',
  });
}

export function tooManyDevices(limit: number): Refusal {
  const devices = limit === 1 ? 'one MFA device' : `${limit} MFA devices`;
  return refuse('LimitExceeded', {
    message: `A person can have ${devices}. Deactivate one first.`,
    known: `Cannot exceed quota for MFADevicesPerUser: ${limit}`,
  });
}

export function noSuchVirtualDevice(serialNumber: string): Refusal {
  return refuse('NoSuchEntity', {
    message: 'There is no such virtual device.',
    known: `VirtualMFADevice with serial number ${serialNumber} does not exist.`,
  });
}
