import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { API_KEY, apiClient } from '../support/api-client.ts';
import { CERTIFICATE } from '../support/localhost-certificate.ts';
import { refusal, type StubGateway, startStubGateway, success } from '../support/stub-gateway.ts';

let gateway: StubGateway;
let client: ReturnType<typeof apiClient>;
beforeAll(async () => {
  gateway = await startStubGateway();
  client = apiClient(gateway.address);
});
afterAll(async () => {
  client.remove();
  await gateway.stop();
});

const enable = [
  ...['enable-mfa-device', '--serial-number', 'ABCD12345678'],
  ...['--authentication-code1', '123456', '--authentication-code2', '987654'],
];

/** An address where nobody listens any more. */
async function nobodyThere(): Promise<string> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await new Promise(resolve => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

describe('what the gateway refuses', () => {
  test('exits with 254 and the line of the AWS CLI on standard error', async () => {
    gateway.says(refusal(403, 'INVALID_AUTHENTICATION_CODE', 'These two codes were not accepted.'));
    expect(await client.run(enable)).toEqual({
      status: 254,
      output: '',
      errors:
        '\nAn error occurred (INVALID_AUTHENTICATION_CODE) when calling the EnableMFADevice operation: These two codes were not accepted.\n',
    });
    expect(gateway.requests).toHaveLength(1);
  });

  test('a refused parameter is named by its option, with its sentence', async () => {
    const fields = { SerialNumber: 'This is not a serial number.' };
    gateway.says(refusal(400, 'VALIDATION_ERROR', 'Invalid request parameters', { fields }));
    const { errors, status } = await client.run(enable);
    expect(status).toBe(254);
    expect(errors).toContain('\n  --serial-number: This is not a serial number.\n');
  });

  test('an escape sequence in a message does not reach the terminal', async () => {
    gateway.says(refusal(404, 'NO_SUCH_ENTITY', 'There is no \u001b[2J\nAn error'));
    const { errors } = await client.run(enable);
    expect(errors).toContain('There is no \\u001b[2J\\u000aAn error');
  });

  test('S3-31 --no-sign-request sends no key, whatever is configured', async () => {
    gateway.says(refusal(401, 'NOT_SIGNED_IN', 'Sign in to go on.'));
    const { status } = await client.run(['list-users', '--no-sign-request']);
    expect(status).toBe(254);
    expect(gateway.requests[0]?.headers).not.toHaveProperty('authorization');
  });
});

describe('what is not an answer', () => {
  test.each([
    ['a page of a proxy', { status: 200, body: '<html>' }],
    ['JSON of somebody else', { status: 200, body: '{"ok":true}' }],
    ['nothing at all', { status: 200, body: '' }],
    ['an error that is no envelope', { status: 404, body: '{"error":"x"}' }],
    ['success without data', { status: 200, body: '{"success":true,"data":null}' }],
    ['success with a list', { status: 200, body: '{"success":true,"data":[]}' }],
    ['an error without words', { status: 400, body: '{"success":false,"error":{"code":"X"}}' }],
    [
      'an error whose message is an object',
      { status: 400, body: '{"success":false,"error":{"code":"X","message":{"a":1}}}' },
    ],
    [
      'an error whose fields are objects',
      { status: 400, body: '{"success":false,"error":{"code":"X","message":"x","fields":{"a":{}}}}' },
    ],
  ])('%s exits with 255', async (_, said) => {
    gateway.says(said);
    const { output, errors, status } = await client.run(['list-users']);
    expect(status).toBe(255);
    expect(output).toBe('');
    expect(errors).toMatch(/is not a gateway/);
  });

  test('a redirect is not followed: the key stays here', async () => {
    const elsewhere = await startStubGateway();
    gateway.says({
      status: 307,
      body: '',
      headers: { location: `${elsewhere.address}/api/actions/ListUsers` },
    });
    const { status } = await client.run(['list-users']);
    await elsewhere.stop();
    expect(status).toBe(255);
    expect(elsewhere.requests).toHaveLength(0);
  });

  test('an address where nobody listens exits with 255', async () => {
    const { errors, status } = await client.run(['list-users', '--endpoint-url', await nobodyThere()]);
    expect(status).toBe(255);
    expect(errors).toMatch(/Could not get an answer from .*ECONNREFUSED/);
  });
});

describe('what is sent again', () => {
  const busy = (seconds: number) =>
    refusal(503, 'BUSY', 'Try again.', { headers: { 'retry-after': String(seconds) } });

  test.each([
    ['a connection that was cut', 'cut' as const],
    ['status 500', refusal(500, 'INTERNAL', 'Something went wrong.')],
    ['status 502 of a proxy', { status: 502, body: '<html>' }],
    ['status 503 that says when', busy(0)],
    ['status 429', refusal(429, 'TOO_MANY_ATTEMPTS', 'Wait.')],
  ])('%s: up to two times, the same request', async (_, said) => {
    gateway.says(said, said, success({}));
    expect((await client.run(enable)).status).toBe(0);
    expect(gateway.requests).toHaveLength(3);
    expect(new Set(gateway.requests.map(({ body }) => body)).size).toBe(1);
  });

  test('after that it ends, and says how often it tried', async () => {
    gateway.says(busy(0));
    const { errors, status } = await client.run(enable);
    expect(status).toBe(254);
    expect(errors).toContain('(BUSY) when calling the EnableMFADevice operation (reached max retries: 2): ');
    expect(gateway.requests).toHaveLength(3);
  });

  const create = ['create-user', '--user-name', 'Bob'];

  test.each([
    ['a connection that was cut', 'cut' as const, 255],
    ['status 502 of a proxy', { status: 502, body: '<html>' }, 255],
    ['status 503 of a proxy', { status: 503, body: '<html>' }, 255],
    ['status 500', refusal(500, 'INTERNAL', 'Something went wrong.'), 254],
  ])('%s: a creation is not, and may have been carried out', async (_, said, code) => {
    gateway.says(said, refusal(409, 'ENTITY_ALREADY_EXISTS', 'It exists.'));
    const { errors, status } = await client.run(create);
    expect(status).toBe(code);
    expect(errors).toContain('CreateUser may have been carried out');
    expect(gateway.requests).toHaveLength(1);
  });

  test.each([
    ['create-virtual-mfa-device', '--virtual-mfa-device-name', 'phone', '--device-name', 'Phone'],
    ['create-api-key', '--name', 'scripts'],
    ['delete-user', '--user-name', 'Bob'],
    ['deactivate-mfa-device', '--user-name', 'Bob', '--serial-number', 'ABCD12345678'],
    ['check-mfa-device', '--serial-number', 'ABCD12345678', '--authentication-code', '123456'],
  ])('%s: neither is what makes, deletes or spends something', async (...words) => {
    gateway.says('cut', success({}));
    expect(await client.run(words)).toMatchObject({ status: 255 });
    expect(gateway.requests).toHaveLength(1);
  });

  test('what the gateway says it did not do is, also a creation', async () => {
    gateway.says(busy(0), refusal(429, 'TOO_MANY_ATTEMPTS', 'Wait.'), success({ User: {} }));
    expect(await client.run(create)).toMatchObject({ status: 0 });
    expect(gateway.requests).toHaveLength(3);
  });

  test('what never arrived was not carried out, and a list changes nothing', async () => {
    const words = [...create, '--endpoint-url', await nobodyThere(), '--debug'];
    const { errors, status } = await client.run(words);
    expect(status).toBe(255);
    expect(errors.match(/no answer: .*ECONNREFUSED/g)).toHaveLength(3);
    expect(errors).not.toContain('may have been');
    gateway.says('cut');
    const list = await client.run(['list-users']);
    expect(list.status).toBe(255);
    expect(list.errors).not.toContain('may have been');
    expect(gateway.requests).toHaveLength(3);
  });

  test.each([
    ['a refusal', refusal(403, 'INVALID_AUTHENTICATION_CODE', 'Not accepted.')],
    ['a conflict', refusal(409, 'LIMIT_EXCEEDED', 'Too many.')],
    ['a wait of more than 20 seconds', busy(21)],
  ])('%s is not', async (_, said) => {
    gateway.says(said);
    expect((await client.run(enable)).status).toBe(254);
    expect(gateway.requests).toHaveLength(1);
  });
});

describe('time limits', () => {
  test('S3-33 --cli-read-timeout ends the wait for a silent gateway', async () => {
    gateway.says('silent');
    const { errors, status } = await client.run(['list-users', '--cli-read-timeout', '1']);
    expect(status).toBe(255);
    expect(errors).toMatch(/read timeout/);
  });

  test('S3-34 --cli-connect-timeout ends an attempt to connect', async () => {
    // Takes the connection and never says a word of TLS, which belongs to connecting.
    const server = createServer(socket => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const words = ['--endpoint-url', `https://127.0.0.1:${port}`, '--cli-connect-timeout', '1'];
    const { errors, status } = await client.run(['list-users', ...words]);
    server.close();
    expect(status).toBe(255);
    expect(errors).toMatch(/connect timeout/);
  });

  test('S3-33 S3-34 0 is no limit', async () => {
    gateway.says(success({ Users: [] }));
    const words = ['--cli-read-timeout', '0', '--cli-connect-timeout', '0'];
    expect((await client.run(['list-users', ...words])).status).toBe(0);
  });
});

describe('TLS', () => {
  let encrypted: StubGateway;
  beforeAll(async () => {
    encrypted = await startStubGateway({ tls: true });
  });
  afterAll(() => encrypted.stop());
  const list = (...words: string[]) =>
    client.run(['list-users', '--endpoint-url', encrypted.address, '--no-paginate', ...words]);

  test('S3-23 a certificate of an unknown authority is refused, and nothing is sent', async () => {
    encrypted.says(success({ Users: [] }));
    const { errors, status } = await list();
    expect(status).toBe(255);
    expect(errors).toMatch(/self-signed/);
    expect(encrypted.requests).toHaveLength(0);
  });

  test('S3-32 --ca-bundle makes it known', async () => {
    encrypted.says(success({ Users: [] }));
    const path = join(client.home, 'authority.pem');
    writeFileSync(path, CERTIFICATE);
    expect(await list('--ca-bundle', path)).toMatchObject({ status: 0, errors: '' });
    expect(encrypted.requests).toHaveLength(1);
  });

  test('S3-23 --no-verify-ssl takes it, with a warning', async () => {
    encrypted.says(success({ Users: [] }));
    const { errors, status } = await list('--no-verify-ssl');
    expect(status).toBe(0);
    expect(errors).toMatch(/^sallyport: warning: .+/);
  });

  test('a bundle that cannot be read exits with 253', async () => {
    expect((await list('--ca-bundle', join(client.home, 'nothing'))).status).toBe(253);
  });
});

test('S3-21 --debug tells what is sent where, and neither the key nor a code', async () => {
  gateway.says(success({}));
  const { output, errors, status } = await client.run([...enable, '--debug']);
  expect(status).toBe(0);
  expect(output).toBe('');
  expect(errors).toContain(`POST ${gateway.address}/api/actions/EnableMFADevice`);
  expect(errors).toContain('SerialNumber, AuthenticationCode1, AuthenticationCode2');
  for (const secret of [API_KEY, '123456', '987654']) expect(errors).not.toContain(secret);
});
