import { afterAll, describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { Client } from '../support/client.ts';
import type { Session } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  createVirtual,
  enrolKey,
  enrolVirtual,
  listDevices,
  newPassword,
  setUpOwner,
  signIn,
  withVirtualDevice,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

describe("another user's device stays what it was (C7)", async () => {
  const victim = await createUserWithDevice(gateway, owner);
  const keySerial = await enrolKey(victim.client, new Authenticator(), origin, 'Key of the victim');
  const unassigned = await createVirtual(victim.client);
  const thief = await createUserWithDevice(gateway, owner);
  const attempts: [string, object][] = [];
  for (const SerialNumber of [victim.device.serialNumber, keySerial, unassigned.serialNumber]) {
    for (const UserName of [undefined, victim.name]) {
      const named = { SerialNumber, ...(UserName === undefined ? {} : { UserName }) };
      const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
      attempts.push(['DeactivateMFADevice', named], ['UnlockMFADevice', named]);
      attempts.push(['EnableMFADevice', { ...named, ...codes }]);
    }
    attempts.push(
      ['RenameMFADevice', { SerialNumber, DeviceName: 'mine' }],
      ['DeleteVirtualMFADevice', { SerialNumber }],
    );
  }

  test.each(attempts)('%s %j', async (name, input) => {
    const before = await listDevices(victim.client);
    const answer = await thief.client.action(name, input);
    expect([403, 404, 409, 400], answer.text).toContain(answer.status);
    expectRefusal(answer, answer.status, [
      'ACCESS_DENIED',
      'NO_SUCH_ENTITY',
      'DELETE_CONFLICT',
      'INVALID_INPUT',
      'INVALID_AUTHENTICATION_CODE',
    ]);
    expect(await listDevices(victim.client)).toEqual(before);
  });

  test('and is seen by nobody but its owner and the owner of the account', async () => {
    expectRefusal(
      await thief.client.action('ListMFADevices', { UserName: victim.name }),
      403,
      'ACCESS_DENIED',
    );
    const virtual = await thief.client.action('ListVirtualMFADevices', { AssignmentStatus: 'Any' });
    expect(virtual.text).not.toContain(victim.device.serialNumber);
    expect(virtual.text).not.toContain(unassigned.serialNumber);
    data(await owner.client.action('ListMFADevices', { UserName: victim.name }));
    await signIn(gateway, victim);
  });
});

describe('a session at level password of a person who has a device cannot (A6, A7)', async () => {
  const user = await createUser(gateway, owner);
  const older = [await beginSignIn(gateway, user), await beginSignIn(gateway, user)];
  // The session that assigns the first device and skips the check is the only weak one that is left.
  const weak = user.client;
  const device = await enrolVirtual(weak);
  const spare = await createUser(gateway, owner);
  const SerialNumber = device.serialNumber;

  test('be one from before the first device: those ended when it was assigned', async () => {
    for (const { client } of older) expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  });

  test('forget that it must prove itself', async () => {
    expect(data(await weak.get<Session>('/api/session'))).toMatchObject({
      level: 'password',
      must: 'step-up',
    });
    expect(data(await weak.get('/api/session/step-up'))).toMatchObject({ with: 'mfa' });
  });

  test.each<[string, object]>([
    ['CreateVirtualMFADevice', { VirtualMFADeviceName: 'evil' }],
    ['EnableMFADevice', { SerialNumber, AuthenticationCode1: '123456', AuthenticationCode2: '654321' }],
    ['BeginFIDORegistration', {}],
    [
      'FinishFIDORegistration',
      {
        DeviceName: 'evil',
        Credential: new Authenticator().create(
          {
            challenge: 'AAAA',
            rp: { id: 'localhost', name: 'x' },
            user: { id: 'AAAA', name: 'x', displayName: 'x' },
            pubKeyCredParams: [],
          },
          origin,
        ),
      },
    ],
    ['RenameMFADevice', { SerialNumber, DeviceName: 'evil' }],
    ['DeactivateMFADevice', { SerialNumber }],
    ['DeleteVirtualMFADevice', { SerialNumber }],
    ['UnlockMFADevice', { SerialNumber }],
    ['ChangePassword', { OldPassword: user.password, NewPassword: newPassword() }],
  ])('%s', async (name, input) => {
    expectRefusal(await weak.action(name, input), 403, 'STEP_UP_REQUIRED');
  });

  test('step up with the password alone (A11)', async () => {
    const answer = await weak.post('/api/session/step-up/password', { password: user.password });
    expect([400, 401, 403], answer.text).toContain(answer.status);
    expect(answer.body.success).toBe(false);
    expect(data(await weak.get<Session>('/api/session')).level).toBe('password');
  });

  test("step up with another person's device", async () => {
    const foreign = await enrolVirtual(spare.client);
    const guess = { serialNumber: foreign.serialNumber, code: await foreign.next() };
    expectRefusal(await weak.post('/api/session/step-up/code', guess), 401, 'SECOND_FACTOR_REFUSED');
    expect(data(await weak.get<Session>('/api/session')).level).toBe('password');
  });

  test('change a single device by all that', async () => {
    const { client } = await beginSignIn(gateway, user);
    data(await device.spend(code => client.post('/api/sign-in/code', { serialNumber: SerialNumber, code })));
    expect(await listDevices(client)).toMatchObject([{ SerialNumber, Kind: 'virtual', Status: 'Active' }]);
  });
});

test('a flow that waits for the second factor is no session, under any name (A1, A2, A3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const values = [...client.cookies.values()];
  expect(values.length).toBeGreaterThan(0);
  for (const value of values) {
    for (const headers of [
      { cookie: client.cookieHeader() },
      { cookie: `sallyport=${value}` },
      { cookie: `__Host-sallyport=${value}` },
      { authorization: `Bearer ${value}` },
      { authorization: `Basic ${Buffer.from(`${user.name}:${user.password}`).toString('base64')}` },
      { 'x-api-key': value },
    ]) {
      const thief = new Client(gateway);
      expectRefusal(await thief.get('/api/session', headers), 401, 'NOT_SIGNED_IN');
      expectRefusal(await thief.get(`/api/session?token=${value}`, headers), 401, 'NOT_SIGNED_IN');
      expectRefusal(await thief.post('/api/actions/ListMFADevices', {}, headers), 401, 'NOT_SIGNED_IN');
    }
  }
});

test('a first key ends the older sessions at level password as well, a refused one ends none (A6)', async () => {
  const user = await createUser(gateway, owner);
  const { client: older } = await beginSignIn(gateway, user);
  const device = await createVirtual(user.client);
  const [first = '', second = ''] = await device.wrongCodes(2);
  const wrong = {
    SerialNumber: device.serialNumber,
    AuthenticationCode1: first,
    AuthenticationCode2: second,
  };
  const refused = await user.client.action('EnableMFADevice', wrong);
  expectRefusal(refused, refused.status, 'INVALID_AUTHENTICATION_CODE');
  data(await older.get('/api/session'));
  await enrolKey(user.client, new Authenticator(), origin);
  expectRefusal(await older.get('/api/session'), 401, 'NOT_SIGNED_IN');
  data(await user.client.get('/api/session'));
});

test('every mix of devices leaves the password alone at the first door (A10)', async () => {
  const mixes = [['virtual'], ['fido'], ['synced'], ['virtual', 'fido', 'synced']];
  for (const mix of mixes) {
    const user = await createUser(gateway, owner);
    for (const kind of mix) {
      if (kind === 'virtual') await withVirtualDevice(user);
      else await enrolKey(user.client, new Authenticator({ synced: kind === 'synced' }), origin);
    }
    const { client, step } = await beginSignIn(gateway, user);
    expect(step.next).toBe('mfa');
    expect(step.devices).toHaveLength(mix.length);
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  }
});
