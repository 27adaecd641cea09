import { afterAll, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import type { Answer } from '../support/client.ts';
import type { Account, Session } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginRegistration,
  beginSignIn,
  createUser,
  createUserWithDevice,
  createVirtual,
  enable,
  enrolKey,
  enrolVirtual,
  listDevices,
  setUpOwner,
  signIn,
  stepUp,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

test('a person has up to eight devices of any mix, and a ninth of either kind is refused (S1-20)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  for (let more = 0; more < 3; more += 1) await enrolVirtual(user.client);
  for (const synced of [false, false, true, true])
    await enrolKey(user.client, new Authenticator({ synced }), origin);
  const devices = await listDevices(user.client);
  expect(devices.map(({ Kind }) => Kind).sort()).toEqual([
    ...Array(4).fill('fido'),
    ...Array(4).fill('virtual'),
  ]);

  const begun = await user.client.action<{ Options: PublicKeyCredentialCreationOptionsJSON }>(
    'BeginFIDORegistration',
  );
  if (begun.status === 200) {
    const Credential = new Authenticator().create(begun.body.data.Options, origin);
    const finish = await user.client.action('FinishFIDORegistration', { DeviceName: 'Ninth', Credential });
    expectRefusal(finish, 409, 'LIMIT_EXCEEDED');
  } else {
    expectRefusal(begun, 409, 'LIMIT_EXCEEDED');
  }
  const created = await user.client.action('CreateVirtualMFADevice', { VirtualMFADeviceName: 'ninth' });
  if (created.status === 200) {
    data(
      await user.client.action('DeleteVirtualMFADevice', {
        SerialNumber: (created.body.data as { VirtualMFADevice: { SerialNumber: string } }).VirtualMFADevice
          .SerialNumber,
      }),
    );
    expectRefusal(await enable(user.client, await createVirtual(user.client)), 409, 'LIMIT_EXCEEDED');
  } else {
    expectRefusal(created, 409, 'LIMIT_EXCEEDED');
  }
  expect(await listDevices(user.client)).toEqual(devices);
});

test('with seven devices, twenty enrolments at once add exactly one (ASVS 2.3.4, 3.10)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  for (let more = 0; more < 6; more += 1) await enrolVirtual(user.client);
  const enrolments: (() => Promise<Answer>)[] = [];
  for (let candidate = 0; candidate < 15; candidate += 1) {
    const device = await createVirtual(user.client);
    enrolments.push(() => enable(user.client, device));
  }
  for (let candidate = 0; candidate < 5; candidate += 1) {
    const client = await signIn(gateway, user);
    const Credential = new Authenticator().create(await beginRegistration(client), origin);
    enrolments.push(() => client.action('FinishFIDORegistration', { DeviceName: 'Key', Credential }));
  }
  const answers = await Promise.all(enrolments.map(enrol => enrol()));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200))
    expectRefusal(answer, 409, 'LIMIT_EXCEEDED');
  expect(await listDevices(user.client)).toHaveLength(8);
});

test('the account can allow fewer', async () => {
  const user = await createUserWithDevice(gateway, owner);
  data(await owner.client.action<Account>('UpdateAccount', { MFADevicesPerUser: 2 }));
  await enrolKey(user.client, new Authenticator(), origin);
  const third = await user.client.action('BeginFIDORegistration');
  const refused =
    third.status === 200
      ? await user.client.action('FinishFIDORegistration', {
          DeviceName: 'Third',
          Credential: new Authenticator().create(
            (third.body.data as { Options: PublicKeyCredentialCreationOptionsJSON }).Options,
            origin,
          ),
        })
      : third;
  expectRefusal(refused, 409, 'LIMIT_EXCEEDED');
  data(await owner.client.action<Account>('UpdateAccount', { MFADevicesPerUser: 8 }));
  for (const MFADevicesPerUser of [0, 9, 1.5]) {
    expectRefusal(await owner.client.action('UpdateAccount', { MFADevicesPerUser }), 400, 'VALIDATION_ERROR');
  }
});

test.each<[number, string]>([
  [1, 'comes after the old one is deactivated, and is refused before'],
  [8, 'may come before the old one goes'],
])('where %i may be had, the new one %s (S2-73, S2-74, X-01)', async MFADevicesPerUser => {
  const user = await createUserWithDevice(gateway, owner);
  const replacement = await createVirtual(user.client);
  data(await owner.client.action<Account>('UpdateAccount', { MFADevicesPerUser }));
  const deactivate = { SerialNumber: user.device.serialNumber };
  if (MFADevicesPerUser === 1) {
    expectRefusal(await enable(user.client, replacement), 409, 'LIMIT_EXCEEDED');
    data(await user.client.action('DeactivateMFADevice', deactivate));
    data(await enable(user.client, replacement));
  } else {
    data(await enable(user.client, replacement));
    data(await user.client.action('DeactivateMFADevice', deactivate));
  }
  expect(await listDevices(user.client)).toMatchObject([{ SerialNumber: replacement.serialNumber }]);
  // The old one is out, the new one signs in.
  const { client } = await beginSignIn(gateway, user);
  expectRefusal(await submitCode(client, user.device), 401, 'SECOND_FACTOR_REFUSED');
  await signIn(gateway, { ...user, device: replacement });
  data(await owner.client.action<Account>('UpdateAccount', { MFADevicesPerUser: 8 }));
});

test('where MFA is required the last device stays, even when two go at once (ASVS 6.3.3, 15.4.2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const second = await enrolVirtual(user.client);
  data(await owner.client.action<Account>('UpdateAccount', { RequireMfa: 'required' }));
  const answers = await Promise.all(
    [user.device, second].map(({ serialNumber }) =>
      user.client.action('DeactivateMFADevice', { SerialNumber: serialNumber }),
    ),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  const left = await listDevices(user.client);
  expect(left).toHaveLength(1);
  const last = await user.client.action('DeactivateMFADevice', { SerialNumber: left[0]?.SerialNumber });
  expectRefusal(last, 409, 'LAST_DEVICE');
  data(await owner.client.action<Account>('UpdateAccount', { RequireMfa: 'optional' }));
  data(await user.client.action('DeactivateMFADevice', { SerialNumber: left[0]?.SerialNumber }));
  expect(await listDevices(user.client)).toEqual([]);
});

test('where MFA is required, a person without a device reaches enrolment and nothing else (A9)', async () => {
  const user = await createUser(gateway, owner);
  data(await owner.client.action<Account>('UpdateAccount', { RequireMfa: 'required' }));
  const { client } = await beginSignIn(gateway, user);
  expect(data(await client.get<Session>('/api/session'))).toMatchObject({ level: 'password', must: 'enrol' });
  const change = { OldPassword: user.password, NewPassword: `${user.password}!` };
  for (const [name, input] of Object.entries({
    ChangePassword: change,
    ListSessions: {},
    GetUser: {},
    ListUsers: {},
  })) {
    const answer = await client.action(name, input);
    expectRefusal(
      answer,
      403,
      name === 'ListUsers' ? ['ENROLMENT_REQUIRED', 'ACCESS_DENIED'] : 'ENROLMENT_REQUIRED',
    );
  }
  const device = await enrolVirtual(client);
  if (data(await client.get<Session>('/api/session')).level !== 'mfa') await stepUp(client, device);
  expect(data(await client.get<Session>('/api/session'))).toMatchObject({ level: 'mfa', must: null });
  await signIn(gateway, { ...user, device });
  data(await owner.client.action<Account>('UpdateAccount', { RequireMfa: 'optional' }));
});
