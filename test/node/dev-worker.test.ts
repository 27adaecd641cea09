import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, afterEach, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data } from '../support/envelope.ts';
import { newPassword } from '../support/people.ts';

// The suites in workerd start without wrangler (test/support/workerd); here is what people start by hand.
const folder = mkdtempSync(join(tmpdir(), 'sallyport-dev-worker-'));
let running: ChildProcess | undefined;

async function end(): Promise<void> {
  const ended = running?.pid === undefined || running.exitCode !== null ? undefined : once(running, 'exit');
  if (running?.pid !== undefined && ended !== undefined) process.kill(-running.pid, 'SIGTERM');
  await ended;
  running = undefined;
}
afterEach(end);
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Starts it and reads what it prints up to the line about its mails. */
async function devWorker(): Promise<{ origin: string; link: URL | undefined }> {
  const env = { ...process.env, PORT: '0', DATA_DIR: folder };
  const child = spawn(process.execPath, ['scripts/dev-worker.mjs'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
    detached: true,
  });
  running = child;
  let link: URL | undefined;
  for await (const line of createInterface({ input: child.stdout })) {
    const [, address] = /^Set up this gateway, once: (.+)$/.exec(line) ?? [];
    if (address !== undefined) link = new URL(address);
    const [, origin] = /^Its mails are at (.+)\/dev\/outbox/.exec(line) ?? [];
    if (origin !== undefined) return { origin, link };
  }
  throw new Error('the Worker ended before it listened');
}

test('npm run dev:worker brings the schema, keys and a set-up link, and finds its account again', async () => {
  const { origin, link } = await devWorker();
  const account = { email: 'owner@example.com', password: newPassword() };
  const first = new Client({ origin, address: origin });
  data(await first.post('/api/set-up', { token: link?.hash.slice(1), ...account, phone: '+4930901820' }));
  expect((await first.get('/sign-in', { accept: 'text/html' })).text).toContain('<!doctype html>');
  await end();

  const again = await devWorker();
  expect(again.link).toBeUndefined();
  const client = new Client({ origin: again.origin, address: again.origin });
  data(await client.post('/api/sign-in/password', { as: 'owner', ...account }));
}, 180_000);
