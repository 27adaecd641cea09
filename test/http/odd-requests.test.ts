import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createUser, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const user = await createUser(gateway, owner);

describe('a password of one byte is a wrong password and no error of ours (E11)', () => {
  const bytes = ['\u0001', '\u0002', '\u0003', '\u0004', '\u0005', '\u0006', '\u0007', 'a'];

  test.each(bytes)('%j, for a person who exists and for nobody', async password => {
    for (const userName of [user.name, `nobody-${password.charCodeAt(0)}`]) {
      const answer = await new Client(gateway).post('/api/sign-in/password', {
        as: 'user',
        userName,
        password,
      });
      expectRefusal(answer, 401, 'SIGN_IN_REFUSED');
    }
  });
});

test.each([
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
])('an unknown parameter called %s is refused and named (F11, ASVS 15.3.3)', async name => {
  const body = `{"${name}":{"polluted":true}}`;
  for (const path of ['/api/actions/ListUsers', '/api/sign-in/code', '/api/session/sign-out']) {
    const answer = await owner.client.copy().post(path, body);
    expectRefusal(answer, path.endsWith('/code') ? answer.status : 400, ['VALIDATION_ERROR', 'FLOW_ENDED']);
    const fields = /"fields":(\{.*?\})/.exec(answer.text)?.[1] ?? '';
    expect(fields, answer.text).toContain(`"${name}":`);
  }
  data(await owner.client.get('/api/session'));
});

describe('what is not there', () => {
  const nowhere = ['/nothing-here', '/credentials/deeper', '/api/nothing-here'];

  test.each(nowhere)('%s is a page with the headers of a page for a browser (ASVS 3.4)', async path => {
    const page = await new Client(gateway).get('/sign-in', { accept: 'text/html' });
    const answer = await new Client(gateway).get(path, { accept: 'text/html,application/xhtml+xml' });
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toMatch(/^text\/html\b/);
    for (const header of [
      'content-security-policy',
      'x-content-type-options',
      'referrer-policy',
      'x-frame-options',
      'permissions-policy',
      'cross-origin-opener-policy',
    ]) {
      expect(answer.headers[header], header).toBe(page.headers[header]);
      expect(answer.headers[header], header).toBeDefined();
    }
  });

  test.each([...nowhere, '/assets/nothing-here.js'])('%s is the envelope for a program', async path => {
    expectRefusal(await new Client(gateway).get(path), 404, 'NOT_FOUND');
  });

  test.each([
    '/assets/..%2fsign-in.html',
    '/assets/..%2Fcredentials.html',
    '/assets/%2e%2e%2fcredentials.html',
    '/assets/%2e%2e%2f%2e%2e%2fserver.js',
    '/assets/..%5csign-in.html',
    '/assets/..%5C..%5Cserver.js',
    '/assets/%252e%252e%252fsign-in.html',
    '/assets/..%00/sign-in.html',
  ])('%s leads out of the assets to nothing (D9)', async path => {
    for (const accept of ['*/*', 'text/html', 'application/json']) {
      const answer = await new Client(gateway).get(path, { accept });
      expect(answer.status, answer.text).toBe(404);
    }
  });
});
