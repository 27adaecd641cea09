import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { AwsCli } from '../support/aws/aws-cli.ts';
import type { Connection } from '../support/aws/client.ts';
import { expectNoOutput, expectRefused } from '../support/aws/expectations.ts';
import { makePrivateCa } from '../support/aws/private-ca.ts';
import { startProxy } from '../support/aws/proxy.ts';
import { startGateway } from '../support/gateway.ts';
import { createUserWithDevice, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import type { CodePair, TokenDevice } from '../support/token-device.ts';

// What the page of `aws iam resync-mfa-device` (seed 003) tells of Amazon's own command line.
const gateway = await startGateway({ runtime });
const ca = makePrivateCa();
const [proxy, https] = await Promise.all([startProxy(gateway), startProxy(gateway, ca)]);
const aws = await AwsCli.start();
const folder = mkdtempSync(join(tmpdir(), 'sallyport-profile-'));
afterAll(async () => {
  await Promise.all([proxy.stop(), https.stop(), gateway.stop()]);
  ca.remove();
  rmSync(folder, { recursive: true });
});
const user = await createUserWithDevice(gateway, await setUpOwner(gateway));
const { serialNumber } = user.device;
const credentials = await accessKeyOf(user);
const to: Connection = { endpoint: proxy.endpoint, credentials };
const list = (...options: string[]) => aws.command(to, ['iam', 'list-mfa-devices', ...options]);

beforeEach(() => {
  proxy.counted();
});

test('S3-14, S3-15, S3-16: a document of JSON with flags over it, and codes that begin with zeros', async () => {
  const { step, codes } = await withLeadingZero(user.device);
  const document = { UserName: 'Somebody', SerialNumber: serialNumber, ...codes };
  const words = ['--cli-input-json', JSON.stringify(document), '--user-name', user.name];
  expectNoOutput(aws, await aws.command(to, ['iam', 'resync-mfa-device', ...words]));
  user.device.accepted(step + 1);
});

test('S0-76, S0-77: codes of three hours ago are refused, exit 254', async () => {
  const codes = await user.device.pairAt(user.device.now() - 360);
  const input = { UserName: user.name, SerialNumber: serialNumber, ...codes };
  const sentence = 'Authentication code for device is not valid.';
  expectRefused(aws, await aws.call(to, 'ResyncMFADevice', input), 'InvalidAuthenticationCode', sentence);
});

test('S3-18, S3-19: a skeleton asks for nothing', async () => {
  const words = ['iam', 'resync-mfa-device', '--generate-cli-skeleton'];
  const { output, status } = await aws.command(to, words);
  expect(status).toBe(0);
  expect(output).toEqual({
    UserName: '',
    SerialNumber: '',
    AuthenticationCode1: '',
    AuthenticationCode2: '',
  });
  expect(proxy.counted()).toBe(0);
});

test.each(['text', 'table', 'yaml'])('S3-25: --output %s', async format => {
  const { status, printed } = await list('--output', format, '--no-paginate', '--color', 'off');
  expect(status).toBe(0);
  expect(printed).toContain(serialNumber);
});

test('S3-26, S3-33, S3-34: --query picks, within the time limits', async () => {
  const limits = ['--cli-read-timeout', '30', '--cli-connect-timeout', '5'];
  const { printed } = await list('--query', 'MFADevices[].SerialNumber', '--output', 'text', ...limits);
  expect(printed).toBe(`${serialNumber}\n`);
});

test('S3-21: --debug shows no secret', async () => {
  const { status, complained } = await list('--debug');
  expect(status).toBe(0);
  expect(complained).toContain('ListMFADevicesResult');
  for (const secret of [credentials.secretAccessKey, user.device.secret, user.password])
    expect(complained).not.toContain(secret);
});

test('S3-27: --profile names the key', async () => {
  const file = join(folder, 'credentials');
  const lines = [
    '[gateway]',
    `aws_access_key_id = ${credentials.accessKeyId}`,
    `aws_secret_access_key = ${credentials.secretAccessKey}`,
  ];
  writeFileSync(file, lines.join('\n'));
  const words = ['sts', 'get-caller-identity', '--profile', 'gateway'];
  const { output } = await aws.command({ ...to, credentials: undefined }, words, {
    AWS_SHARED_CREDENTIALS_FILE: file,
  });
  expect(output.Arn).toMatch(new RegExp(`:user/${user.name}$`));
});

test('S3-23: TLS is verified unless somebody asks for the opposite', async () => {
  const securely = { ...to, endpoint: https.endpoint };
  const words = ['sts', 'get-caller-identity'];
  const { complained } = await aws.command(securely, words);
  expect(complained).toContain('certificate verify failed');
  const { status } = await aws.command(securely, [...words, '--no-verify-ssl']);
  expect(status).toBe(0);
});

/** The next pair, within half an hour, of which one code begins with a zero. */
async function withLeadingZero(device: TokenDevice): Promise<{ step: number; codes: CodePair }> {
  for (let step = device.nextStep(); step < device.now() + 60; step += 1) {
    const codes = await device.pairAt(step);
    if (Object.values(codes).some(code => code.startsWith('0'))) return { step, codes };
  }
  throw new Error('No code begins with a zero: that happens once in 100,000 times.');
}
