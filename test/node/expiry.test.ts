import { afterAll, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { Client } from '../support/client.ts';
import type { Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { DAY, HOUR, letPass, MINUTE } from '../support/passing-time.ts';
import {
  beginRegistration,
  beginSignIn,
  createUser,
  createUserWithDevice,
  createUserWithInitialPassword,
  createVirtual,
  enrolKey,
  listDevices,
  newPassword,
  setUpOwner,
  signIn,
  stepUp,
  submitCode,
} from '../support/people.ts';

const gateway = await startGateway({ runtime: 'node' });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const { origin } = gateway;

/** Time passes for the owner as well, who must then prove again before creating anybody. */
async function pass(milliseconds: number): Promise<void> {
  letPass(gateway, milliseconds);
  owner.client = await signIn(gateway, owner);
}

test('a proof is fresh for a quarter of an hour, then a device is asked for again (ASVS 7.5.1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await pass(14 * MINUTE);
  data(await user.client.action('BeginFIDORegistration'));
  await pass(2 * MINUTE);
  const rename = { SerialNumber: user.device.serialNumber, DeviceName: 'later' };
  expectRefusal(await user.client.action('RenameMFADevice', rename), 403, 'STEP_UP_REQUIRED');
  data(await user.client.action('ListMFADevices'));
  await stepUp(user.client, user.device);
  data(await user.client.action('RenameMFADevice', rename));
});

test('without a device the password is asked for again', async () => {
  const user = await createUser(gateway, owner);
  await pass(16 * MINUTE);
  expectRefusal(await user.client.action('BeginFIDORegistration'), 403, 'STEP_UP_REQUIRED');
  data(await user.client.post('/api/session/step-up/password', { password: user.password }));
  data(await user.client.action('BeginFIDORegistration'));
});

test('a session ends when it is not used, and at the latest after a day (ASVS 7.3, NIST 2.2.3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const used = await signIn(gateway, user);
  let hours = 0;
  for (; hours < 48; hours += 0.5) {
    letPass(gateway, HOUR / 2);
    if ((await used.get('/api/session')).status !== 200) break;
  }
  expect(hours, 'used every half hour').toBeGreaterThanOrEqual(1);
  expect(hours, 'used every half hour').toBeLessThanOrEqual(24);
  owner.client = await signIn(gateway, owner);
  const idle = await signIn(gateway, user);
  await pass(25 * HOUR);
  expectRefusal(await idle.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expectRefusal(await used.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

test('a flow, a passkey ceremony and a registration end after a while, whatever they are then sent (R2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const passkey = new Authenticator({ counting: false });
  await enrolKey(user.client, passkey, origin);
  const flow = await beginSignIn(gateway, user);
  const visitor = new Client(gateway);
  const request = data(
    await visitor.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options'),
  );
  const creation = await beginRegistration(user.client);
  await pass(11 * MINUTE);

  expectRefusal(await submitCode(flow.client, user.device), 401, 'FLOW_ENDED');
  const assertion = await visitor.post('/api/sign-in/passkey', { credential: passkey.get(request, origin) });
  expectRefusal(assertion, 401, ['FLOW_ENDED', 'PASSKEY_REFUSED']);
  const finish = await user.client.action('FinishFIDORegistration', {
    DeviceName: 'late',
    Credential: new Authenticator().create(creation, origin),
  });
  expectRefusal(finish, 400, 'REGISTRATION_REFUSED');
  expect(await listDevices(user.client)).toHaveLength(2);
  expectRefusal(await flow.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

test('an initial password is good for seven days (ASVS 6.4.1)', async () => {
  const initial = await createUserWithInitialPassword(owner, 'slow.starter');
  const credentials = { as: 'user', userName: 'slow.starter', password: initial };
  await pass(6 * DAY);
  const inTime = await new Client(gateway).post<Step>('/api/sign-in/password', credentials);
  expect(data(inTime)).toEqual({ next: 'new-password' });
  await pass(DAY + MINUTE);
  expectRefusal(await new Client(gateway).post('/api/sign-in/password', credentials), 401, 'SIGN_IN_REFUSED');
});

test('whoever was slowed down may try again after the time that was said, and sign in (3.12)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  let wait = 0;
  for (let guesses = 0; guesses < 100 && wait === 0; guesses += 1) {
    const wrong = { ...user.credentials, password: newPassword() };
    const answer = await new Client(gateway).post('/api/sign-in/password', wrong);
    if (answer.status === 429) wait = answer.body.error.retryAfter ?? 0;
  }
  expect(wait).toBeGreaterThan(0);
  letPass(gateway, wait * 1_000);
  await signIn(gateway, user);
});

test('wrong codes of many days are counted too: success clears the row, not the slow budget (3.1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber } = user.device;
  const guess = async (count: number) => {
    const { client } = await beginSignIn(gateway, user);
    for (const code of await user.device.wrongCodes(count)) {
      expectRefusal(
        await client.post('/api/sign-in/code', { serialNumber, code }),
        401,
        'SECOND_FACTOR_REFUSED',
      );
    }
  };
  await guess(6);
  await signIn(gateway, user);
  await guess(4);
  const flow = await beginSignIn(gateway, user);
  expectRefusal(await submitCode(flow.client, user.device), 403, 'DEVICE_LOCKED');
  letPass(gateway, DAY);
  await signIn(gateway, user);
});

test('the set-up link of the day before is dead', async () => {
  const fresh = await startGateway({ runtime: 'node' });
  try {
    const token = await fresh.setUpToken();
    letPass(fresh, DAY + MINUTE);
    expectRefusal(await new Client(fresh).post('/api/set-up/check', { token }), 403, 'SET_UP_LINK_INVALID');
  } finally {
    await fresh.stop();
  }
});

test('an unassigned device waits as long as it takes', async () => {
  owner.client = await signIn(gateway, owner);
  const user = await createUserWithDevice(gateway, owner);
  const device = await createVirtual(user.client);
  await pass(10 * MINUTE);
  const list = await user.client.action('ListVirtualMFADevices', { AssignmentStatus: 'Unassigned' });
  expect(list.text).toContain(device.serialNumber);
});
