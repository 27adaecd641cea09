import { type Refusal, refuse } from '../refusal.ts';

/** One wording for what several actions refuse about devices. */

export function noSuchDevice(): Refusal {
  return refuse('NoSuchEntity', { message: 'There is no such device.' });
}

export function tooManyDevices(limit: number): Refusal {
  const devices = limit === 1 ? 'one MFA device' : `${limit} MFA devices`;
  return refuse('LimitExceeded', { message: `A person can have ${devices}. Deactivate one first.` });
}
