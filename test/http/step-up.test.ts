import { afterAll, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { Client } from '../support/client.ts';
import type { Session, SignInDevice } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  enrolKey,
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

type StepUp = { with: 'password' } | { with: 'mfa'; devices: SignInDevice[] };

test('a new proof renews the cookie, and the old one is dead (ASVS 7.2.4)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client, device } = user;
  const old = client.copy();
  const before = data(await client.get<Session>('/api/session'));
  const answer = await device.spend(code =>
    client.post<Session>('/api/session/step-up/code', { serialNumber: device.serialNumber, code }),
  );
  expect(data(answer).level).toBe('mfa');
  expect(Date.parse(data(answer).provedAt)).toBeGreaterThanOrEqual(Date.parse(before.provedAt));
  expect(client.cookies.get('sallyport')).not.toBe(old.cookies.get('sallyport'));
  expectRefusal(await old.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expect(data(await client.get<Session>('/api/session')).signedInAt).toBe(before.signedInAt);
});

test('someone without a device proves with the password, and a wrong one proves nothing', async () => {
  const { client, password } = await createUser(gateway, owner);
  expect(data(await client.get<StepUp>('/api/session/step-up'))).toEqual({ with: 'password' });
  const wrong = await client.post('/api/session/step-up/password', { password: newPassword() });
  expect([401, 403], wrong.text).toContain(wrong.status);
  const right = await client.post<Session>('/api/session/step-up/password', { password });
  expect(data(right).level).toBe('password');
});

test('the ways to prove are the devices that the person has (A10)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const serialNumber = await enrolKey(user.client, new Authenticator(), origin);
  const ways = data(await user.client.get<StepUp>('/api/session/step-up'));
  expect(ways).toMatchObject({ with: 'mfa' });
  const serials = ways.with === 'mfa' ? ways.devices.map(device => device.serialNumber) : [];
  expect(serials.sort()).toEqual([serialNumber, user.device.serialNumber].sort());
});

test('a code that signed in does not step up, and one that stepped up does not sign in (B4, B13)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { device } = user;
  const { serialNumber } = device;
  const first = await device.next();
  const client = await signIn(gateway, user);
  const reused = await client.post('/api/session/step-up/code', { serialNumber, code: first });
  expectRefusal(reused, 401, 'SECOND_FACTOR_REFUSED');
  const second = await device.next();
  data(await device.spend(code => client.post('/api/session/step-up/code', { serialNumber, code })));
  const flow = await beginSignIn(gateway, user);
  const replay = await flow.client.post('/api/sign-in/code', { serialNumber, code: second });
  expectRefusal(replay, 401, 'SECOND_FACTOR_REFUSED');
  data(await submitCode(flow.client, device));
});

test('a key steps up once for each challenge, and only with its own challenge (R2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const key = new Authenticator();
  const serialNumber = await enrolKey(user.client, key, origin);
  const ask = async (client: Client, path: string) =>
    data(await client.post<PublicKeyCredentialRequestOptionsJSON>(path, { serialNumber }));

  const credential = key.get(await ask(user.client, '/api/session/step-up/key/options'), origin);
  expect(data(await user.client.post<Session>('/api/session/step-up/key', { credential })).level).toBe('mfa');
  const again = await user.client.post('/api/session/step-up/key', { credential });
  expectRefusal(again, 401, 'SECOND_FACTOR_REFUSED');

  const flow = await beginSignIn(gateway, user);
  const forSignIn = key.get(await ask(flow.client, '/api/sign-in/key/options'), origin);
  await ask(user.client, '/api/session/step-up/key/options');
  const crossed = await user.client.post('/api/session/step-up/key', { credential: forSignIn });
  expectRefusal(crossed, 401, 'SECOND_FACTOR_REFUSED');
  const forStepUp = key.get(await ask(user.client, '/api/session/step-up/key/options'), origin);
  await ask(flow.client, '/api/sign-in/key/options');
  const back = await flow.client.post('/api/sign-in/key', { credential: forStepUp });
  expectRefusal(back, 401, 'SECOND_FACTOR_REFUSED');
});

test('nobody steps up without a session', async () => {
  const client = new Client(gateway);
  expectRefusal(await client.get('/api/session/step-up'), 401, 'NOT_SIGNED_IN');
  for (const [path, body] of [
    ['password', { password: 'x' }],
    ['code', { serialNumber: owner.device.serialNumber, code: '123456' }],
    ['key/options', { serialNumber: owner.device.serialNumber }],
  ] as const) {
    expectRefusal(await client.post(`/api/session/step-up/${path}`, body), 401, 'NOT_SIGNED_IN');
  }
});
