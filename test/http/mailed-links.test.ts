import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data } from '../support/envelope.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { brokenServer, MailServer, type Received } from '../support/mail-server.ts';
import { forgetMails, storedValue } from '../support/mailed-links.ts';
import { createUserWithDevice, type PersonWithDevice, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

/** A public name that is not where the requests of the test go, as behind a proxy. */
const server = new MailServer();
const gateway = await startGateway({
  runtime,
  env: {
    SMTP_URL: `smtp://127.0.0.1:${await server.listen()}`,
    MAIL_FROM: 'Sallyport <no-reply@verify.example.org>',
  },
});
afterAll(async () => {
  await gateway.stop();
  await server.close();
});
let owner: PersonWithDevice;
let user: PersonWithDevice;
beforeAll(async () => {
  owner = await setUpOwner(gateway);
  user = await createUserWithDevice(gateway, owner);
});

async function arrived(to: string, words: RegExp, count = 1): Promise<Received[]> {
  const found = () =>
    server.received.filter(({ to: [address], mail }) => address === to && words.test(mail.subject ?? ''));
  await expect.poll(found, { timeout: 20_000 }).toHaveLength(count);
  return found();
}
const requestWith = (headers: Record<string, string | string[]>, email = owner.name) => {
  forgetMails(gateway);
  return new Client(gateway).post('/api/password-reset', { as: 'owner', email }, headers);
};

test('a link comes from one recognisable sender, in a text and in an HTML part that say the same (S1-35, S1-36)', async () => {
  const mailbox = `${user.name}@example.org`;
  data(await owner.client.action('SetContactEmail', { UserName: user.name, Email: mailbox }));
  const [received] = await arrived(mailbox, /Confirm your e-mail address/);
  const { from, text = '', html = '', headers } = received?.mail ?? {};
  expect(from).toEqual({ name: 'Sallyport', address: 'no-reply@verify.example.org' });
  const link = new RegExp(`${gateway.origin}/confirm-address#[\\w-]{43}`);
  expect(link.exec(html)?.[0]).toBe(link.exec(text)?.[0]);
  expect(text.split(/\r?\n/)).toContain(link.exec(text)?.[0]);
  expect(html).toContain(`href="${link.exec(html)?.[0]}"`);
  expect(headers?.filter(({ key }) => key === 'content-type')).toMatchObject([
    { value: expect.stringContaining('multipart/alternative') },
  ]);
});

describe('D9', () => {
  test.each([
    '<a href=//evil.example>x</a>',
    '{{7*7}}<img src=//evil.example/p.gif>',
  ])('%j as a name and as a browser is text in both parts', async hostile => {
    const mailbox = `${user.name}@example.org`;
    server.received.length = 0;
    const input = { UserName: user.name, SerialNumber: user.device.serialNumber, DeviceName: hostile };
    data(await owner.client.post('/api/actions/RenameMFADevice', input, { 'user-agent': hostile }));
    const [notice] = await arrived(mailbox, /renamed/);
    expect(notice?.mail.html).not.toMatch(/<(a|img)\b|evil\.example>/);
    for (const part of [notice?.mail.text, notice?.mail.html]) {
      expect(part).not.toContain('://evil');
      expect(part).not.toContain('{{');
    }
    expect(
      notice?.mail.headers
        .map(({ key }) => key)
        .sort()
        .join(' '),
    ).toBe('auto-submitted content-type date from message-id mime-version subject to');
  });
});

test.each<[string, Record<string, string | string[]>]>([
  ['Host', { host: 'evil.example' }],
  ['X-Forwarded-Host', { 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' }],
  ['Forwarded', { forwarded: 'host=evil.example;proto=http' }],
  [
    'X-Original-Host and X-HTTP-Host-Override',
    { 'x-original-host': 'evil.example', 'x-http-host-override': 'evil.example', 'x-host': 'evil.example' },
  ],
  [
    'X-Forwarded-Prefix and Referer',
    { 'x-forwarded-prefix': '//evil.example', referer: 'https://evil.example/' },
  ],
])('D4 a poisoned %s changes no link: it is made of ORIGIN', async (_, headers) => {
  server.received.length = 0;
  const answer = await requestWith(headers);
  expect([200, 400, 403, 404], answer.text).toContain(answer.status);
  if (answer.status !== 200) data(await requestWith({}));
  const [received] = await arrived(owner.name, /Choose a new password/);
  const { text = '', html = '', headers: sent } = received?.mail ?? {};
  const all = [text, html, JSON.stringify(sent)].join('\n');
  expect(all).not.toContain('evil.example');
  expect(all).toContain(`${gateway.origin}/reset-password#`);
});

test('D4 an absolute address of another host in the request line changes no link', async () => {
  server.received.length = 0;
  forgetMails(gateway);
  const answer = await new Client(gateway).send({
    method: 'POST',
    path: 'http://evil.example/api/password-reset',
    headers: { 'content-type': 'application/json', origin: gateway.origin },
    body: JSON.stringify({ as: 'owner', email: owner.name }),
  });
  expect(answer.status).toBeLessThan(500);
  if (answer.status !== 200) data(await requestWith({}));
  const [received] = await arrived(owner.name, /Choose a new password/);
  expect(received?.raw).not.toContain('evil.example');
});

test.each<[string, Parameters<typeof brokenServer>[0]]>([
  ['never says a word', () => {}],
  ['hangs up at once', socket => socket.destroy()],
  ['refuses everybody', socket => socket.end('554 go away\r\n')],
])('a mail server that %s holds no request, and the mail waits in the store', async (_, behave) => {
  const { port, close } = await brokenServer(behave);
  let lame: Gateway | undefined;
  try {
    lame = await startGateway({
      runtime,
      env: { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'no-reply@example.org' },
    });
    await setUpOwner(lame);
    const begun = performance.now();
    data(await new Client(lame).post('/api/password-reset', { as: 'owner', email: 'owner@example.com' }));
    expect(performance.now() - begun).toBeLessThan(2_000);
    const waiting = "select count(*) from mails where subject like '%new password%' and outcome is null";
    expect(storedValue(lame, waiting)).toBe(1);
    data(await new Client(lame).get('/api/sign-in'));
  } finally {
    close();
    await lame?.stop();
  }
});
