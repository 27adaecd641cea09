import { afterAll, expect, test } from 'vitest';
import { Authenticator, type GetTweaks } from '../support/authenticator.ts';
import { Client } from '../support/client.ts';
import type { Session, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  createUserWithInitialPassword,
  enrolKey,
  listDevices,
  newPassword,
  setUpOwner,
  signIn,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

/** Submissions that one flow takes, right or wrong. */
const LIMIT = 20;

test('a flow takes twenty codes, then it has ended, even for the right one (B1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const unknown = { serialNumber: `${user.device.serialNumber}x`, code: '123456' };
  for (let round = 0; round < LIMIT; round += 1) {
    expectRefusal(await client.post('/api/sign-in/code', unknown), 401, 'SECOND_FACTOR_REFUSED');
  }
  expectRefusal(await submitCode(client.copy(), user.device), 401, 'FLOW_ENDED');
  expectRefusal(await client.post('/api/sign-in/code', unknown), 401, 'FLOW_ENDED');
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  await signIn(gateway, user);
});

test('the twentieth submission of a flow still counts: the control', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const unknown = { serialNumber: `${user.device.serialNumber}x`, code: '123456' };
  for (let round = 1; round < LIMIT; round += 1) await client.post('/api/sign-in/code', unknown);
  expect(data(await submitCode(client, user.device))).toEqual({ next: 'signed-in' });
});

test('forty submissions of one flow at once are looked at twenty times at most (B15)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const unknown = { serialNumber: `${user.device.serialNumber}x`, code: '123456' };
  const answers = await Promise.all(
    Array.from({ length: 2 * LIMIT }, () => client.copy().post('/api/sign-in/code', unknown)),
  );
  const codes = answers.map(answer => answer.body.error.code).sort();
  expect(codes).toEqual([
    ...Array.from({ length: LIMIT }, () => 'FLOW_ENDED'),
    ...Array.from({ length: LIMIT }, () => 'SECOND_FACTOR_REFUSED'),
  ]);
});

test('a flow takes twenty new passwords, then it has ended (3.5)', async () => {
  const userName = 'undecided';
  const password = await createUserWithInitialPassword(owner, userName);
  const client = new Client(gateway);
  data(await client.post<Step>('/api/sign-in/password', { as: 'user', userName, password }));
  for (let round = 0; round < LIMIT; round += 1) {
    const answer = await client.post('/api/sign-in/new-password', { newPassword: 'short' });
    expectRefusal(answer, 400, 'PASSWORD_UNACCEPTABLE');
  }
  const late = await client.post('/api/sign-in/new-password', { newPassword: newPassword() });
  expectRefusal(late, 401, 'FLOW_ENDED');
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

test('120 noise assertions over eight flows do not take a key from its owner (B1, 3.12)', async () => {
  const person = await createUser(gateway, owner);
  const key = new Authenticator({ synced: true, counting: false });
  const serialNumber = await enrolKey(person.client, key, origin);
  const ask = async (client: Client) =>
    data(
      await client.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/key/options', { serialNumber }),
    );
  const noise: GetTweaks[] = [
    { signature: 'random-der' },
    { signature: 'garbage' },
    { rpId: 'evil.example' },
  ];
  for (let flow = 0; flow < 8; flow += 1) {
    const { client } = await beginSignIn(gateway, person);
    for (let round = 0; round < 15; round += 1) {
      const credential = key.get(await ask(client), origin, noise[round % noise.length]);
      expectRefusal(await client.post('/api/sign-in/key', { credential }), 401, 'SECOND_FACTOR_REFUSED');
    }
  }

  const { client } = await beginSignIn(gateway, person);
  const honest = key.get(await ask(client), origin);
  expect(data(await client.post<Step>('/api/sign-in/key', { credential: honest }))).toEqual({
    next: 'signed-in',
  });
  expect(await listDevices(client)).toMatchObject([{ SerialNumber: serialNumber, Status: 'Active' }]);

  const passkey = new Client(gateway);
  const options = data(
    await passkey.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options'),
  );
  const credential = key.get(options, origin);
  expect(data(await passkey.post<Step>('/api/sign-in/passkey', { credential }))).toEqual({
    next: 'signed-in',
  });
  expect(data(await passkey.get<Session>('/api/session'))).toMatchObject({ level: 'mfa' });
});
