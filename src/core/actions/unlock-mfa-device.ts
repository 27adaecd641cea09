import * as z from 'zod';
import { existingUserName, serialNumber } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { defineAction } from './action.ts';
import { noSuchDevice } from './device-refusals.ts';
import { nothing } from './shapes.ts';

export const UnlockMFADevice = defineAction({
  name: 'UnlockMFADevice',
  summary:
    'Clears a device that too many wrong codes locked, on the strength of another device or by an administrator.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileRecovered: true,
  input: z.strictObject({ UserName: existingUserName.optional(), SerialNumber: serialNumber }),
  output: nothing,
  async handle({ store, target, audit, may }, { SerialNumber }) {
    const device = await store.findDevice(target.accountId, SerialNumber);
    // Who guesses at a token of the inventory locks it: an administrator clears it before anybody holds it.
    const inInventory = device?.kind === 'hardware' && device.personId === undefined;
    if (inInventory && may('UnlockMFADevice', '*')) {
      return (await store.unlock(device.id, audit(SerialNumber))) ? {} : noSuchDevice();
    }
    if (device?.personId !== target.id) return noSuchDevice();
    const event = audit(SerialNumber, `The MFA device ${quoted(device.name)} was unlocked.`);
    const unlocked = await store.unlock(device.id, event);
    return unlocked ? {} : noSuchDevice();
  },
});
