import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { afterAll, expect, test } from 'vitest';
import { limitArrival } from '../../../src/runtime/time-limits.ts';

const server = createServer((incoming, outgoing) => {
  incoming.resume().on('end', () => outgoing.end('whole'));
});
limitArrival(server, path => path === '/upload', 30);
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = server.address() as AddressInfo;
afterAll(() => server.close());

/** What comes back for a body that is sent in two halves, the second when `wait` is done. */
async function halves(line: string, wait: () => Promise<unknown>): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  let heard = '';
  socket.on('data', data => {
    heard += data;
  });
  socket.on('error', () => {});
  const closed = once(socket, 'close').then(() => 'closed');
  socket.write(`${line} HTTP/1.1\r\nhost: x\r\nconnection: close\r\ncontent-length: 2\r\n\r\na`);
  if ((await Promise.race([closed, wait()])) !== 'closed') socket.write('b');
  await closed;
  return heard;
}

const never = () => new Promise(() => {});

test('Node does not cut a file after five minutes, and waits half an hour for none else', () => {
  expect(server.requestTimeout).toBe(31 * 60_000);
  expect(server.headersTimeout).toBeLessThanOrEqual(60_000);
});

test.each([
  'POST /api/session',
  'GET /upload',
  'POST /upload/x',
  'PUT /upload',
])('a body that does not arrive is not waited for: %s', async line => {
  expect(await halves(line, never)).toBe('');
});

test('a file may come slowly: another request that began later is cut first', async () => {
  expect(await halves('POST /upload?x', () => halves('POST /other', never))).toContain('whole');
});

test('a body that came in time is answered', async () => {
  expect(await halves('POST /api/session', async () => {})).toContain('whole');
});
