import * as z from 'zod';
import { newTotpDevice } from '../devices/new-totp-device.ts';
import { virtualSerialNumber } from '../devices/serial-number.ts';
import { newUniqueId } from '../identifiers.ts';
import { deviceName } from '../inputs.ts';
import { displayName } from '../people/person.ts';
import { refuse } from '../refusal.ts';
import { enrolmentUri, secretAsText } from '../totp/code.ts';
import { NEW_SECRET_BYTES, type TotpKey } from '../totp/key.ts';
import { defineAction } from './action.ts';

/** Unassigned devices that one maker may leave lying about. */
const UNASSIGNED_LIMIT = 16;

export const CreateVirtualMFADevice = defineAction({
  name: 'CreateVirtualMFADevice',
  summary: 'Makes a virtual device and shows its secret, this once. EnableMFADevice assigns it.',
  about: 'account',
  reach: 'everyone',
  proof: 'fresh',
  whileUnproven: true,
  whileRecovered: true,
  resource: ({ VirtualMFADeviceName }, { accountId }) => virtualSerialNumber(accountId, VirtualMFADeviceName),
  input: z.strictObject({
    VirtualMFADeviceName: z
      .string()
      .regex(/^[\w+=,.@-]{1,128}$/, 'Use 1 to 128 letters, digits or any of +=,.@_- without spaces.')
      .describe('Unique in the account; becomes part of the serial number.'),
    DeviceName: deviceName.optional().describe('What people read; the name above without it.'),
  }),
  output: z.object({
    VirtualMFADevice: z.object({
      SerialNumber: z.string(),
      Base32StringSeed: z.string(),
      OtpauthUri: z.string(),
    }),
  }),
  async handle({ now, store, random, seal, relyingParty, principal: { person }, audit }, input) {
    const id = newUniqueId('MFAD', random);
    const key: TotpKey = { secret: random.bytes(NEW_SECRET_BYTES), algorithm: 'sha1', digits: 6, period: 30 };
    const device = await newTotpDevice({ seal }, key, {
      id,
      accountId: person.accountId,
      createdBy: person.id,
      kind: 'virtual',
      name: input.DeviceName ?? input.VirtualMFADeviceName.slice(0, 64),
      serialNumber: virtualSerialNumber(person.accountId, input.VirtualMFADeviceName),
      createdAt: now,
    });
    const made = await store.createVirtual(device, UNASSIGNED_LIMIT, audit(device.serialNumber));
    if (made === 'taken') {
      return refuse('EntityAlreadyExists', { message: 'A virtual device of that name exists already.' });
    }
    if (made === 'limit') {
      return refuse('LimitExceeded', {
        message: 'Delete virtual devices that are not assigned before you make more.',
      });
    }
    return {
      VirtualMFADevice: {
        SerialNumber: device.serialNumber,
        Base32StringSeed: secretAsText(key.secret),
        OtpauthUri: enrolmentUri(key, relyingParty.name, displayName(person)),
      },
    };
  },
});
