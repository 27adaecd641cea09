import { afterAll, describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import {
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  enable,
  enrolKey,
  enrolVirtual,
  listDevices,
  type Person,
  setUpOwner,
  signIn,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

const assignKey = (user: Person) => enrolKey(user.client, new Authenticator(), gateway.origin);
const assignVirtual = async (user: Person) => (await enrolVirtual(user.client)).serialNumber;
async function assignHardware(user: Person): Promise<string> {
  const token = newToken();
  data(await upload(administrator.client, csvOf([token])));
  data(await enable(user.client, token));
  return token.serialNumber;
}

test('S0-06: a lost or broken key is deactivated by its user, who has another device, and opens nothing any more', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const lost = new Authenticator();
  const serialNumber = await enrolKey(user.client, lost, gateway.origin);
  const thief = await beginSignIn(gateway, user);
  const asked = await thief.client.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/key/options', {
    serialNumber,
  });
  const credential = lost.get(data(asked), gateway.origin);

  const client = await signIn(gateway, user);
  data(await client.action('DeactivateMFADevice', { SerialNumber: serialNumber }));
  const answer = await thief.client.post('/api/sign-in/key', { credential });
  expect(answer.status).toBeGreaterThanOrEqual(400);
  expectRefusal(await thief.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  const { step } = await beginSignIn(gateway, user);
  expect(step.devices).toMatchObject([{ serialNumber: user.device.serialNumber }]);
});

describe('S0-07: an administrator deactivates the device of a user, whatever its kind', () => {
  test.each<[string, (user: Person) => Promise<string>]>([
    ['fido', assignKey],
    ['virtual', assignVirtual],
    ['hardware', assignHardware],
  ])('%s', async (kind, assign) => {
    const user = await createUser(gateway, owner);
    const SerialNumber = await assign(user);
    expect((await beginSignIn(gateway, user)).step).toMatchObject({ next: 'mfa', devices: [{ kind }] });
    const input = { UserName: user.name, SerialNumber };
    data(await administrator.client.action('DeactivateMFADevice', input));
    const after = await beginSignIn(gateway, user);
    expect(after.step).toEqual({ next: 'signed-in' });
    expect(await listDevices(after.client)).toEqual([]);
  });
});
