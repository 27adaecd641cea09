import { afterAll, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUserWithDevice,
  enrolVirtual,
  listDevices,
  type PersonWithDevice,
  setUpOwner,
  signIn,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

let gateway = await startGateway({ runtime });
const first = gateway;
afterAll(async () => {
  if (gateway !== first) await gateway.stop();
  await first.stop();
});
const owner = await setUpOwner(gateway);

const BUDGET = 10;

/** Spends the whole budget of the person's device, each guess in a flow and a browser of its own. */
async function lock(person: PersonWithDevice): Promise<void> {
  for (const code of await person.device.wrongCodes(BUDGET)) {
    const { client } = await beginSignIn(gateway, person);
    const { serialNumber } = person.device;
    expectRefusal(
      await client.post('/api/sign-in/code', { serialNumber, code }),
      401,
      'SECOND_FACTOR_REFUSED',
    );
  }
}

async function statusOf(person: PersonWithDevice): Promise<string | undefined> {
  const devices = await listDevices(person.client);
  return devices.find(device => device.SerialNumber === person.device.serialNumber)?.Status;
}

test('ten wrong codes spread over new flows lock the device, and the right code is then refused (B1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await lock(user);
  const { client } = await beginSignIn(gateway, user);
  expectRefusal(await submitCode(client, user.device), 403, 'DEVICE_LOCKED');
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expect(await statusOf(user)).toBe('Locked');
});

test('a locked device is refused at step-up as well (B13)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await lock(user);
  const { serialNumber } = user.device;
  const code = await user.device.next();
  expectRefusal(
    await user.client.post('/api/session/step-up/code', { serialNumber, code }),
    403,
    'DEVICE_LOCKED',
  );
});

test('sign-in and step-up share one budget (B9, B13)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber } = user.device;
  const codes = await user.device.wrongCodes(BUDGET);
  const { client } = await beginSignIn(gateway, user);
  for (const [index, code] of codes.entries()) {
    const guess = { serialNumber, code };
    const answer =
      index % 2 === 0
        ? await client.post('/api/sign-in/code', guess)
        : await user.client.post('/api/session/step-up/code', guess);
    expectRefusal(answer, 401, 'SECOND_FACTOR_REFUSED');
  }
  expectRefusal(await submitCode(client, user.device), 403, 'DEVICE_LOCKED');
});

test('a locked device locks neither its owner out nor the other device, which can unlock it (3.12)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const other = await enrolVirtual(user.client);
  await lock(user);
  const { client } = await beginSignIn(gateway, user);
  data(await submitCode(client, other));
  data(await client.action('UnlockMFADevice', { SerialNumber: user.device.serialNumber }));
  const again = await beginSignIn(gateway, user);
  data(await submitCode(again.client, user.device));
});

test('the owner of the account can unlock a device', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await lock(user);
  const unlock = { UserName: user.name, SerialNumber: user.device.serialNumber };
  data(await owner.client.action('UnlockMFADevice', unlock));
  await signIn(gateway, user);
});

test('a session that proved itself by password only cannot unlock a device (A6)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await lock(user);
  const { client } = await beginSignIn(gateway, user);
  const unlock = { SerialNumber: user.device.serialNumber };
  expectRefusal(await client.action('UnlockMFADevice', unlock), 401, 'NOT_SIGNED_IN');
  expect(await statusOf(user)).toBe('Locked');
});

test('a right code within the budget clears it for the device that was used (NIST 3.2.2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber } = user.device;
  const { client } = await beginSignIn(gateway, user);
  for (const code of await user.device.wrongCodes(4)) {
    expectRefusal(
      await client.post('/api/sign-in/code', { serialNumber, code }),
      401,
      'SECOND_FACTOR_REFUSED',
    );
  }
  data(await submitCode(client, user.device));
  expect(await statusOf(user)).toBe('Active');
});

test('of fifty wrong codes at once at most ten are looked at (B15)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber } = user.device;
  const flows: Client[] = [];
  for (let flow = 0; flow < 5; flow += 1) flows.push((await beginSignIn(gateway, user)).client);
  const codes = await user.device.wrongCodes(50);
  const answers: Answer[] = await Promise.all(
    codes.map((code, index) =>
      (flows[index % flows.length] ?? new Client(gateway)).post('/api/sign-in/code', { serialNumber, code }),
    ),
  );
  const looked = answers.filter(answer => answer.status === 401);
  for (const answer of looked) expectRefusal(answer, 401, 'SECOND_FACTOR_REFUSED');
  for (const answer of answers.filter(other => other.status !== 401))
    expectRefusal(answer, 403, 'DEVICE_LOCKED');
  expect(looked.length).toBeGreaterThan(0);
  expect(looked.length).toBeLessThanOrEqual(BUDGET);
  const { client } = await beginSignIn(gateway, user);
  expectRefusal(await submitCode(client, user.device), 403, 'DEVICE_LOCKED');
});

test('a lock survives a restart, and so does the end of a session (B2, F13)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const leaving = await signIn(gateway, user);
  data(await leaving.copy().post('/api/session/sign-out'));
  await lock(user);
  await first.halt();
  gateway = await startGateway({ runtime, dataDir: first.dataDir });
  const { client } = await beginSignIn(gateway, user);
  expectRefusal(await submitCode(client, user.device), 403, 'DEVICE_LOCKED');
  expectRefusal(await leaving.copy(gateway).get('/api/session'), 401, 'NOT_SIGNED_IN');
  data(await user.client.copy(gateway).get('/api/session'));
});
