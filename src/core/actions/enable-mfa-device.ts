import * as z from 'zod';
import type { TotpDevice } from '../devices/device.ts';
import { isRepeat, locate, REPEAT_WINDOW, reservePair, returnAttempt } from '../devices/pair-proof.ts';
import { openKey } from '../devices/proof.ts';
import { isArn } from '../devices/serial-number.ts';
import { code, existingUserName, serialNumber } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import type { Awaitable } from '../ports.ts';
import { Refusal, refuse } from '../refusal.ts';
import type { Allowance } from '../throttle/store.ts';
import type { ActionContext } from './action.ts';
import { defineAction } from './action.ts';
import { noSuchDevice, tooManyDevices } from './device-refusals.ts';
import { mayHandle } from './may-handle.ts';
import { pairWindow } from './pair-window.ts';
import { nothing } from './shapes.ts';

export const EnableMFADevice = defineAction({
  name: 'EnableMFADevice',
  summary:
    'Assigns a virtual device, or a hardware token of the inventory, to a person on two consecutive codes that it shows.',
  help: 'assign',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileUnproven: true,
  whileRecovered: true,
  input: z.strictObject({
    UserName: existingUserName.optional(),
    SerialNumber: serialNumber,
    AuthenticationCode1: code.describe(
      'A code that the device shows: six digits, or eight on a token of eight.',
    ),
    AuthenticationCode2: code.describe('The code that it shows after that one.'),
  }),
  output: nothing,
  async handle(context, input) {
    const { store, now, principal, target, audit } = context;
    const claim = await reserveClaim(context, input.SerialNumber);
    if (claim instanceof Refusal) return claim;
    const device = await store.findDevice(target.accountId, input.SerialNumber);
    if (device === undefined || device.kind === 'fido' || !(await isVisible(device, context)))
      return noSuchDevice();
    if (device.personId !== undefined) {
      await claim?.giveBack();
      return afterAssignment(context, device, input);
    }
    const attempt = await reservePair(context, device, input.AuthenticationCode1, input.AuthenticationCode2);
    if (attempt instanceof Refusal) return attempt;
    const clock = locate(attempt, now, pairWindow(principal, target));
    if (clock !== undefined) {
      const limit = principal.account.devicesPerPerson;
      const notice = `The MFA device ${quoted(device.name)} was assigned to your account.`;
      const event = audit(input.SerialNumber, notice);
      const assigned = await store.assign(device.id, target.id, clock, limit, event, attempt.counted);
      if (assigned === 'limit') await returnAttempt(context, attempt);
      if (assigned !== 'lost') await claim?.giveBack();
      if (assigned === 'assigned') return {};
      if (assigned === 'limit') return tooManyDevices(limit);
    }
    // The same request may have won meanwhile or a moment ago; then this one is its repeat and guessed nothing.
    const current = await store.findDevice(target.accountId, input.SerialNumber);
    if (current?.kind === device.kind && current.personId !== undefined) {
      await returnAttempt(context, attempt);
      await claim?.giveBack();
      return afterAssignment(context, current, input);
    }
    // Tokens of the inventory are not locked by whoever guesses at them: the guesser runs out of claims instead.
    if (device.kind === 'hardware') await returnAttempt(context, attempt);
    return refuse('InvalidAuthenticationCode');
  },
  /** The first enrolment is why a session suddenly lacks a proof. */
  async repeats(context, input) {
    const device = await context.store.findDevice(context.target.accountId, input.SerialNumber);
    if (device === undefined || device.kind === 'fido') return false;
    return !((await afterAssignment(context, device, input)) instanceof Refusal);
  },
});

type Pair = { AuthenticationCode1: string; AuthenticationCode2: string };

/**
 * A device that somebody holds is not assigned again, but an exact repeat of the request that assigned it, within a
 * minute, is answered as that was. Comparing with codes that are used up guesses nothing, so it takes no attempt.
 */
async function afterAssignment(
  context: ActionContext,
  device: TotpDevice,
  { AuthenticationCode1: code1, AuthenticationCode2: code2 }: Pair,
): Promise<Record<string, never> | Refusal> {
  const { personId, enabledAt, lastStep } = device;
  const isRecent =
    personId === context.target.id && enabledAt !== undefined && enabledAt + REPEAT_WINDOW > context.now;
  if (isRecent && isRepeat({ key: await openKey(context, device), code1, code2 }, lastStep)) return {};
  return refuse('EntityAlreadyExists', {
    message: 'This device is assigned already.',
    known: 'MFA Device is already in use.',
  });
}

/** Tries at tokens of the inventory that one person has: ten at once, then one in ten minutes. */
const CLAIMS: Allowance = { burst: 10, interval: 600_000 };

/**
 * Whoever may list the inventory has it before him; everybody else gets some tries at serial numbers and codes, counted
 * before the number is looked up: who tries numbers learns little of the inventory.
 */
async function reserveClaim(
  { store, now, principal, may }: ActionContext,
  serialNumber: string,
): Promise<{ giveBack(): Awaitable<void> } | undefined | Refusal> {
  if (isArn(serialNumber) || may('ListHardwareMFADevices', '*')) return undefined;
  const claims = [{ key: `claims|${principal.person.id}`, allowance: CLAIMS }];
  const next = await store.takeAttempt(claims, now);
  if (next === undefined) return { giveBack: () => store.returnAttempt(claims) };
  return refuse('TooManyAttempts', { retryAfter: Math.max(1, Math.ceil((next - now) / 1000)) });
}

/**
 * Tokens of the inventory are there for whoever holds one; a virtual device for who made it and
 * for whoever may assign him one.
 * A token of somebody else looks like one that does not exist (security.md C7).
 */
async function isVisible(device: TotpDevice, context: ActionContext): Promise<boolean> {
  const { personId, createdBy, kind } = device;
  const { principal, target } = context;
  if (personId === target.id) return true;
  if (kind === 'hardware') return personId === undefined;
  if (createdBy === principal.person.id || (personId === undefined && createdBy === target.id)) return true;
  return mayHandle(context, 'EnableMFADevice', device);
}
