import * as z from 'zod';
import { newTotpDevice } from '../devices/new-totp-device.ts';
import { virtualSerialNumber } from '../devices/serial-number.ts';
import { newUniqueId } from '../identifiers.ts';
import { deviceName, path, serialNumber, tags } from '../inputs.ts';
import { displayName } from '../people/person.ts';
import { drawer } from '../qr-code/drawer.ts';
import { Refusal, refuse } from '../refusal.ts';
import { enrolmentUri, secretAsText } from '../totp/code.ts';
import { NEW_SECRET_BYTES, type TotpKey } from '../totp/key.ts';
import { defineAction } from './action.ts';
import { newDeviceResource } from './device-resource.ts';
import { readTags, showTag } from './tag-input.ts';

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
  input: z.strictObject({
    VirtualMFADeviceName: z
      .string()
      .regex(/^[\w+=,.@-]{1,128}$/, 'Use 1 to 128 letters, digits or any of +=,.@_- without spaces.')
      .describe('Unique in the account; becomes part of the serial number.'),
    Path: path.default('/').describe('Stands before the name in the serial number.'),
    DeviceName: deviceName.optional().describe('What people read; the name above without it.'),
    Tags: tags.default([]),
  }),
  resource: newDeviceResource,
  output: z.object({
    VirtualMFADevice: z.object({
      SerialNumber: z.string(),
      Base32StringSeed: z.string().meta({ blob: 'text' }),
      QRCodePNG: z.string().describe('A picture of the address below, in base64.'),
      OtpauthUri: z.string(),
      Tags: z.array(z.object({ Key: z.string(), Value: z.string() })).optional(),
    }),
  }),
  async handle({ now, store, random, seal, relyingParty, principal: { person }, audit }, input) {
    const serial = virtualSerialNumber(person.accountId, input.Path, input.VirtualMFADeviceName);
    if (!serialNumber.safeParse(serial).success) {
      return refuse('InvalidInput', { message: 'Path and name do not make a serial number together.' });
    }
    const given = readTags(input.Tags);
    if (given instanceof Refusal) return given;
    const id = newUniqueId('MFAD', random);
    const key: TotpKey = { secret: random.bytes(NEW_SECRET_BYTES), algorithm: 'sha1', digits: 6, period: 30 };
    const device = await newTotpDevice({ seal }, key, {
      id,
      accountId: person.accountId,
      createdBy: person.id,
      kind: 'virtual',
      name: input.DeviceName ?? input.VirtualMFADeviceName.slice(0, 64),
      serialNumber: serial,
      createdAt: now,
    });
    const made = await store.createVirtual(device, UNASSIGNED_LIMIT, audit(serial), given);
    if (made === 'taken') {
      return refuse('EntityAlreadyExists', {
        message: 'A virtual device of that name exists already.',
        known: 'MFADevice entity at the same path and name already exists.',
      });
    }
    if (made === 'limit') {
      return refuse('LimitExceeded', {
        message: 'Delete virtual devices that are not assigned before you make more.',
        known: `Cannot exceed quota for VirtualMFADevices: ${UNASSIGNED_LIMIT}`,
      });
    }
    const OtpauthUri = enrolmentUri(key, relyingParty.name, displayName(person));
    return {
      VirtualMFADevice: {
        SerialNumber: serial,
        Base32StringSeed: secretAsText(key.secret),
        QRCodePNG: (await drawer()).qrCodePng(OtpauthUri),
        OtpauthUri,
        ...(given.length > 0 && { Tags: given.map(showTag) }),
      },
    };
  },
});
