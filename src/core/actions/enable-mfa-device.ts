import * as z from 'zod';
import type { Device, TotpDevice } from '../devices/device.ts';
import { isRepeat, locate, REPEAT_WINDOW, reservePair, returnAttempt } from '../devices/pair-proof.ts';
import { code, existingUserName, serialNumber } from '../inputs.ts';
import type { Person } from '../people/person.ts';
import { administers } from '../policy/principal.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { ActionContext } from './action.ts';
import { defineAction } from './action.ts';
import { noSuchDevice, tooManyDevices } from './device-refusals.ts';
import { pairWindow } from './pair-window.ts';
import { nothing } from './shapes.ts';

export const EnableMFADevice = defineAction({
  name: 'EnableMFADevice',
  summary:
    'Assigns a virtual device, or a hardware token of the inventory, to a person on two consecutive codes that it shows.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileUnproven: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    SerialNumber: serialNumber,
    AuthenticationCode1: code,
    AuthenticationCode2: code,
  }),
  output: nothing,
  async handle(context, input) {
    const { store, now, principal, target, audit } = context;
    const device = await store.findDevice(target.accountId, input.SerialNumber);
    if (device === undefined || device.kind === 'fido' || !isVisible(device, context)) return noSuchDevice();
    if (device.personId !== undefined && !isRecent(device, target, now)) return alreadyAssigned();

    const attempt = await reservePair(context, device, input.AuthenticationCode1, input.AuthenticationCode2);
    if (attempt instanceof Refusal) return attempt;
    const free = attempt.device.personId === undefined;
    const clock = free ? locate(attempt, now, pairWindow(principal, target)) : undefined;
    if (clock !== undefined) {
      const limit = principal.account.devicesPerPerson;
      const event = audit(
        input.SerialNumber,
        `The MFA device "${device.name}" was assigned to your account.`,
      );
      const assigned = await store.assign(device.id, target.id, clock, limit, event);
      if (assigned === 'assigned') return {};
      if (assigned === 'limit') {
        await returnAttempt(context, attempt);
        return tooManyDevices(limit);
      }
    }
    // The same request may have won meanwhile or a moment ago; then this one is its repeat and guessed nothing.
    const current = await store.findDevice(target.accountId, input.SerialNumber);
    if (current?.kind === device.kind && isRecent(current, target, now) && isRepeat(attempt, current)) {
      await returnAttempt(context, attempt);
      return {};
    }
    return free ? refuse('InvalidAuthenticationCode') : alreadyAssigned();
  },
  /** The first enrolment is why a session suddenly lacks a proof. */
  async repeats(context, input) {
    const { store, now, target } = context;
    const device = await store.findDevice(target.accountId, input.SerialNumber);
    if (device === undefined || device.kind === 'fido' || !isRecent(device, target, now)) return false;
    const attempt = await reservePair(context, device, input.AuthenticationCode1, input.AuthenticationCode2);
    if (attempt instanceof Refusal) return false;
    const same = isRepeat(attempt, attempt.device);
    if (same) await returnAttempt(context, attempt);
    return same;
  },
});

/**
 * Tokens of the inventory are there for whoever holds one; a virtual device for who made it and for administrators.
 * A token of somebody else looks like one that does not exist (security.md C7).
 */
function isVisible(device: TotpDevice, { principal: { person }, target }: ActionContext): boolean {
  if (device.personId !== undefined) return device.personId === target.id || mayTell(device, person);
  return device.kind === 'hardware' || mayTell(device, person);
}

function mayTell({ kind, createdBy }: TotpDevice, person: Person): boolean {
  return kind === 'virtual' && (createdBy === person.id || administers(person));
}

/** Given to this person within the last minute: an exact repeat of that request is still answered as it was. */
function isRecent({ personId, enabledAt }: Device, target: Person, now: number): boolean {
  return personId === target.id && enabledAt !== undefined && enabledAt + REPEAT_WINDOW > now;
}

function alreadyAssigned(): Refusal {
  return refuse('EntityAlreadyExists', { message: 'This device is assigned already.' });
}
