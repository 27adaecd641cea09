import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';

const ORIGIN = 'https://gate.example.com';
const SECRET_KEYS = `k1:${randomBytes(32).toString('base64')}`;
const gateway = await startGateway({ runtime: 'node', env: { MODE: 'production', ORIGIN, SECRET_KEYS } });
afterAll(() => gateway.stop());

test('behind https every answer carries HSTS of a year or more (ASVS 3.4.1)', async () => {
  const client = new Client(gateway);
  for (const path of ['/api/sign-in', '/healthz', '/nothing-here', '/sign-in']) {
    const { headers } = await client.get(path);
    const seconds = Number(/max-age=(\d+)/.exec(headers['strict-transport-security'] ?? '')?.[1]);
    expect(seconds, path).toBeGreaterThanOrEqual(31_536_000);
  }
});

test('behind https cookies are Secure and for this host alone (ASVS 3.3.1)', async () => {
  const client = new Client(gateway);
  const answer = await client.post('/api/sign-in/passkey/options');
  data(answer);
  expect(answer.setCookies.length).toBeGreaterThan(0);
  for (const line of answer.setCookies) {
    expect(line).toMatch(/^__Host-sallyport-flow=[\w-]{43,};/);
    for (const attribute of ['Secure', 'HttpOnly', 'SameSite=Lax', 'Path=/'])
      expect(line).toContain(attribute);
    expect(line).not.toMatch(/domain/i);
  }
});

test('the public origin is the one that counts, not the one of the socket', async () => {
  const client = new Client({ origin: gateway.address, address: gateway.address });
  expectRefusal(await client.post('/api/sign-in/passkey/options'), 403, 'FOREIGN_ORIGIN');
});

test.each<[string, Record<string, string>, RegExp]>([
  ['without keys', { ORIGIN }, /SECRET_KEYS/],
  ['with an http origin', { ORIGIN: 'http://gate.example.com', SECRET_KEYS }, /ORIGIN/],
  ['with a key that is too short', { ORIGIN, SECRET_KEYS: 'k1:c2hvcnQ=' }, /SECRET_KEYS/],
  [
    'with everything wrong, all of it named',
    { ORIGIN: 'nonsense', PORT: 'x' },
    /(?=[\s\S]*ORIGIN)(?=[\s\S]*PORT)/,
  ],
])('production does not start %s (D14)', async (_, env, named) => {
  await expect(startGateway({ runtime: 'node', env: { MODE: 'production', ...env } })).rejects.toThrow(named);
});

test('production is what runs unless said otherwise', async () => {
  await expect(startGateway({ runtime: 'node', env: { MODE: '' } })).rejects.toThrow(/SECRET_KEYS|MODE/);
});

test('development listens on loopback and refuses to be anything but localhost', async () => {
  const elsewhere = startGateway({ runtime: 'node', env: { ORIGIN: 'https://gate.example.com' } });
  await expect(elsewhere).rejects.toThrow(/ORIGIN/);
});
