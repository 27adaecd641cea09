import { afterAll, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { Client } from '../support/client.ts';
import type { Session, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  createUser,
  createUserWithDevice,
  enrolKey,
  newPassword,
  setUpOwner,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

const levelOf = async (client: Client) => data(await client.get<Session>('/api/session')).level;

test('signing in again in the same browser ends the earlier session, by either door (ASVS 7.2.4)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const passkey = new Authenticator({ counting: false });
  await enrolKey(user.client, passkey, origin);
  const { client } = user;
  const byPassword = client.copy();
  const credentials = { ...user.credentials, password: user.password };
  data(await client.post<Step>('/api/sign-in/password', credentials));
  // The first factor alone ends nothing.
  data(await byPassword.get('/api/session'));
  data(await submitCode(client, user.device));
  expectRefusal(await byPassword.get('/api/session'), 401, 'NOT_SIGNED_IN');

  const byPasskey = client.copy();
  const options = data(
    await client.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options'),
  );
  data(await client.post('/api/sign-in/passkey', { credential: passkey.get(options, origin) }));
  expectRefusal(await byPasskey.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expect(await levelOf(client)).toBe('mfa');
});

test("a sign-in in the same browser ends another person's earlier session there, and no session elsewhere (ASVS 7.2.4)", async () => {
  const first = await createUser(gateway, owner);
  const elsewhere = new Client(gateway);
  data(await elsewhere.post('/api/sign-in/password', { ...first.credentials, password: first.password }));
  const second = await createUser(gateway, owner);
  const earlier = first.client.copy();
  data(
    await first.client.post('/api/sign-in/password', { ...second.credentials, password: second.password }),
  );
  expectRefusal(await earlier.get('/api/session'), 401, 'NOT_SIGNED_IN');
  data(await elsewhere.get('/api/session'));
  data(await second.client.get('/api/session'));
});

test('a refused sign-in leaves the session of the browser alone (F12)', async () => {
  const user = await createUser(gateway, owner);
  const wrong = { ...user.credentials, password: newPassword() };
  expectRefusal(await user.client.post('/api/sign-in/password', wrong), 401, 'SIGN_IN_REFUSED');
  data(await user.client.get('/api/session'));
});

test('without its last device a session is at level password, and a password proves no more than that (A6, A11)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const second = await enrolKey(user.client, new Authenticator(), origin);
  data(await user.client.action('DeactivateMFADevice', { SerialNumber: second }));
  expect(await levelOf(user.client)).toBe('mfa');
  data(await user.client.action('DeactivateMFADevice', { SerialNumber: user.device.serialNumber }));
  expect(await levelOf(user.client)).toBe('password');
  const proof = await user.client.post<{ level: string }>('/api/session/step-up/password', {
    password: user.password,
  });
  expect(data(proof).level).toBe('password');
  expect(await levelOf(user.client)).toBe('password');
});

test('a device that the owner takes away takes its level from the sessions of its person (A6)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const removal = { UserName: user.name, SerialNumber: user.device.serialNumber };
  data(await owner.client.action('DeactivateMFADevice', removal));
  const left = await user.client.get<Session>('/api/session');
  if (left.status === 200) expect(left.body.data.level).toBe('password');
  else expectRefusal(left, 401, 'NOT_SIGNED_IN');
  expect(await levelOf(owner.client)).toBe('mfa');
});
