import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { unstable_startWorker } from 'wrangler';
import { CERTIFICATE } from '../support/localhost-certificate.ts';
import { brokenServer, MailServer } from '../support/mail-server.ts';

const MAIL = {
  id: 'M',
  to: 'mira@example.org',
  subject: 'Neues Gerät',
  text: 'Hallo.\n',
  html: '<p>Hallo.</p>',
  createdAt: 0,
};
const folder = mkdtempSync(join(tmpdir(), 'sallyport-workerd-'));
let worker: Awaited<ReturnType<typeof unstable_startWorker>>;

beforeAll(async () => {
  const authority = join(folder, 'authority.pem');
  writeFileSync(authority, CERTIFICATE);
  // Read when wrangler is loaded; workerd then trusts it beside the public ones.
  process.env.NODE_EXTRA_CA_CERTS = authority;
  process.env.WRANGLER_SEND_METRICS = 'false';
  process.env.CLOUDFLARE_CF_FETCH_ENABLED = 'false';
  const config = join(folder, 'wrangler.toml');
  writeFileSync(config, 'compatibility_date = "2026-10-01"\ncompatibility_flags = ["nodejs_compat"]\n');
  const { unstable_startWorker } = await import('wrangler');
  worker = await unstable_startWorker({
    config,
    name: 'mailer',
    entrypoint: join(import.meta.dirname, '../support/mailer-worker.ts'),
    dev: {
      server: { hostname: '127.0.0.1', port: 0 },
      inspector: false,
      persist: false,
      remote: false,
      watch: false,
      logLevel: 'none',
    },
  });
  await worker.ready;
}, 60_000);
const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0)) await close();
});
afterAll(async () => {
  await worker?.dispose();
  rmSync(folder, { recursive: true });
});

async function mailServer(options?: ConstructorParameters<typeof MailServer>[0]) {
  const server = new MailServer(options);
  closing.push(() => server.close());
  return { server, port: await server.listen() };
}
async function send(url: string): Promise<string> {
  const body = JSON.stringify({ url, mail: MAIL });
  const answer = await worker.fetch('http://mailer/', { method: 'POST', body });
  return answer.text();
}
const LOGIN = 'gate%20way:p%40ss%3Aw%2Frd';

test('a mail goes out in the clear, by STARTTLS and by TLS from the first byte', async () => {
  const { server, port } = await mailServer();
  const secure = await mailServer({ secure: true, authOptional: false });
  expect(await send(`smtp://127.0.0.1:${port}`)).toBe('sent');
  expect(await send(`smtp://${LOGIN}@localhost:${port}?tls=required`)).toBe('sent');
  expect(await send(`smtps://${LOGIN}@localhost:${secure.port}`)).toBe('sent');
  expect([...server.received, ...secure.server.received]).toMatchObject([
    { secure: false, user: undefined, mail: { subject: 'Neues Gerät' } },
    { secure: true, user: 'gate way', mail: { subject: 'Neues Gerät' } },
    { secure: true, user: 'gate way', mail: { subject: 'Neues Gerät' } },
  ]);
});

test('a certificate of another name gets neither the password nor the mail', async () => {
  const { server, port } = await mailServer();
  const secure = await mailServer({ secure: true });
  expect(await send(`smtp://${LOGIN}@127.0.0.1:${port}?tls=required`)).toMatch(/^Error: E/);
  expect(await send(`smtps://${LOGIN}@127.0.0.1:${secure.port}`)).toMatch(/^Error: E/);
  expect([...server.received, ...secure.server.received]).toEqual([]);
});

test('a server that hides STARTTLS gets nothing', async () => {
  const { server, port } = await mailServer({ hideSTARTTLS: true, disabledCommands: ['STARTTLS'] });
  expect(await send(`smtp://${LOGIN}@localhost:${port}?tls=required`)).toBe('Error: ETLS 500');
  expect(server.received).toEqual([]);
});

test('a refused mailbox is told from a busy one', async () => {
  for (const [responseCode, expected] of [
    [550, 'MailRefused: EENVELOPE 550'],
    [450, 'Error: EENVELOPE 450'],
  ] as const) {
    const { port } = await mailServer({
      onRcptTo: (_address, _session, callback) => callback(Object.assign(new Error('no'), { responseCode })),
    });
    expect(await send(`smtp://127.0.0.1:${port}`)).toBe(expected);
  }
});

test.each<[string, Parameters<typeof brokenServer>[0]]>([
  ['never says a word', () => {}],
  ['hangs up at once', socket => socket.destroy()],
  ['hangs up after its greeting', socket => socket.end('220 broken ready\r\n')],
  ['speaks another language', socket => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n')],
  ['greets and then says nothing', socket => socket.write('220 broken ready\r\n')],
  [
    'greets and then dribbles',
    socket => {
      socket.write('220 broken ready\r\n');
      const dribble = setInterval(() => socket.write('250-still here\r\n'), 50);
      socket.on('close', () => clearInterval(dribble));
    },
  ],
])('a server that %s ends the attempt, for now', async (_, behave) => {
  const { port, close } = await brokenServer(behave);
  closing.push(close);
  expect(await send(`smtp://127.0.0.1:${port}`)).toMatch(/^Error: E[A-Z]+( \d+)?$/);
});
