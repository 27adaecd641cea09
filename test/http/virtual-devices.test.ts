import { afterAll, expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import type { VirtualMFADevice } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { currentStep, roomInStep } from '../support/oathtool.ts';
import {
  createUserWithDevice,
  createVirtual,
  enable,
  listDevices,
  setUpOwner,
  signIn,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import type { TokenDevice } from '../support/token-device.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const user = await createUserWithDevice(gateway, owner);

async function enableWith(client: Client, device: TokenDevice, first: number, second: number) {
  return client.action('EnableMFADevice', {
    SerialNumber: device.serialNumber,
    AuthenticationCode1: await device.codeAt(first),
    AuthenticationCode2: await device.codeAt(second),
  });
}

test('a seed has at least 160 bits, is new each time and is shown once (B10, F16, RFC 4226 R6)', async () => {
  const seeds = new Set<string>();
  for (let device = 0; device < 5; device += 1) {
    const name = `seed-${device}`;
    const answer = await user.client.action<{ VirtualMFADevice: VirtualMFADevice }>(
      'CreateVirtualMFADevice',
      {
        VirtualMFADeviceName: name,
      },
    );
    const { SerialNumber, Base32StringSeed, OtpauthUri } = data(answer).VirtualMFADevice;
    expect(SerialNumber).toMatch(new RegExp(`^arn:aws:iam::\\d{12}:mfa/${name}$`));
    expect(Base32StringSeed).toMatch(/^[A-Z2-7]{32,}$/);
    const uri = new URL(OtpauthUri);
    expect(uri.protocol + uri.host).toBe('otpauth:totp');
    expect(uri.searchParams.get('secret')).toBe(Base32StringSeed);
    expect(answer.headers['cache-control']).toContain('no-store');
    seeds.add(Base32StringSeed);
    const list = await user.client.action('ListVirtualMFADevices', { AssignmentStatus: 'Any' });
    expect(list.text).toContain(SerialNumber);
    expect(list.text).not.toContain(Base32StringSeed);
    data(await user.client.action('DeleteVirtualMFADevice', { SerialNumber }));
  }
  expect(seeds.size).toBe(5);
});

test('two consecutive codes in order enable a device, and then it is listed', async () => {
  const device = await createVirtual(user.client, 'Phone');
  expect((await listDevices(user.client)).map(({ SerialNumber }) => SerialNumber)).not.toContain(
    device.serialNumber,
  );
  data(await enable(user.client, device));
  expect(await listDevices(user.client)).toContainEqual(
    expect.objectContaining({
      SerialNumber: device.serialNumber,
      DeviceName: 'Phone',
      Kind: 'virtual',
      Status: 'Active',
    }),
  );
  await signIn(gateway, { ...user, device });
});

test.each<[string, number, number]>([
  ['equal', 0, 0],
  ['reversed', 1, 0],
  ['one step apart too many', 0, 2],
  ['beyond the search window ahead', 130, 131],
  ['beyond the search window behind', -131, -130],
])('a pair of codes that is %s is refused and enables nothing (3.2, 3.4)', async (_, first, second) => {
  const device = await createVirtual(user.client);
  const before = await listDevices(user.client);
  const now = currentStep();
  const answer = await enableWith(user.client, device, now + first, now + second);
  expectRefusal(answer, 403, 'INVALID_AUTHENTICATION_CODE');
  expect(await listDevices(user.client)).toEqual(before);
  data(await user.client.action('DeleteVirtualMFADevice', { SerialNumber: device.serialNumber }));
});

test.each([
  -100, 100,
])('a device whose clock is %i steps off is enabled and then followed (RFC 6238 6)', async offset => {
  const person = await createUserWithDevice(gateway, owner);
  const device = await createVirtual(person.client);
  await roomInStep();
  const step = currentStep() + offset;
  data(await enableWith(person.client, device, step, step + 1));
  device.accepted(step + 1);
  await signIn(gateway, { ...person, device });
});

test("another device's codes enable nothing", async () => {
  const device = await createVirtual(user.client);
  const other = await createVirtual(user.client);
  const now = currentStep();
  const answer = await user.client.action('EnableMFADevice', {
    SerialNumber: device.serialNumber,
    AuthenticationCode1: await other.codeAt(now),
    AuthenticationCode2: await other.codeAt(now + 1),
  });
  expectRefusal(answer, 403, 'INVALID_AUTHENTICATION_CODE');
  for (const { serialNumber } of [device, other]) {
    data(await user.client.action('DeleteVirtualMFADevice', { SerialNumber: serialNumber }));
  }
});

test('a code that was used does not help to enable the device again (3.4)', async () => {
  const person = await createUserWithDevice(gateway, owner);
  const device = await createVirtual(person.client);
  await roomInStep();
  const now = currentStep();
  data(await enableWith(person.client, device, now, now + 1));
  data(await person.client.action('DeactivateMFADevice', { SerialNumber: device.serialNumber }));
  for (const first of [now, now + 1]) {
    const used = await enableWith(person.client, device, first, first + 1);
    expectRefusal(used, 403, 'INVALID_AUTHENTICATION_CODE');
  }
  data(await enableWith(person.client, device, now + 2, now + 3));
});

test('one pair sent ten times at once enables one device, and each exact repeat is the same success (B5)', async () => {
  const person = await createUserWithDevice(gateway, owner);
  const device = await createVirtual(person.client);
  const now = currentStep();
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => enableWith(person.client, device, now, now + 1)),
  );
  for (const answer of answers) data(answer);
  expect(await listDevices(person.client)).toHaveLength(2);
  data(await enableWith(person.client, device, now, now + 1));
  expectRefusal(await enableWith(person.client, device, now + 1, now + 2), 409, 'ENTITY_ALREADY_EXISTS');
});

test('a device is renamed, deactivated and only then deleted (S1-22)', async () => {
  const person = await createUserWithDevice(gateway, owner);
  const device = await createVirtual(person.client);
  data(await enable(person.client, device));
  const SerialNumber = device.serialNumber;
  const act = (name: string, input: object) => person.client.action(name, { SerialNumber, ...input });
  data(await act('RenameMFADevice', { DeviceName: 'Das alte Telefon ☎' }));
  expect((await listDevices(person.client)).map(({ DeviceName }) => DeviceName)).toContain(
    'Das alte Telefon ☎',
  );
  expectRefusal(await act('DeleteVirtualMFADevice', {}), 409, 'DELETE_CONFLICT');
  data(await act('DeactivateMFADevice', {}));
  expect(await listDevices(person.client)).toHaveLength(1);
  data(await act('DeleteVirtualMFADevice', {}));
  expectRefusal(await act('DeleteVirtualMFADevice', {}), 404, 'NO_SUCH_ENTITY');
});

test('a deactivated device no longer signs in (ASVS 6.5.6)', async () => {
  const person = await createUserWithDevice(gateway, owner);
  const device = await createVirtual(person.client);
  data(await enable(person.client, device));
  data(await person.client.action('DeactivateMFADevice', { SerialNumber: device.serialNumber }));
  await expect(signIn(gateway, { ...person, device })).rejects.toThrow('SECOND_FACTOR_REFUSED');
});

test('a name is taken once in the account', async () => {
  const person = await createUserWithDevice(gateway, owner);
  await createVirtual(person.client, 'taken-name');
  const again = { VirtualMFADeviceName: 'taken-name' };
  expectRefusal(await person.client.action('CreateVirtualMFADevice', again), 409, 'ENTITY_ALREADY_EXISTS');
});
