import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { bootstrap } from '../support/aws/bootstrap.ts';
import { type Connection, done, type Outcome } from '../support/aws/client.ts';
import { expectNoOutput, expectRefused } from '../support/aws/expectations.ts';
import { openSession } from '../support/aws/open-session.ts';
import { makePrivateCa } from '../support/aws/private-ca.ts';
import { startPrograms } from '../support/aws/programs.ts';
import { startProxy } from '../support/aws/proxy.ts';
import { AwsClient } from '../support/aws-client.ts';
import { startGateway } from '../support/gateway.ts';
import { createUser, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { TokenDevice } from '../support/token-device.ts';

const gateway = await startGateway({ runtime });
const ca = makePrivateCa();
const [http, https, programs] = await Promise.all([
  startProxy(gateway),
  startProxy(gateway, ca),
  startPrograms(),
]);
afterAll(async () => {
  await Promise.all([programs.stop(), http.stop(), https.stop(), gateway.stop()]);
  ca.remove();
});
const owner = await setUpOwner(gateway);

interface Device {
  SerialNumber: string;
  UserName: string;
  EnableDate: unknown;
}
const devicesIn = ({ output }: Outcome) => output.MFADevices as Device[];

const plays = programs.all.flatMap(program => [
  { program, proxy: http, title: `${program.name} over http` },
  { program, proxy: https, title: `${program.name} over TLS with a private CA` },
]);

describe.each(plays)('contract 10: a user with $title', ({ program, proxy }) => {
  let userName: string;
  let to: Connection;
  let session: Connection;
  let device: TokenDevice;
  let second: TokenDevice;

  const call = (operation: string, input = {}) => program.call(to, operation, input);
  const inSession = (operation: string, input = {}) => program.call(session, operation, input);
  const pair = async (of: TokenDevice, step: number) => ({
    UserName: userName,
    SerialNumber: of.serialNumber,
    ...(await of.pairAt(step)),
  });

  beforeAll(async () => {
    const user = await createUser(gateway, owner);
    userName = user.name;
    const credentials = await accessKeyOf(user);
    to = { endpoint: proxy.endpoint, credentials, ca: proxy === https ? ca.file : undefined };
  });

  test('7.2: makes a virtual device and gets a seed in Base32, without padding', async () => {
    device = await bootstrap(program, to, userName, 'Base32StringSeed');
    expect(device.serialNumber).toMatch(new RegExp(`^arn:aws:iam::\\d{12}:mfa/${userName}$`));
    expect(device.secret).toMatch(/^[A-Z2-7]{32}$/);
  });

  test('S2-12, S2-13: enables it with two codes that follow each other', async () => {
    const step = device.nextStep();
    const outcome = await call('EnableMFADevice', await pair(device, step));
    expectNoOutput(program, outcome);
    device.accepted(step + 1);
  });

  test('4.4: lists it', async () => {
    const [listed, ...others] = devicesIn(await call('ListMFADevices'));
    expect(others).toEqual([]);
    expect(listed).toMatchObject({ UserName: userName, SerialNumber: device.serialNumber });
    const enabled = new Date(String(listed?.EnableDate)).getTime();
    expect(Math.abs(enabled - Date.now())).toBeLessThan(120_000);
  });

  test('S0-77, 9.1: wrong codes end in the modelled error, asked for once', async () => {
    const [AuthenticationCode1, AuthenticationCode2] = await device.wrongCodes(2);
    proxy.counted();
    const wrong = { ...(await pair(device, 0)), AuthenticationCode1, AuthenticationCode2 };
    const outcome = await call('ResyncMFADevice', wrong);
    const sentence = 'Authentication code for device is not valid.';
    expectRefused(program, outcome, 'InvalidAuthenticationCode', sentence, 'modelled');
    expect(proxy.counted()).toBe(1);
    if (program.name === 'aws-cli') {
      expect(outcome.complained).toBe(
        `\nAn error occurred (InvalidAuthenticationCode) when calling the ResyncMFADevice operation: ${sentence}\n`,
      );
    }
  });

  test('S0-72, S0-78, S0-80, S3-38: brings it back in step, which says nothing; so does the exact repeat (7.3)', async () => {
    const step = device.now() + 20;
    const codes = await pair(device, step);
    expectNoOutput(program, await call('ResyncMFADevice', codes));
    expectNoOutput(program, await call('ResyncMFADevice', codes));
    device.accepted(step + 1);
  });

  test('5: a code gives a session once', async () => {
    const code = { SerialNumber: device.serialNumber, TokenCode: await device.next() };
    session = await openSession(program, to, code);
    device.accepted(device.nextStep());
    const again = await call('GetSessionToken', code);
    const sentence = /^MultiFactorAuthentication failed with invalid MFA one time pass code\. ?$/;
    expectRefused(program, again, 'AccessDenied', sentence);
  });

  test('7.4: the key alone leaves the device where it is', async () => {
    const outcome = await call('DeactivateMFADevice', {
      UserName: userName,
      SerialNumber: device.serialNumber,
    });
    const sentence =
      'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.';
    expectRefused(program, outcome, 'AccessDenied', sentence);
  });

  test('5: a session without a code calls GetCallerIdentity and no IAM', async () => {
    const weak = await openSession(program, to);
    const identity = done(await program.call(weak, 'GetCallerIdentity'));
    expect(identity.Arn).toMatch(new RegExp(`^arn:aws:iam::\\d{12}:user/${userName}$`));
    const refused = await program.call(weak, 'ListMFADevices');
    expectRefused(
      program,
      refused,
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    );
  });

  test('7.2: the picture of a second device scans, and its codes enable it in the session', async () => {
    second = await bootstrap(program, session, `${userName}-2`, 'QRCodePNG');
    const step = second.nextStep();
    expectNoOutput(program, await inSession('EnableMFADevice', await pair(second, step)));
    second.accepted(step + 1);
    expect(devicesIn(await inSession('ListMFADevices'))).toHaveLength(2);
  });

  test('4.9: labels the device, and takes a label away', async () => {
    const { serialNumber: SerialNumber } = device;
    const Tags = [
      { Key: 'team', Value: 'a/b = c+d' },
      { Key: 'where', Value: 'Zoë' },
    ];
    expectNoOutput(program, await inSession('TagMFADevice', { SerialNumber, Tags }));
    expect(done(await inSession('ListMFADeviceTags', { SerialNumber })).Tags).toEqual(Tags);
    expectNoOutput(program, await inSession('UntagMFADevice', { SerialNumber, TagKeys: ['team'] }));
    expect(done(await inSession('ListMFADeviceTags', { SerialNumber })).Tags).toEqual(Tags.slice(1));
  });

  test('9.2: a ninth device is over the limit; only the SDK for JavaScript asks again', async () => {
    await fillUpTo(8, session, userName);
    const ninth = await bootstrap(program, session, `${userName}-9`, 'Base32StringSeed');
    const codes = await pair(ninth, ninth.nextStep());
    proxy.counted();
    const outcome = await inSession('EnableMFADevice', codes);
    const sentence = 'Cannot exceed quota for MFADevicesPerUser: 8';
    expectRefused(program, outcome, 'LimitExceeded', sentence, 'modelled');
    expect(proxy.counted()).toBe(program.name === 'sdk-js' ? 3 : 1);
    expectNoOutput(program, await inSession('DeleteVirtualMFADevice', { SerialNumber: ninth.serialNumber }));
  });

  test('S3-24, 7.6: turns the pages, and stops at the end', async () => {
    proxy.counted();
    const devices = devicesIn(await program.pages(session, 'ListMFADevices', 3));
    expect(proxy.counted()).toBe(3);
    expect(new Set(devices.map(({ SerialNumber }) => SerialNumber)).size).toBe(8);
    const first = await inSession('ListMFADevices', { MaxItems: 2 });
    expect(devicesIn(first)).toHaveLength(2);
    expect(first.output[program.name === 'aws-cli' ? 'NextToken' : 'Marker']).toMatch(/./);
  });

  test('deactivates and deletes the second device; nobody deletes it twice', async () => {
    const { serialNumber: SerialNumber } = second;
    const inUse = await inSession('DeleteVirtualMFADevice', { SerialNumber });
    const sentence = 'MFA VirtualDevice in use. Must deactivate first.';
    expectRefused(program, inUse, 'DeleteConflict', sentence, 'modelled');
    expectNoOutput(program, await inSession('DeactivateMFADevice', { UserName: userName, SerialNumber }));
    expectNoOutput(program, await inSession('DeleteVirtualMFADevice', { SerialNumber }));
    const again = await inSession('DeleteVirtualMFADevice', { SerialNumber });
    const gone = `VirtualMFADevice with serial number ${SerialNumber} does not exist.`;
    expectRefused(program, again, 'NoSuchEntity', gone, 'modelled');
  });
});

test('contract 2.3: an address that boto3 presigned for GET tells who signed it, to anybody', async () => {
  const user = await createUser(gateway, owner);
  const to = { endpoint: http.endpoint, credentials: await accessKeyOf(user) };
  const answer = await fetch(await programs.boto3.presign(to, 'GetCallerIdentity'));
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain(`:user/${user.name}</Arn>`);
});

test('S3-32: without the CA no client sends anything', async () => {
  const user = await createUser(gateway, owner);
  const to = { endpoint: https.endpoint, credentials: await accessKeyOf(user) };
  https.counted();
  for (const program of programs.all) {
    const { error } = await program.call({ ...to, attempts: 1 }, 'GetUser');
    expect(error?.message, program.name).toMatch(/certificate/i);
  }
  expect(https.counted()).toBe(0);
});

/** Gives a user as many devices as that, quickly: by a signing client that is no program of its own. */
async function fillUpTo(count: number, { credentials }: Connection, UserName: string): Promise<void> {
  const client = new AwsClient(gateway, credentials);
  const asking = { sessionToken: credentials?.sessionToken ?? '' };
  for (let number = 3; number <= count; number += 1) {
    const name = { VirtualMFADeviceName: `${UserName}-${number}` };
    const made = await client.action('CreateVirtualMFADevice', name, asking);
    const { VirtualMFADevice } = made.result as { VirtualMFADevice: Record<string, string> };
    const { SerialNumber = '', Base32StringSeed = '' } = VirtualMFADevice;
    const device = new TokenDevice(SerialNumber, Buffer.from(Base32StringSeed, 'base64').toString('ascii'));
    const codes = await device.pairAt(device.nextStep());
    const enabled = await client.action('EnableMFADevice', { UserName, SerialNumber, ...codes }, asking);
    expect(enabled.status, enabled.text).toBe(200);
  }
}
