import { execFile } from 'node:child_process';
import { request } from 'node:http';
import { connect } from 'node:net';
import { promisify } from 'node:util';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import { fetchOpenApi, pathsOf } from '../support/openapi.ts';
import { beginSignIn, createUserWithDevice, setUpOwner, submitCode } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const stranger = new Client(gateway);

const ACTIONS = [
  'ListMFADevices CreateVirtualMFADevice EnableMFADevice ListVirtualMFADevices BeginFIDORegistration',
  'FinishFIDORegistration RenameMFADevice DeactivateMFADevice DeleteVirtualMFADevice UnlockMFADevice ChangePassword',
  'ListSessions EndSession EndAllSessions ListUsers GetUser CreateUser ResetUserPassword DisableUser EnableUser',
  'DeleteUser GetAccount UpdateAccount ResyncMFADevice CheckMFADevice GetMFADevice ResetMFADeviceDrift',
  'ListMFADeviceClocks ImportHardwareMFADevices ListHardwareMFADevices DeleteHardwareMFADevice CreateAPIKey',
  'ListAPIKeys DeleteAPIKey AttachUserPolicy DetachUserPolicy ListAttachedUserPolicies SetUserMFARequirement SetContactEmail',
  'BeginPhoneVerification BeginPrimaryContactVerification GetPhoneVerification FinishPhoneVerification',
  'GetContactInformation UpdateUser TagMFADevice UntagMFADevice ListMFADeviceTags CreateLoginProfile GetLoginProfile',
  'UpdateLoginProfile DeleteLoginProfile GetAccountSummary ListAccountAliases CreateAccountAlias DeleteAccountAlias',
  'GetContactInformation CreateAccessKey ListAccessKeys UpdateAccessKey DeleteAccessKey GetAccessKeyLastUsed',
  'GetCallerIdentity GetSessionToken',
  'PutUserPolicy GetUserPolicy ListUserPolicies DeleteUserPolicy GetPolicy GetPolicyVersion',
  'SimulatePrincipalPolicy',
].flatMap(line => line.split(' '));

test('every answer carries the security headers, errors too (ASVS 3.4)', async () => {
  const answers = [
    await stranger.get('/sign-in', { accept: 'text/html' }),
    await stranger.get('/api/sign-in'),
    await stranger.get('/api/session'),
    await stranger.get('/nothing-here'),
    await stranger.get('/openapi.json'),
    await stranger.get('/healthz'),
    await stranger.post('/api/sign-in/password', '{'),
    await stranger.post('/api/sign-in/password', {}, { origin: 'https://evil.example' }),
    await stranger.post('/api/sign-in/password', 'x'.repeat(70_000)),
    await stranger.get('/api/session/sign-out'),
    await owner.client.get('/api/session'),
  ];
  for (const { headers, text } of answers) {
    const policy = headers['content-security-policy'] ?? '';
    for (const directive of ["default-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"]) {
      expect(policy, text.slice(0, 200)).toContain(directive);
    }
    expect(policy).not.toMatch(/unsafe|\*/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['x-frame-options']).toBe('DENY');
    expect(['no-referrer', 'same-origin', 'strict-origin']).toContain(headers['referrer-policy']);
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['strict-transport-security'], 'HSTS belongs to https alone').toBeUndefined();
    expect(headers['x-powered-by']).toBeUndefined();
  }
});

test('a page may run its own scripts and use keys, and nothing else (3.15)', async () => {
  for (const path of ['/sign-in', '/set-up', '/credentials', '/users']) {
    const { status, headers } = await owner.client.get(path, { accept: 'text/html' });
    expect(status, path).toBe(200);
    expect(headers['content-security-policy'], path).toContain("script-src 'self'");
    for (const use of ['get', 'create']) {
      expect(headers['permissions-policy'], path).toContain(`publickey-credentials-${use}=(self)`);
    }
  }
});

test('what is about a person is never stored by a cache (ASVS 14.3.2)', async () => {
  for (const answer of [
    await stranger.get('/api/sign-in'),
    await stranger.get('/api/session'),
    await owner.client.get('/api/session'),
    await owner.client.action('ListMFADevices'),
    await stranger.get('/sign-in', { accept: 'text/html' }),
  ]) {
    expect(answer.headers['cache-control'], answer.text.slice(0, 200)).toContain('no-store');
  }
});

test('health is good while the store answers', async () => {
  const answer = await stranger.get('/healthz');
  expect(answer.status).toBe(200);
  expect(JSON.parse(answer.text)).toEqual({ status: 'ok' });
});

test('the OpenAPI document is 3.1 and lists every action and every route', async () => {
  const document = await fetchOpenApi(stranger);
  expect(document.openapi).toMatch(/^3\.1\.\d+$/);
  expect(document.info.title.length * document.info.version.length).toBeGreaterThan(0);
  const posts = pathsOf(document, 'post');
  expect(posts).toEqual(expect.arrayContaining(ACTIONS.map(name => `/api/actions/${name}`)));
  expect(posts).toEqual(
    expect.arrayContaining([
      '/api/sign-in/password',
      '/api/sign-in/code',
      '/api/sign-in/resync',
      '/api/sign-in/key/options',
      '/api/sign-in/key',
      '/api/sign-in/passkey/options',
      '/api/sign-in/passkey',
      '/api/sign-in/new-password',
      '/api/sign-in/cancel',
      '/api/set-up/check',
      '/api/set-up',
      '/api/session/sign-out',
      '/api/session/step-up/password',
      '/api/session/step-up/code',
      '/api/session/step-up/key/options',
      '/api/session/step-up/key',
    ]),
  );
  expect(pathsOf(document, 'get')).toEqual(expect.arrayContaining(['/api/sign-in', '/api/session']));
  for (const path of posts) {
    const operation = document.paths[path]?.post;
    const { content = {} } = operation?.requestBody ?? {};
    const types = path.endsWith('/ImportHardwareMFADevices')
      ? ['text/csv', 'application/pskc+xml']
      : ['application/json'];
    expect(Object.keys(content), path).toEqual(types);
    for (const { schema } of Object.values(content)) expect(schema, path).toBeDefined();
    expect(Object.keys(operation?.responses ?? {}), path).toContain('200');
  }
});

test('S4-08 S4-09 an action without output answers which request it was, and when', async () => {
  const [first, second] = [1, 2].map(async () =>
    data(
      await owner.client.action<{ id: string; created_at: string }>('RenameMFADevice', {
        SerialNumber: owner.device.serialNumber,
        DeviceName: 'The same name',
      }),
    ),
  );
  const receipt = await first;
  expect(Object.keys(receipt ?? {})).toEqual(['id', 'created_at']);
  expect(receipt?.id).not.toBe((await second)?.id);
  expect(Math.abs(Date.now() - Date.parse(receipt?.created_at ?? ''))).toBeLessThan(60_000);
  expect(receipt?.created_at).toMatch(/Z$/);
});

test('S4-17 the curl of the document runs as it stands, with an API key in the environment', async () => {
  const document = await fetchOpenApi(stranger);
  const { key } = await createKey(gateway, owner);
  const curl = async (action: string) => {
    const samples = document.paths[`/api/actions/${action}`]?.post?.['x-codeSamples'];
    const source = samples?.find(({ label }) => label === 'curl with an API key')?.source ?? '';
    const env = { PATH: process.env.PATH, SALLYPORT_API_KEY: key.Secret };
    const { stdout } = await promisify(execFile)('sh', ['-c', source], { env });
    return JSON.parse(stdout);
  };
  expect(await curl('ListUsers')).toMatchObject({ success: true, data: { IsTruncated: false } });
  // Nobody of that name is there; that it is asked for shows that the whole request arrived.
  const refused = {
    success: false,
    error: { code: 'NO_SUCH_ENTITY', message: 'There is no user of that name.' },
  };
  expect(await curl('ResyncMFADevice')).toEqual(refused);
});

test('the OpenAPI document refers to nothing that it does not hold', async () => {
  const document = await fetchOpenApi(stranger);
  for (const [, pointer = ''] of JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)) {
    const found = pointer
      .split('/')
      .reduce<unknown>((node, key) => (node as Record<string, unknown> | undefined)?.[key], document);
    expect(found, pointer).toBeDefined();
  }
});

test('the front door leads people on and answers machines', async () => {
  const person = await stranger.get('/', { accept: 'text/html,application/xhtml+xml' });
  expect(person.status).toBe(302);
  expect(new URL(person.headers.location ?? '', gateway.origin).href).toBe(`${gateway.origin}/sign-in`);
  const signedIn = await owner.client.get('/', { accept: 'text/html' });
  expect(new URL(signedIn.headers.location ?? '', gateway.origin).href).toBe(`${gateway.origin}/credentials`);
  expectRefusal(await stranger.get('/'), 400, 'VALIDATION_ERROR');
});

test('no parameter of any kind sends people elsewhere (3.13, E15)', async () => {
  for (const query of [
    'return_to=//evil.example',
    'next=https://evil.example',
    'rd=/%5cevil.example',
    'x=1#?a=b',
  ]) {
    for (const headers of [{}, { 'x-forwarded-host': 'evil.example' }, { forwarded: 'host=evil.example' }]) {
      const answer = await stranger.get(`/?${query}`, { accept: 'text/html', ...headers });
      if (answer.headers.location) {
        expect(new URL(answer.headers.location, gateway.origin).origin).toBe(gateway.origin);
      }
      expect(answer.text).not.toContain('evil.example');
    }
  }
});

test('an odd Host header is refused or ignored, and the gateway lives on (F8, D4)', async () => {
  for (const host of ['', '/', '[', 'evil.example', 'a'.repeat(8_000), 'local host']) {
    const status = await statusWithHost(host);
    // On workerd it is the runtime that answers what no URL can be made of, with 400 or 500.
    const own = [200, 400, 403, 404, 421, 431];
    expect(runtime === 'node' ? own : [...own, 500], `Host: ${host.slice(0, 20)}`).toContain(status);
  }
  expect((await stranger.get('/healthz')).status).toBe(200);
});

test('what is not HTTP does not stop it', async () => {
  await new Promise<void>((resolve, reject) => {
    const socket = connect(Number(new URL(gateway.address).port), new URL(gateway.address).hostname);
    socket.on('connect', () => socket.end('NONSENSE / HTTP/9.9\r\n\r\n\u0000\u0001'));
    socket.on('data', () => {});
    socket.on('close', () => resolve());
    socket.on('error', reject);
  });
  expect((await stranger.get('/healthz')).status).toBe(200);
});

test('the log has one JSON line an event, and no secret in it (ASVS 16.2.5)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const code = await user.device.next();
  data(await submitCode(client, user.device));
  const printed = gateway.output();
  for (const secret of [user.password, user.device.secret, `"${code}"`, ...client.cookies.values()]) {
    expect(printed).not.toContain(secret);
  }
  const events = printed.split('\n').filter(line => line.startsWith('{'));
  expect(events.length).toBeGreaterThan(0);
  for (const line of events) expect(() => JSON.parse(line)).not.toThrow();
});

function statusWithHost(host: string): Promise<number> {
  const { hostname, port } = new URL(gateway.address);
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { hostname, port, path: '/api/sign-in', headers: { host }, agent: false },
      response => {
        response.resume();
        resolve(response.statusCode ?? 0);
      },
    );
    outgoing.on('error', reject);
    outgoing.end();
  });
}

test('S4-12 S4-14 S4-15 S4-18 JSON in and JSON out, in the one envelope, and XML for a form', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const key = await createKey(gateway, user);
  const { serialNumber: SerialNumber } = user.device;
  const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '123457' };
  const resync = await key.action('ResyncMFADevice', { UserName: user.name, SerialNumber, ...codes });
  expectRefusal(resync, 403, 'INVALID_AUTHENTICATION_CODE');
  const missing = await key.action('ResyncMFADevice', { UserName: user.name, SerialNumber });
  expectRefusal(missing, 400, 'VALIDATION_ERROR');
  expect(missing.text).toContain('"message":"Invalid request parameters"');

  const accept = 'application/json';
  const page = { method: 'GET', path: '/', headers: { accept, 'content-type': accept } };
  expectRefusal(await stranger.send(page), 400, 'VALIDATION_ERROR');
  const form = { 'content-type': 'application/x-www-form-urlencoded' };
  const body = 'Action=ListMFADevices&Version=2010-05-08';
  const asked = await stranger.send({ method: 'POST', path: '/', headers: form, body });
  expect([asked.status, asked.headers['content-type']]).toEqual([403, 'text/xml']);
});

test('S4-16 a GET by nobody changes nothing, whatever its address asks for', async () => {
  const { name } = await createUserWithDevice(gateway, owner);
  const asked = new URLSearchParams({ Action: 'DisableUser', Version: '2010-05-08', UserName: name });
  for (const accept of ['application/json', 'text/html', '*/*']) {
    const answer = await stranger.send({ method: 'GET', path: `/?${asked}`, headers: { accept } });
    expect(answer.status).toBe(403);
    expect(answer.text).toContain('<Code>MissingAuthenticationToken</Code>');
  }
  const { User } = data(
    await owner.client.action<{ User: { Status: string } }>('GetUser', { UserName: name }),
  );
  expect(User.Status).toBe('Active');
});
