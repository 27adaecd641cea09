import * as z from 'zod';
import type { FidoDevice } from '../devices/device.ts';
import { fidoSerialNumber } from '../devices/serial-number.ts';
import { finishRegistration } from '../fido/registration.ts';
import { registrationResponse } from '../fido/responses.ts';
import { newUniqueId } from '../identifiers.ts';
import { deviceName } from '../inputs.ts';
import { quoted } from '../notices/notice.ts';
import { authorityId } from '../policy/principal.ts';
import { refuse } from '../refusal.ts';
import { defineAction } from './action.ts';
import { tooManyDevices } from './device-refusals.ts';

export const FinishFIDORegistration = defineAction({
  name: 'FinishFIDORegistration',
  summary: 'Assigns the FIDO security key or passkey that the browser registered.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileUnproven: true,
  whileRecovered: true,
  browserOnly: true,
  input: z.strictObject({ DeviceName: deviceName, Credential: registrationResponse }),
  output: z.object({ SerialNumber: z.string() }),
  async handle(context, { DeviceName, Credential }) {
    const { now, store, random, principal, audit } = context;
    const { person, account } = principal;
    const devices = await store.devicesOf(person.id);
    const registered = await finishRegistration(context, authorityId(principal), devices, Credential);
    if (registered === undefined) return refuse('RegistrationRefused');
    const id = newUniqueId('MFAD', random);
    const device: FidoDevice = {
      ...registered,
      id,
      accountId: person.accountId,
      personId: person.id,
      createdBy: person.id,
      kind: 'fido',
      name: DeviceName,
      serialNumber: fidoSerialNumber(person, DeviceName, id),
      createdAt: now,
      enabledAt: now,
      lastUsedAt: undefined,
      failures: 0,
      slowUntil: 0,
    };
    const added = await store.addCredential(
      device,
      account.devicesPerPerson,
      audit(device.serialNumber, `The FIDO security key ${quoted(DeviceName)} was assigned to your account.`),
    );
    if (added === 'limit') {
      return tooManyDevices(account.devicesPerPerson);
    }
    // A credential of somebody else looks like any other refusal: its owner is nobody's business.
    return added === 'added' ? { SerialNumber: device.serialNumber } : refuse('RegistrationRefused');
  },
});
