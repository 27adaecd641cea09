import { afterAll, describe, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import { data, expectEnvelope, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { fetchOpenApi, pathsOf } from '../support/openapi.ts';
import { beginSignIn, createUserWithDevice, listDevices, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

const document = await fetchOpenApi(new Client(gateway));
const posts = pathsOf(document, 'post');
const takesJson = (path: string) =>
  document.paths[path]?.post?.requestBody?.content?.['application/json'] !== undefined;
const files = posts.filter(path => !takesJson(path));

/** Routes that answer without any session or flow; the rest must refuse a stranger. */
const OPEN = [
  '/api/sign-in',
  '/api/sign-in/passkey/options',
  '/api/sign-in/cancel',
  '/openapi.json',
  '/healthz',
  '/',
];

function expectNeverOurFault(answer: Answer): void {
  expectEnvelope(answer);
  expect(answer.status, answer.text).toBeLessThan(500);
}

test('one route takes a file, all others JSON', () => {
  expect(files).toEqual(['/api/actions/ImportHardwareMFADevices']);
});

describe.each(files)('POST %s, a file', path => {
  const header = (input: unknown) => Buffer.from(JSON.stringify(input)).toString('base64url');
  const upload = (headers: Record<string, string>, body = 'serial,secret\n') =>
    owner.client.copy().post(path, body, { 'content-type': 'text/csv', ...headers });

  test('refuses malformed input in its header', async () => {
    for (const input of ['{', 'AAAA', '****', header([]), header(null), header('x'), header(7)]) {
      expectRefusal(await upload({ 'sallyport-input': input }), 400, 'VALIDATION_ERROR');
    }
  });

  test('refuses a field that it does not know (ASVS 15.3.3)', async () => {
    for (const field of ['isAdmin', 'UserName']) {
      const answer = await upload({ 'sallyport-input': header({ [field]: true }) });
      expectRefusal(answer, 400, 'VALIDATION_ERROR');
      expect(answer.body.error.fields).toHaveProperty(field);
    }
  });

  test('refuses what a form of another site could send (ASVS 3.5.2)', async () => {
    for (const type of ['application/json', 'application/x-www-form-urlencoded', 'multipart/form-data', '']) {
      expectRefusal(await upload({ 'content-type': type }), 415, 'UNSUPPORTED_CONTENT_TYPE');
    }
  });

  test('refuses a foreign origin (ASVS 3.5.1)', async () => {
    for (const origin of ['https://evil.example', 'null', '']) {
      expectRefusal(await upload({ origin }), 403, 'FOREIGN_ORIGIN');
    }
  });

  test('survives fields of every wrong type', async () => {
    for (const value of [null, 0, -1, 1e308, true, '', 'x', [], {}, '\u202e\u0000', 'x'.repeat(2_000)]) {
      for (const field of ['PreSharedKey', 'Password']) {
        expectNeverOurFault(await upload({ 'sallyport-input': header({ [field]: value }) }).then(harmless));
      }
    }
  });
});

describe.each(posts)('POST %s', path => {
  test('answers no other method (ASVS 3.5.3)', async () => {
    const methods = document.paths[path]?.get
      ? ['PUT', 'DELETE', 'PATCH']
      : ['GET', 'PUT', 'DELETE', 'PATCH'];
    for (const method of methods) {
      const answer = await owner.client.copy().send({
        method,
        path,
        headers: { accept: 'application/json', origin: gateway.origin, 'content-type': 'application/json' },
      });
      expectRefusal(answer, 405, 'METHOD_NOT_ALLOWED');
      expect(answer.headers.allow).toContain('POST');
    }
  });
});

describe.each(posts.filter(takesJson))('POST %s, JSON', path => {
  const asOwner = (body: unknown, headers: Record<string, string> = {}) =>
    owner.client.copy().post(path, body, headers);

  test('refuses malformed JSON, also from someone signed in', async () => {
    for (const body of ['{"', '[]', 'null', '"x"', '\u0000']) {
      expectRefusal(await asOwner(body), 400, 'VALIDATION_ERROR');
    }
  });

  test('refuses a field that it does not know (ASVS 15.3.3)', async () => {
    const answer = await asOwner({ isAdmin: true });
    expectRefusal(answer, 400, 'VALIDATION_ERROR');
    expect(answer.body.error.fields).toBeDefined();
  });

  test('refuses another content type (ASVS 3.5.2)', async () => {
    expectRefusal(await asOwner('{}', { 'content-type': 'text/plain' }), 415, 'UNSUPPORTED_CONTENT_TYPE');
  });

  test('refuses a foreign origin (ASVS 3.5.1)', async () => {
    expectRefusal(await asOwner({}, { origin: 'https://evil.example' }), 403, 'FOREIGN_ORIGIN');
  });

  test('refuses a body over 64 kB', async () => {
    expectRefusal(await asOwner(`{"x":"${'x'.repeat(65_536)}"}`), 413, 'BODY_TOO_LARGE');
  });

  test('survives fields of every wrong type', async () => {
    const names = propertyNames(path);
    for (const value of [null, 0, -1, 1e308, true, '', 'x', [], {}, '\u202e\u0000', 'x'.repeat(5_000)]) {
      expectNeverOurFault(
        await asOwner(Object.fromEntries(names.map(name => [name, value])), {}).then(harmless),
      );
    }
  });
});

/** A success is fine for an input that happens to be good; it is then no refusal to look at. */
function harmless(answer: Answer): Answer {
  return answer.status === 200
    ? {
        ...answer,
        status: 400,
        body: { success: false, data: undefined, error: { code: 'FINE', message: 'a good input' } },
      }
    : answer;
}

function propertyNames(path: string): string[] {
  const text = JSON.stringify(document.paths[path]?.post?.requestBody ?? {});
  return [
    ...new Set([...text.matchAll(/"properties":\{"(\w+)"/g), ...text.matchAll(/"(\w+)":\{"type"/g)]),
  ].map(([, name = '']) => name);
}

test('every route but the open ones refuses a flow that waits for the second factor (A1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const flow = client.cookies.get('sallyport-flow') ?? '';
  const cookie = `sallyport=${flow}`;
  const closed = (paths: string[]) =>
    paths.filter(path => !OPEN.includes(path) && !/\/(sign-in|set-up|recovery)(\/|$)/.test(path));
  for (const path of closed(posts)) {
    for (const headers of [
      { cookie },
      { authorization: `Bearer ${flow}` },
      { cookie: client.cookieHeader() },
    ]) {
      const type = takesJson(path) ? 'application/json' : 'text/csv';
      const answer = await new Client(gateway).post(path, {}, { 'content-type': type, ...headers } as Record<
        string,
        string
      >);
      expect([400, 401], `${path}: ${answer.text}`).toContain(answer.status);
      expectNeverOurFault(answer);
    }
  }
  for (const path of closed(pathsOf(document, 'get'))) {
    expectRefusal(await new Client(gateway).get(path, { cookie }), 401, 'NOT_SIGNED_IN');
  }
  expect(await listDevices(user.client)).toHaveLength(1);
});

test('no route lets another site read its answer (F7)', async () => {
  for (const origin of ['https://evil.example', 'null', `http://sub.${new URL(gateway.origin).host}`]) {
    const answer = await owner.client.get('/api/session', { origin });
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    const preflight = await new Client(gateway).send({
      method: 'OPTIONS',
      path: '/api/session/sign-out',
      headers: { origin, 'access-control-request-method': 'POST' },
    });
    expect(preflight.headers['access-control-allow-origin']).toBeUndefined();
    expect(preflight.headers['access-control-allow-credentials']).toBeUndefined();
  }
});

test('after all of this the owner is still signed in and nothing was made', async () => {
  data(await owner.client.get('/api/session'));
  expect(await listDevices(owner.client)).toHaveLength(1);
  expect(data(await owner.client.action<{ Users: unknown[] }>('ListUsers')).Users).toHaveLength(1);
});
