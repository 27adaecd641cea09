import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createWebhookPost, type Resolve } from '../../../src/adapters/webhooks/post-node.ts';
import { createWebhookPost as createInWorker } from '../../../src/adapters/webhooks/post-worker.ts';
import { parseNetwork } from '../../../src/core/throttle/cidr.ts';
import { CERTIFICATE, KEY } from '../../support/localhost-certificate.ts';
import { oddAddresses } from './odd-addresses.ts';

/** Listens at every address of this machine, for http; whoever connects at all is noted. */
let connections = 0;
const canary = createServer((_, answer) => answer.end('inner secret')).on('connection', () => {
  connections += 1;
});
/** A receiver that does what a path says. */
const heard: string[] = [];
const receiver = createServer((request, answer) => {
  heard.push(request.url ?? '');
  const [, what = '', rest = ''] = /^\/([a-z]+)(?:\/(.*))?$/.exec(request.url ?? '') ?? [];
  if (what === 'redirect')
    answer.writeHead(Number(rest) || 302, { location: `http://127.0.0.1:${port(canary)}/` }).end();
  else if (what === 'status') answer.writeHead(Number(rest)).end('secret words');
  else if (what === 'flood') answer.writeHead(200) && flood(() => answer.write('x'.repeat(65_536)), answer);
  else if (what === 'dribble') answer.writeHead(200) && dribble(() => answer.write('x'), answer);
  else if (what === 'cut') request.socket.destroy();
  else if (what !== 'silence') answer.end('ok');
});
const secure = createSecureServer({ key: KEY, cert: CERTIFICATE }, (_, answer) => answer.end());

function flood(write: () => void, answer: import('node:http').ServerResponse): void {
  const timer = setInterval(write, 1);
  answer.on('close', () => clearInterval(timer));
}
const dribble = (write: () => void, answer: import('node:http').ServerResponse) => {
  const timer = setInterval(write, 50);
  answer.on('close', () => clearInterval(timer));
};
const port = (server: Server) => (server.address() as AddressInfo).port;

beforeAll(async () => {
  canary.listen(0, '::');
  receiver.listen(0, '127.0.0.1');
  secure.listen(0, '127.0.0.1');
  await Promise.all([canary, receiver, secure].map(server => once(server, 'listening')));
});
afterAll(() => {
  for (const server of [canary, receiver, secure]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  connections = 0;
  heard.length = 0;
});

const loopback = [parseNetwork('127.0.0.1')].filter(network => network !== undefined);
const never: Resolve = () => Promise.reject(Object.assign(new Error('x'), { code: 'ENOTFOUND' }));
const ways = [
  ['Node', () => createWebhookPost([], never), () => createWebhookPost(loopback, never)],
  ['workerd', () => createInWorker([]), () => createInWorker(loopback)],
] as const;

describe.each(ways)('from %s', (_, strict, lenient) => {
  test('nothing of the whole list is posted to, not even a connection is made (3.11, E14)', async () => {
    for (const url of oddAddresses(port(canary))) {
      expect(await strict().check(url), url).toBe(false);
      await expect(strict().post(url, {}, '{}'), url).rejects.toThrow(/^EADDRESS$/);
    }
    expect(connections).toBe(0);
  });

  test('the canary sings: it is reached where the operator allows it', async () => {
    expect(await lenient().post(`http://127.0.0.1:${port(canary)}/`, {}, '{}')).toBe(200);
    expect(connections).toBe(1);
  });

  test.each([301, 302, 303, 307, 308])('a redirect with %i is not followed (ASVS 15.3.2)', async status => {
    const url = `http://127.0.0.1:${port(receiver)}/redirect/${status}`;
    expect(await lenient().post(url, {}, '{}')).toBe(status);
    expect(connections).toBe(0);
  });

  test('an answer is a status and nothing else, however long it is', async () => {
    const to = `http://127.0.0.1:${port(receiver)}`;
    expect(await lenient().post(`${to}/flood`, {}, '{}')).toBe(200);
    expect(await lenient().post(`${to}/status/500`, {}, '{}')).toBe(500);
    const failure = await lenient()
      .post(`${to}/cut`, {}, '{}')
      .catch((error: Error) => error.message);
    expect(failure).toMatch(/^E[A-Z]+$/);
  });

  test('headers and body arrive as they are', async () => {
    const body = JSON.stringify({ sentence: 'Schlüssel „Jörg“ 🔑' });
    const seen = new Promise<{ headers: object; text: string }>(resolve =>
      receiver.prependOnceListener('request', request => {
        const parts: Buffer[] = [];
        request.on('data', part => parts.push(part));
        request.on('end', () => resolve({ headers: request.headers, text: Buffer.concat(parts).toString() }));
      }),
    );
    await lenient().post(`http://127.0.0.1:${port(receiver)}/ok`, { 'webhook-id': 'x_1' }, body);
    expect(await seen).toMatchObject({
      headers: { 'webhook-id': 'x_1', 'content-type': 'application/json', 'user-agent': 'Sallyport-Webhook' },
      text: body,
    });
  });
});

describe('a name, on Node,', () => {
  const url = () => `https://hooks.example.com:${port(secure)}/x`;
  const names = (...addresses: string[]) =>
    vi.fn(async () => addresses.map(address => ({ address, family: address.includes(':') ? 6 : 4 })));

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['8.8.8.8', '127.0.0.1']],
    [['169.254.169.254']],
    [['::ffff:127.0.0.1']],
    [[]],
  ])('that leads to %j is refused when it is saved and when something is sent', async addresses => {
    const post = createWebhookPost([], names(...addresses));
    const to = `https://hooks.example.com:${port(canary)}/`;
    expect(await post.check(to)).toBe(false);
    await expect(post.post(to, {}, '{}')).rejects.toThrow(/^EADDRESS$/);
    expect(connections).toBe(0);
  });

  test('that nobody knows is refused like one that leads inside: one answer', async () => {
    expect(await createWebhookPost([], never).check(url())).toBe(false);
  });

  test('that was public when it was saved and leads here when it is used is not followed (DNS rebinding)', async () => {
    const answers = [['93.184.215.14'], ['127.0.0.1']];
    const resolve: Resolve = async () => (answers.shift() ?? []).map(address => ({ address, family: 4 }));
    const post = createWebhookPost([], resolve);
    const to = `https://hooks.example.com:${port(canary)}/`;
    expect(await post.check(to)).toBe(true);
    await expect(post.post(to, {}, '{}')).rejects.toThrow(/^EADDRESS$/);
    expect(connections).toBe(0);
  });

  test('is looked up once; the connection goes to the address that was checked', async () => {
    const resolve = names('127.0.0.1');
    const connected = once(secure, 'tlsClientError').catch(() => undefined);
    // The certificate is for another name, so the handshake fails: by then the connection has been made, to the
    // address that the resolver said, although no name server knows such a name.
    const post = createWebhookPost(loopback, resolve);
    await expect(post.post(url(), {}, '{}')).rejects.toThrow(
      /^(ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE)[A-Z_]+$/,
    );
    await connected;
    expect(resolve).toHaveBeenCalledTimes(1);
  });
});

test.each(['silence', 'dribble'])('a receiver that answers with %s is left after a while', async path => {
  const url = `http://127.0.0.1:${port(receiver)}/${path}`;
  await expect(createWebhookPost(loopback, never, 300).post(url, {}, '{}')).rejects.toThrow(/^ETIMEDOUT$/);
});
