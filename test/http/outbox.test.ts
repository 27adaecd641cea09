import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { queueMail } from '../support/mail-rows.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const client = new Client(gateway);

interface OutboxMail {
  id: string;
  html: string | null;
  to: string;
  subject: string;
  text: string;
  createdAt: string;
  outcome: string;
}
const outbox = async () => data(await client.get<{ mails: OutboxMail[] }>('/dev/outbox.json')).mails;

test('development without a mail server keeps its mails and shows them, the newest first', async () => {
  queueMail(gateway, {
    to: 'one@example.org',
    subject: 'First',
    text: 'Hello <b>you</b>.\n',
    at: Date.now() - 1_000,
  });
  queueMail(gateway, { subject: 'Second' });
  data(await client.post('/api/sign-in/cancel'));
  await expect
    .poll(async () => (await outbox()).map(({ outcome }) => outcome), { timeout: 20_000 })
    .toEqual(['unsent', 'unsent']);
  const [second, first] = await outbox();
  expect(second).toMatchObject({ subject: 'Second', to: 'mira@example.org' });
  expect(first).toMatchObject({ subject: 'First', to: 'one@example.org', text: 'Hello <b>you</b>.\n' });
  expect(Math.abs(Date.parse(first?.createdAt ?? '') - Date.now())).toBeLessThan(600_000);
});

test('the page of it is there, with the security headers of the others', async () => {
  const { status, headers, text } = await client.get('/dev/outbox', { accept: 'text/html' });
  expect(status).toBe(200);
  expect(text).toContain('<title>Outbox');
  expect(headers['content-security-policy']).toContain("script-src 'self'");
});

test('the HTML part of a mail is shown as a mail reader would: nothing fetched, no script, no origin of ours (D9)', async () => {
  const id = queueMail(gateway, { html: '<!doctype html><title>t</title><script>alert(1)</script>' });
  const listed = (await outbox()).find(mail => mail.id === id);
  expect(listed?.html).toBe(`/dev/outbox/${id}`);
  const { status, headers, text } = await client.get(`/dev/outbox/${id}`, { accept: 'text/html' });
  expect(status).toBe(200);
  expect(text).toContain('<script>alert(1)');
  expect(headers['content-type']).toBe('text/html; charset=utf-8');
  expect(headers['content-security-policy']).toBe(
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'; sandbox",
  );
  const { port } = new URL(gateway.address);
  expectRefusal(await client.get(`/dev/outbox/${id}`, { host: `evil.example:${port}` }), 404, 'NOT_FOUND');
  const plain = queueMail(gateway);
  expect((await outbox()).find(mail => mail.id === plain)?.html).toBe(null);
  expectRefusal(await client.get(`/dev/outbox/${plain}`), 404, 'NOT_FOUND');
});

test('a name that was made to point at this machine reads nothing (DNS rebinding)', async () => {
  const { port } = new URL(gateway.address);
  for (const host of [`evil.example:${port}`, 'evil.example', `localhost.evil.example:${port}`]) {
    const answer = await client.get('/dev/outbox.json', { host });
    expectRefusal(answer, 404, 'NOT_FOUND');
    expect(answer.text).not.toContain('mira@example.org');
  }
});
