import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectEnvelope, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { beginSignIn, createUserWithDevice, listDevices, setUpOwner, submitCode } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

const PATH = '/api/sign-in/password';
const credentials = { as: 'owner', email: 'owner@example.com', password: owner.password };
const post = (body: unknown, headers: Record<string, string> = {}) =>
  new Client(gateway).post(PATH, body, headers);

test.each<[string, string]>([
  ['cut off', '{"as":"owner","email":'],
  ['not JSON', 'as=owner&email=x'],
  ['empty', ''],
  ['a list', '[]'],
  ['a number', '7'],
  ['null', 'null'],
  ['a string', '"owner"'],
  ['two documents', '{}{}'],
  ['nested deep', `${'['.repeat(20_000)}${']'.repeat(20_000)}`],
])('a body that is %s is refused', async (_, body) => {
  expectRefusal(await post(body), 400, 'VALIDATION_ERROR');
});

test.each<[string, object]>([
  ['without the password', { as: 'owner', email: 'owner@example.com' }],
  ['without a kind', { email: 'owner@example.com', password: 'x' }],
  ['of an unknown kind', { as: 'root', email: 'owner@example.com', password: 'x' }],
  ['with a number for a password', { ...credentials, password: 12345678 }],
  ['with a list for a password', { ...credentials, password: [owner.password] }],
  ['with an object for an address (15.3.5)', { ...credentials, email: { $ne: '' } }],
  ['with a field too many (F11)', { ...credentials, userId: 'AIDA0000' }],
  ['with fields of both kinds', { ...credentials, userName: 'owner' }],
  ['with a password of 60,000 characters', { ...credentials, password: 'x'.repeat(60_000) }],
  ['with an empty password', { ...credentials, password: '' }],
])('a sign-in %s is refused and names the field', async (_, body) => {
  const answer = await post(body);
  expectRefusal(answer, 400, 'VALIDATION_ERROR');
  expect(Object.keys(answer.body.error.fields ?? {}).length, answer.text).toBeGreaterThan(0);
});

test('a prototype is not polluted (ASVS 15.3.6)', async () => {
  const body = `{"__proto__":{"as":"owner"},"constructor":{"prototype":{"success":true}},"email":"a@example.com"}`;
  expectRefusal(await post(body), 400, 'VALIDATION_ERROR');
  data(await new Client(gateway).get('/api/sign-in'));
});

test('odd user names are only names (15.3.6)', async () => {
  const hostile = ["' or 1=1 --", '../../etc/passwd', '\u0000', '\ud800', '\u202e', 'a\r\nb: c'];
  for (const userName of ['__proto__', 'constructor', 'toString', 'hasOwnProperty', ...hostile]) {
    const answer = await new Client(gateway).post(PATH, { as: 'user', userName, password: 'nothing at all' });
    expectRefusal(answer, answer.status === 400 ? 400 : 401, ['SIGN_IN_REFUSED', 'VALIDATION_ERROR']);
  }
});

test.each([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data; boundary=x',
  'application/jsonp',
  'application/json-patch+json',
  'text/plain; application/json',
  '',
])('content type "%s" is refused (ASVS 3.5.2)', async type => {
  expectRefusal(await post(credentials, { 'content-type': type }), 415, 'UNSUPPORTED_CONTENT_TYPE');
});

test('JSON with a charset is JSON', async () => {
  data(await post(credentials, { 'content-type': 'application/json; charset=utf-8' }));
  data(await post(credentials, { 'content-type': 'Application/JSON' }));
});

describe('a request is refused as foreign when it', () => {
  const { host, hostname, port } = new URL(gateway.origin);
  // `wrangler dev` rewrites addresses of its own host in headers, whatever their scheme, before the Worker sees them.
  const anotherScheme = runtime === 'node' ? [['names another scheme', `https://${host}`]] : [];
  test.each([
    ['comes from another site', 'https://evil.example'],
    ['comes from nowhere', 'null'],
    ...anotherScheme,
    ['names another port', `http://${hostname}:1`],
    ['names a subdomain', `http://sub.${host}`],
    ['names a longer host', `http://${hostname}.evil.example:${port}`],
    ['names a trailing dot', `http://${hostname}.:${port}`],
    ['names two origins', `${gateway.origin}, https://evil.example`],
    ['has an empty Origin', ''],
  ])('%s (3.15)', async (_, origin) => {
    expectRefusal(await post(credentials, { origin }), 403, 'FOREIGN_ORIGIN');
  });

  test('has no Origin at all (3.15)', async () => {
    const answer = await new Client(gateway).send({
      method: 'POST',
      path: PATH,
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(credentials),
    });
    expectRefusal(answer, 403, 'FOREIGN_ORIGIN');
  });

  test('would change something with a session (login and logout CSRF)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const foreign = { origin: 'https://evil.example' };
    expectRefusal(await user.client.post('/api/session/sign-out', {}, foreign), 403, 'FOREIGN_ORIGIN');
    expectRefusal(
      await user.client.post(
        '/api/actions/DeactivateMFADevice',
        { SerialNumber: user.device.serialNumber },
        foreign,
      ),
      403,
      'FOREIGN_ORIGIN',
    );
    expect(await listDevices(user.client)).toHaveLength(1);
  });
});

describe('a body over 64 kB is refused (F3)', () => {
  const large = JSON.stringify({ ...credentials, password: 'x'.repeat(65_537) });

  test('with its length', async () => {
    expectRefusal(await post(large), 413, 'BODY_TOO_LARGE');
  });

  test('in pieces, without a length', async () => {
    const answer = await new Client(gateway).send({
      method: 'POST',
      path: PATH,
      headers: { 'content-type': 'application/json', origin: gateway.origin },
      body: large,
      chunked: true,
    });
    expectRefusal(answer, 413, 'BODY_TOO_LARGE');
  });

  test('and one that just fits is read', async () => {
    const body = JSON.stringify(credentials);
    data(await post(`${body}${' '.repeat(65_536 - body.length)}`));
    expectRefusal(await post(`${body}${' '.repeat(65_537 - body.length)}`), 413, 'BODY_TOO_LARGE');
  });
});

describe('a flow', () => {
  const anyCode = { serialNumber: owner.device.serialNumber, code: '123456' };

  test('that was never begun has no steps', async () => {
    for (const [path, body] of [
      ['/api/sign-in/code', anyCode],
      ['/api/sign-in/key/options', { serialNumber: anyCode.serialNumber }],
      ['/api/sign-in/new-password', { newPassword: 'a new password of mine' }],
    ] as const) {
      expectRefusal(await new Client(gateway).post(path, body), 401, 'FLOW_ENDED');
    }
    data(await new Client(gateway).post('/api/sign-in/cancel'));
  });

  test('of a forged or swapped cookie has no steps', async () => {
    const { client } = await beginSignIn(gateway, owner);
    const flow = client.cookies.get('sallyport-flow') ?? '';
    for (const value of [`${flow}x`, flow.slice(1), flow.split('').reverse().join(''), '']) {
      const answer = await new Client(gateway).post('/api/sign-in/code', anyCode, {
        cookie: `sallyport-flow=${value}`,
      });
      expectRefusal(answer, 401, 'FLOW_ENDED');
    }
    const session = owner.client.cookies.get('sallyport') ?? '';
    const swapped = await new Client(gateway).post('/api/sign-in/code', anyCode, {
      cookie: `sallyport-flow=${session}`,
    });
    expectRefusal(swapped, 401, 'FLOW_ENDED');
  });

  test('that has ended has no steps', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { client } = await beginSignIn(gateway, user);
    const kept = client.copy();
    data(await submitCode(client, user.device));
    const again = { serialNumber: user.device.serialNumber, code: await user.device.next() };
    expectRefusal(await kept.post('/api/sign-in/code', again), 401, 'FLOW_ENDED');
    expectRefusal(
      await kept.post('/api/sign-in/new-password', { newPassword: 'one more password' }),
      401,
      'FLOW_ENDED',
    );
  });
});

test('a path that does not exist is said not to, in the same envelope', async () => {
  for (const path of [
    '/api/nothing',
    '/api/actions/NoSuchAction',
    '/api/sign-in/password/',
    '/api/%zz',
    '/api/..%2f',
  ]) {
    const answer = await owner.client.post(path);
    expectEnvelope(answer);
    expect([400, 404], `${path}: ${answer.text}`).toContain(answer.status);
  }
  expectRefusal(await new Client(gateway).post('/api/actions/constructor'), 404, 'NOT_FOUND');
  expectRefusal(await new Client(gateway).post('/api/actions/__proto__'), 404, 'NOT_FOUND');
});
