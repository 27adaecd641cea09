import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { CERTIFICATE } from '../support/localhost-certificate.ts';
import { queueMail } from '../support/mail-rows.ts';
import { MailServer } from '../support/mail-server.ts';
import { runtime } from '../support/runtime.ts';

const folder = mkdtempSync(join(tmpdir(), 'sallyport-mail-'));
const authority = join(folder, 'authority.pem');
writeFileSync(authority, CERTIFICATE);

let refusals: (string | undefined)[] = [];
const server = new MailServer({
  authOptional: false,
  onRcptTo({ address }, _session, callback) {
    const refused = address.startsWith('nobody') && refusals.push(address) > 0;
    callback(refused ? Object.assign(new Error('no such mailbox'), { responseCode: 550 }) : null);
  },
});
const port = await server.listen();
const gateway = await startGateway({
  runtime,
  env: {
    SMTP_URL: `smtp://gate%20way:p%40ss%3Aw%2Frd@localhost:${port}?tls=required`,
    MAIL_FROM: 'Sallyport am Tor <auth@example.org>',
    NODE_EXTRA_CA_CERTS: authority,
  },
});
afterAll(async () => {
  await gateway.stop();
  await server.close();
  rmSync(folder, { recursive: true });
});
beforeEach(() => {
  server.received.length = 0;
  refusals = [];
});

/** A POST that succeeds, after which a Worker looks into its outbox. */
const change = async () => data(await new Client(gateway).post('/api/sign-in/cancel'));
const outcomes = async () => {
  const answer = await new Client(gateway).get<{ mails: { id: string; outcome: string }[] }>(
    '/dev/outbox.json',
  );
  return new Map(data(answer).mails.map(({ id, outcome }) => [id, outcome]));
};

test('a notice is sent soon after the request, by STARTTLS and with the login, to one mailbox', async () => {
  const id = queueMail(gateway, { subject: 'Neues Gerät 🔑', text: 'Es heißt «Schlüssel».\n' });
  await change();
  await expect.poll(() => server.received, { timeout: 20_000 }).toHaveLength(1);
  expect(server.received).toMatchObject([
    {
      from: 'auth@example.org',
      to: ['mira@example.org'],
      user: 'gate way',
      secure: true,
      mail: {
        from: { name: 'Sallyport am Tor', address: 'auth@example.org' },
        subject: 'Neues Gerät 🔑',
        text: expect.stringContaining('Es heißt «Schlüssel».'),
        messageId: `<${id}@example.org>`,
      },
    },
  ]);
  await expect.poll(async () => (await outcomes()).get(id), { timeout: 20_000 }).toBe('sent');
});

test('a mailbox that is refused stops no other and is not asked twice', async () => {
  const refused = queueMail(gateway, { to: 'nobody@example.org' });
  const good = queueMail(gateway);
  await change();
  await expect.poll(async () => (await outcomes()).get(good), { timeout: 20_000 }).toBe('sent');
  await expect.poll(async () => (await outcomes()).get(refused), { timeout: 20_000 }).toBe('refused');
  await change();
  expect(refusals).toEqual(['nobody@example.org']);
  expect(gateway.output()).toMatch(/"event":"MailRefused".*"reason":"EENVELOPE 550"/);
  expect(gateway.output()).not.toContain('nobody@example.org');
});

test('many requests at once send each notice once (B5)', async () => {
  const ids = Array.from({ length: 12 }, () => queueMail(gateway));
  await Promise.all(Array.from({ length: 10 }, change));
  await expect
    .poll(
      async () => {
        const now = await outcomes();
        return ids.filter(id => now.get(id) !== 'sent');
      },
      { timeout: 20_000 },
    )
    .toEqual([]);
  expect(server.received.map(({ mail }) => mail.messageId).sort()).toEqual(
    ids.map(id => `<${id}@example.org>`).sort(),
  );
});

test('a notice that a request left behind is sent by the clock: the interval on Node, cron in workerd', async () => {
  const id = queueMail(gateway);
  if (runtime === 'worker') {
    expect((await fetch(`${gateway.address}/cdn-cgi/local/scheduled`)).status).toBe(200);
  }
  await expect.poll(async () => (await outcomes()).get(id), { timeout: 20_000 }).toBe('sent');
});
