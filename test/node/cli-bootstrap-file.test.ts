import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { apiClient } from '../support/api-client.ts';
import { refusal, type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';

const PNG = Buffer.from('89504e470d0a1a0a00ff', 'hex');
const seed = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP';
const VirtualMFADevice = {
  SerialNumber: 'arn:aws:iam::123456789012:mfa/phone',
  Base32StringSeed: seed,
  QRCodePNG: PNG.toString('base64'),
  OtpauthUri: `otpauth://totp/x?secret=${seed}`,
};

let gateway: StubGateway;
let client: ReturnType<typeof apiClient>;
beforeAll(async () => {
  gateway = await startStubGateway();
});
beforeEach(() => {
  gateway.says(success({ VirtualMFADevice }));
  client = apiClient(gateway.address);
});
afterEach(() => client.remove());
afterAll(() => gateway.stop());

const path = () => join(client.home, 'device');
const create = (...more: string[]) =>
  client.run(['create-virtual-mfa-device', '--virtual-mfa-device-name', 'phone', ...more]);
const into = (method: string) => create('--outfile', path(), '--bootstrap-method', method);

test.each<[string, Buffer | string]>([
  ['QRCodePNG', PNG],
  ['Base32StringSeed', seed],
])('contract 7.2: --outfile gets the %s for its owner alone, and the answer is printed without secrets', async (method, expected) => {
  writeFileSync(path(), 'before');
  chmodSync(path(), 0o644);
  const { output, errors, status } = await into(method);
  expect(status, errors).toBe(0);
  expect(readFileSync(path())).toEqual(Buffer.from(expected));
  expect(statSync(path()).mode & 0o777).toBe(0o600);
  expect(JSON.parse(output)).toEqual({ VirtualMFADevice: { SerialNumber: VirtualMFADevice.SerialNumber } });
  expect(readdirSync(client.home)).toEqual(['device']);
});

test('without --outfile the secret is printed', async () => {
  expect(JSON.parse((await create()).output)).toEqual({ VirtualMFADevice });
});

test.each([
  ['--outfile alone', ['--outfile', '/nowhere'], /go together/],
  ['--bootstrap-method alone', ['--bootstrap-method', 'QRCodePNG'], /go together/],
  [
    'a method that is none',
    ['--outfile', '/nowhere', '--bootstrap-method', 'Magic'],
    /valid choices are: QRCodePNG \| Base32StringSeed/,
  ],
  [
    'a folder that is not there',
    ['--outfile', '/nowhere/at/all', '--bootstrap-method', 'QRCodePNG'],
    /cannot be written \(ENOENT\)/,
  ],
  ['a device', ['--outfile', '/dev/null', '--bootstrap-method', 'QRCodePNG'], /something else than a file/],
])('%s is refused before the device is made', async (_, words, said) => {
  const { errors, status } = await create(...words);
  expect(status).toBe(252);
  expect(errors).toMatch(said);
  expect(gateway.requests).toHaveLength(0);
});

test('a refusal leaves no file behind', async () => {
  gateway.says(refusal(409, 'ENTITY_ALREADY_EXISTS', 'It exists.'));
  expect((await into('QRCodePNG')).status).toBe(254);
  expect(readdirSync(client.home)).toEqual([]);
});

test('a gateway that gives no picture: the answer is printed whole, because the secret comes once', async () => {
  const { QRCodePNG, ...older } = VirtualMFADevice;
  gateway.says(success({ VirtualMFADevice: older }));
  const { output, errors } = await into('QRCodePNG');
  expect(errors).toMatch(/gave no QRCodePNG/);
  expect(JSON.parse(output).VirtualMFADevice).toEqual(older);
  expect(existsSync(path())).toBe(false);
});

test('a folder of that name that came up meanwhile: the answer is printed whole', async () => {
  const slow = await startStubGateway();
  slow.says(success({ VirtualMFADevice }));
  slow.onRequest(() => mkdirSync(path()));
  const { output, errors, status } = await create(
    ...['--outfile', path(), '--bootstrap-method', 'Base32StringSeed', '--endpoint-url', slow.address],
  );
  await slow.stop();
  expect(status).toBe(0);
  expect(errors).toMatch(/cannot be written/);
  expect(JSON.parse(output)).toEqual({ VirtualMFADevice });
});
