import { randomBytes } from 'node:crypto';
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { API_KEY, apiClient } from '../support/api-client.ts';
import { authorizationByAws } from '../support/signed-by-aws.ts';
import { type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';

const key = {
  accessKeyId: 'AKIAIOSFODNN7EXAMPLE',
  secretAccessKey: randomBytes(30).toString('base64'),
};
const temporary = {
  ...key,
  accessKeyId: 'ASIAIOSFODNN7EXAMPLE',
  sessionToken: randomBytes(60).toString('base64'),
};

let gateway: StubGateway;
let client: ReturnType<typeof apiClient>;
beforeAll(async () => {
  gateway = await startStubGateway();
});
beforeEach(() => {
  gateway.says(success({ Users: [] }));
  client = apiClient(undefined);
});
afterEach(() => client.remove());
afterAll(() => gateway.stop());

const env = (given: typeof key & { sessionToken?: string }) => ({
  SALLYPORT_ENDPOINT_URL: gateway.address,
  AWS_ACCESS_KEY_ID: given.accessKeyId,
  AWS_SECRET_ACCESS_KEY: given.secretAccessKey,
  ...(given.sessionToken && { AWS_SESSION_TOKEN: given.sessionToken }),
});

const file = () => join(client.home, '.config/sallyport/credentials');

function write(lines: string): void {
  mkdirSync(dirname(file()), { recursive: true });
  writeFileSync(file(), `[default]\nendpoint_url = ${gateway.address}\n${lines}`, { mode: 0o600 });
}

async function sentBy(words: string[], more: Record<string, string>) {
  const { errors, status } = await client.run(words, '', more);
  expect(status, errors).toBe(0);
  const [request] = gateway.requests;
  if (request === undefined) throw new Error('nothing was sent');
  return request;
}

describe('contract 2.2: an access key signs as the signer of AWS does', () => {
  test.each([
    ['a long-term key of the environment', key, {}, 'us-east-1'],
    ['a temporary key, with its token', temporary, {}, 'us-east-1'],
    ['S3-28 the region of AWS_REGION', key, { AWS_REGION: 'eu-central-1' }, 'eu-central-1'],
  ])('%s', async (_, given, more, region) => {
    const words = ['create-user', '--user-name', 'Bob'];
    const request = await sentBy(words, { ...env(given), ...more });
    const expected = await authorizationByAws(request, given, { service: 'iam', region });
    expect(request.headers.authorization).toBe(expected);
    expect(request.headers['x-amz-security-token']).toBe(
      'sessionToken' in given ? given.sessionToken : undefined,
    );
    expect(JSON.stringify(request.headers)).not.toContain(given.secretAccessKey);
  });

  test('S3-28 --region wins over the environment, and the path of an address is signed too', async () => {
    const words = ['list-users', '--region', 'ap-south-1', '--endpoint-url', `${gateway.address}/auth`];
    const request = await sentBy(words, { ...env(key), AWS_REGION: 'eu-central-1' });
    const scope = { service: 'iam', region: 'ap-south-1' };
    expect(request.path).toBe('/auth/api/actions/ListUsers');
    expect(request.headers.authorization).toBe(await authorizationByAws(request, key, scope));
  });

  test('a key of the profile', async () => {
    write(`aws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`);
    const request = await sentBy(['list-users'], {});
    const scope = { service: 'iam', region: 'us-east-1' };
    expect(request.headers.authorization).toBe(await authorizationByAws(request, key, scope));
  });
});

test('a key of Sallyport wins over the variables of AWS, also one in the profile', async () => {
  const bearer = `Bearer ${API_KEY}`;
  const both = await sentBy(['list-users'], { ...env(key), SALLYPORT_API_KEY: API_KEY });
  expect(both.headers.authorization).toBe(bearer);
  write(`api_key = ${API_KEY}\n`);
  gateway.says(success({ Users: [] }));
  expect((await sentBy(['list-users'], env(key))).headers.authorization).toBe(bearer);
});

test('S3-27 a named profile without a key takes none of the environment', async () => {
  write('');
  const { errors, status } = await client.run(['list-users', '--profile', 'default'], '', env(key));
  expect(status).toBe(253);
  expect(errors).toMatch(/Unable to locate an API key or an access key/);
  expect(gateway.requests).toHaveLength(0);
});

test('S3-31 --no-sign-request signs nothing', async () => {
  const { headers } = await sentBy(['list-users', '--no-sign-request'], env(key));
  expect(headers).not.toHaveProperty('authorization');
});

test.each([
  [
    'half of a key',
    { AWS_SECRET_ACCESS_KEY: '' },
    /aws_secret_access_key \(AWS_SECRET_ACCESS_KEY\) is missing/,
  ],
  ['an ID that is none', { AWS_ACCESS_KEY_ID: 'hunter2' }, /access key ID is not one/],
  ['a line break in the secret', { AWS_SECRET_ACCESS_KEY: 'a\r\nX: y' }, /secret access key is not one/],
  ['a line break in the token', { AWS_SESSION_TOKEN: 'a\r\nX: y' }, /session token is not one/],
])('%s exits with 253 and sends nothing', async (_, more, said) => {
  const { errors, status } = await client.run(['list-users'], '', { ...env(key), ...more });
  expect(status).toBe(253);
  expect(errors).toMatch(said);
  expect(errors).not.toMatch(/hunter2|X: y/);
  expect(gateway.requests).toHaveLength(0);
});

test('S3-21 --debug names the key and shows neither secret, token nor signature', async () => {
  const { errors } = await client.run(['list-users', '--debug'], '', env(temporary));
  expect(errors).toContain(`signed by ${temporary.accessKeyId} for us-east-1/iam`);
  const signature = /Signature=(\w+)/.exec(gateway.requests[0]?.headers.authorization ?? '')?.[1];
  expect(signature).toBeDefined();
  for (const secret of [temporary.secretAccessKey, temporary.sessionToken, signature ?? ''])
    expect(errors).not.toContain(secret);
});

test('each try is signed: the gateway sees no signature that waited too long', async () => {
  gateway.says('cut', success({ Users: [] }));
  await client.run(['list-users'], '', env(key));
  expect(gateway.requests).toHaveLength(2);
  for (const request of gateway.requests)
    expect(request.headers.authorization).toBe(
      await authorizationByAws(request, key, { service: 'iam', region: 'us-east-1' }),
    );
});

test('a file goes with an API key only, and nothing of it is sent without', async () => {
  const path = join(client.home, 'tokens.csv');
  writeFileSync(path, 'TOKEN000001,00\n');
  const { errors, status } = await client.run(['import-hardware-mfa-devices', '--file', path], '', env(key));
  expect(status).toBe(253);
  expect(errors).toMatch(/API key only/);
  expect(gateway.requests).toHaveLength(0);
});

describe('sallyport configure', () => {
  test.each([
    ['a long-term key', key],
    ['a temporary key', temporary],
  ])('keeps %s in place of the API key, and the next command signs with it', async (_, given) => {
    write(`api_key = ${API_KEY}\n`);
    const token = 'sessionToken' in given ? `${given.sessionToken}\n` : '';
    const input = `\n${given.accessKeyId}\n${given.secretAccessKey}\n${token}`;
    const { output, errors, status } = await client.run(['configure'], input);
    expect(status, errors).toBe(0);
    expect(output + errors).not.toContain(given.secretAccessKey);
    expect(statSync(file()).mode & 0o777).toBe(0o600);
    expect(readFileSync(file(), 'utf8')).not.toContain(API_KEY);
    const request = await sentBy(['list-users'], {});
    const scope = { service: 'iam', region: 'us-east-1' };
    expect(request.headers.authorization).toBe(await authorizationByAws(request, given, scope));
  });

  test('what is left empty stays; an API key takes the place of an access key', async () => {
    write(`aws_access_key_id = ${key.accessKeyId}\naws_secret_access_key = ${key.secretAccessKey}\n`);
    expect((await client.run(['configure'], '\n\n\n')).errors).not.toMatch(/error/);
    expect(readFileSync(file(), 'utf8')).toContain(key.secretAccessKey);
    expect((await client.run(['configure'], `\n${API_KEY}\n`)).errors).not.toMatch(/error/);
    expect(readFileSync(file(), 'utf8')).not.toContain('aws_');
  });

  test('refuses an access key without its secret', async () => {
    const { status } = await client.run(['configure'], `${gateway.address}\n${key.accessKeyId}\n\n`);
    expect(status).toBe(252);
  });
});
