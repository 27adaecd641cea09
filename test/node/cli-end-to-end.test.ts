import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { API_KEY, apiClient } from '../support/api-client.ts';
import { data } from '../support/envelope.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import { code, currentStep } from '../support/oathtool.ts';
import {
  createAdministrator,
  createUser,
  createUserWithDevice,
  type PersonWithDevice,
  setUpOwner,
  signIn,
} from '../support/people.ts';

let gateway: Gateway;
let owner: PersonWithDevice;
let user: PersonWithDevice;
let administrator: ReturnType<typeof apiClient>;

/** Two people: one whose device is out of step, and one who has a key and may help. */
beforeAll(async () => {
  gateway = await startGateway({ runtime: 'node' });
  owner = await setUpOwner(gateway);
  user = await createUserWithDevice(gateway, owner);
  const helper = await createAdministrator(gateway, owner);
  const made = await helper.client.action<{ APIKey: { Secret: string } }>('CreateAPIKey', {
    Name: 'scripts',
  });
  administrator = apiClient(gateway.address, data(made).APIKey.Secret);
});
afterAll(async () => {
  administrator.remove();
  await gateway.stop();
});

test('S0-72 S3-38 I-08 an administrator resynchronises a device that runs ten minutes ahead', async () => {
  const { serialNumber, secret } = user.device;
  const ahead = currentStep() + 20;
  const resync = async (first: number, second: number) =>
    administrator.run([
      ...['resync-mfa-device', '--user-name', user.name, '--serial-number', serialNumber],
      ...['--authentication-code1', await code(secret, first)],
      ...['--authentication-code2', await code(secret, second)],
    ]);
  expect(await resync(ahead + 1, ahead)).toMatchObject({
    status: 254,
    output: '',
    errors: expect.stringContaining(
      '(INVALID_AUTHENTICATION_CODE) when calling the ResyncMFADevice operation: ',
    ),
  });
  expect(await resync(ahead, ahead + 1)).toEqual({ status: 0, output: '', errors: '' });
});

test('S0-77, S3-13 codes that are too old are refused, and malformed ones change nothing', async () => {
  const { serialNumber, secret } = user.device;
  const old = currentStep() - 4000;
  const words = ['resync-mfa-device', '--user-name', user.name, '--serial-number', serialNumber];
  const codes = (first: string, second: string) => [
    ...['--authentication-code1', first, '--authentication-code2', second],
  ];
  const late = await administrator.run([
    ...words,
    ...codes(await code(secret, old), await code(secret, old + 1)),
  ]);
  expect(late).toMatchObject({
    status: 254,
    errors: expect.stringContaining('(INVALID_AUTHENTICATION_CODE)'),
  });
  expect(await administrator.run([...words, ...codes('12345', '1234567')])).toMatchObject({ status: 252 });
});

test('S3-40 a serial number of another account is refused', async () => {
  const serialNumber = user.device.serialNumber.replace(/\d{12}/, '000000000001');
  expect(serialNumber).not.toBe(user.device.serialNumber);
  const { status, errors } = await administrator.run([
    ...['resync-mfa-device', '--user-name', user.name, '--serial-number', serialNumber],
    ...['--authentication-code1', '123456', '--authentication-code2', '987654'],
  ]);
  expect(status).toBe(254);
  expect(errors).toMatch(/\(NO_SUCH_ENTITY\)/);
});

test('S3-26 lists of the gateway are followed over their pages and picked from', async () => {
  const words = ['list-users', '--page-size', '1', '--query', 'Users[].UserName', '--output', 'json'];
  const { output, errors, status } = await administrator.run(words);
  expect(status, errors).toBe(0);
  expect(JSON.parse(output)).toContain(user.name);
  expect(JSON.parse(output)).toHaveLength(2);
});

test('a token inventory is imported, line by line', async () => {
  const path = join(administrator.home, 'tokens.csv');
  const secret = '3132333435363738393031323334353637383930';
  writeFileSync(path, `TOKEN000001,${secret}\nTOKEN000002,${secret}\nTOKEN000003,00\n`);
  const { output, errors, status } = await administrator.run(['import-hardware-mfa-devices', '--file', path]);
  expect(status, errors).toBe(254);
  expect(JSON.parse(output)).toMatchObject({ Imported: 2, Skipped: 0, Refused: 1, Complete: true });
  expect(errors).toMatch(/^line 3.*: .{8,}/m);
  const listed = await administrator.run(['list-hardware-mfa-devices', '--assignment-status', 'Unassigned']);
  expect(JSON.parse(listed.output).HardwareMFADevices).toHaveLength(2);
});

test('S2-09, S2-12 a token of the inventory is assigned to a user, and signs in', async () => {
  const person = await createUser(gateway, owner);
  const token = newToken();
  data(await upload(owner.client, csvOf([token])));
  const { AuthenticationCode1, AuthenticationCode2 } = await token.pairAt(token.now());
  const done = await administrator.run([
    ...['enable-mfa-device', '--user-name', person.name, '--serial-number', token.serialNumber],
    ...['--authentication-code1', AuthenticationCode1, '--authentication-code2', AuthenticationCode2],
  ]);
  expect(done).toEqual({ status: 0, output: '', errors: '' });
  token.accepted(token.now() + 1);
  await signIn(gateway, { ...person, device: token });
});

test('what the console alone may do is refused, and so is everything to another key', async () => {
  const refused = await administrator.run(['create-api-key', '--name', 'more']);
  expect(refused).toMatchObject({ status: 254, errors: expect.stringContaining('(ACCESS_DENIED)') });
  const other = await administrator.run(['list-users'], '', { SALLYPORT_API_KEY: API_KEY });
  expect(other).toMatchObject({ status: 254, errors: expect.stringContaining('(NOT_SIGNED_IN)') });
  const none = await administrator.run(['list-users', '--no-sign-request']);
  expect(none).toMatchObject({ status: 254, errors: expect.stringContaining('(NOT_SIGNED_IN)') });
});

test('S0-80 a user without any rights over others resynchronises his own device', async () => {
  const { client, device } = await createUserWithDevice(gateway, owner);
  const made = await client.action<{ APIKey: { Secret: string } }>('CreateAPIKey', { Name: 'resync' });
  const own = apiClient(gateway.address, data(made).APIKey.Secret);
  const ahead = currentStep() + 20;
  const done = await own.run([
    ...['resync-mfa-device', '--serial-number', device.serialNumber],
    ...['--authentication-code1', await code(device.secret, ahead)],
    ...['--authentication-code2', await code(device.secret, ahead + 1)],
  ]);
  own.remove();
  expect(done).toEqual({ status: 0, output: '', errors: '' });
});
