import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { FORM } from '../support/aws-client.ts';
import { startGateway } from '../support/gateway.ts';
import { createUserWithDevice, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const run = promisify(execFile);
const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const user = await createUserWithDevice(gateway, await setUpOwner(gateway));
const { accessKeyId, secretAccessKey } = await accessKeyOf(user);

/** curl signs by itself: a client whose code is nobody's else. */
async function curl(path: string, body: string, type: string, secret = secretAccessKey): Promise<string> {
  const signing = ['--aws-sigv4', 'aws:amz:eu-central-1:iam', '--user', `${accessKeyId}:${secret}`];
  const sending = ['--header', `content-type: ${type}`, '--data', body, gateway.address + path];
  return (await run('curl', ['--silent', '--show-error', ...signing, ...sending])).stdout;
}

test('curl --aws-sigv4 asks the JSON surface', async () => {
  const answer = JSON.parse(await curl('/api/actions/ListMFADevices', '{}', 'application/json'));
  expect(answer).toMatchObject({
    success: true,
    data: { MFADevices: [{ SerialNumber: user.device.serialNumber }] },
  });
  const refused = await curl('/api/actions/ListMFADevices', '{}', 'application/json', 'wrong');
  expect(JSON.parse(refused)).toMatchObject({ success: false });
});

test('curl --aws-sigv4 asks the Query surface', async () => {
  const answer = await curl('/', 'Action=ListMFADevices&Version=2010-05-08', FORM);
  expect(answer).toContain(`<SerialNumber>${user.device.serialNumber}</SerialNumber>`);
  const refused = await curl('/', 'Action=ListMFADevices&Version=2010-05-08', FORM, 'wrong');
  expect(refused).toContain('<Code>SignatureDoesNotMatch</Code>');
});
