import * as z from 'zod';
import { beginRegistration } from '../fido/registration.ts';
import { creationOptions } from '../fido/responses.ts';
import { authorityId } from '../policy/principal.ts';
import { defineAction } from './action.ts';
import { tooManyDevices } from './device-refusals.ts';

export const BeginFIDORegistration = defineAction({
  name: 'BeginFIDORegistration',
  summary: 'Starts the registration of a FIDO security key or passkey of the caller.',
  about: 'person',
  reach: 'self',
  proof: 'fresh',
  whileUnproven: true,
  whileRecovered: true,
  browserOnly: true,
  input: z.strictObject({}),
  output: z.object({ Options: creationOptions }),
  async handle(context) {
    const { store, principal } = context;
    const { person, account } = principal;
    const devices = await store.devicesOf(person.id);
    if (devices.length >= account.devicesPerPerson) {
      return tooManyDevices(account.devicesPerPerson);
    }
    return { Options: await beginRegistration(context, authorityId(principal), person, devices) };
  },
});
