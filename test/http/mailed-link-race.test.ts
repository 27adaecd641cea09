import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { newestToken, withConfirmedMailbox } from '../support/mailed-links.ts';
import { startNaive } from '../support/naive.ts';
import { noticesTo } from '../support/outbox.ts';
import { beginSignIn, createUser, newPassword, setUpOwner, withMailbox } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const first = await startGateway({ runtime });
const nodes = [first];
afterAll(async () => {
  for (const node of nodes.toReversed()) await node.stop();
});
const owner = await setUpOwner(first);
if (runtime === 'node')
  nodes.push(await startGateway({ runtime, dataDir: first.dataDir, env: { ORIGIN: first.origin } }));
const at = (index: number) => new Client(nodes[index % nodes.length] ?? first);
const where = runtime === 'node' ? 'to two processes on one database' : 'to one worker';

test(`eight new passwords at once by one link ${where}: one is set (D11, ASVS 6.5.1)`, async () => {
  const user = await createUser(first, owner);
  const mailbox = await withConfirmedMailbox(first, owner, user);
  data(await at(0).post('/api/password-reset', { as: 'user', userName: user.name }));
  const token = await newestToken(first, mailbox, 'reset-password');
  const passwords = Array.from({ length: 8 }, newPassword);
  const answers = await Promise.all(
    passwords.map((newPassword, index) =>
      at(index).post('/api/password-reset/finish', { token, newPassword }),
    ),
  );
  const winners = passwords.filter((_, index) => answers[index]?.status === 200);
  expect(winners).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200))
    expectRefusal(answer, 403, 'LINK_INVALID');
  await beginSignIn(first, { ...user, password: winners[0] ?? '' });
  const told = (await noticesTo(first, mailbox)).filter(({ subject }) => /was replaced/.test(subject));
  expect(told).toHaveLength(1);
});

test(`fifty confirmations at once by one link ${where}: one counts (D11)`, async () => {
  const user = await createUser(first, owner);
  const token = await newestToken(first, await withMailbox(owner, user), 'confirm-address');
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, index) => at(index).post('/api/address/confirm', { token })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('the naive control, read then write, lets several of the same fifty through', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-naive-'));
  const processes: ChildProcess[] = [];
  try {
    const ports: string[] = [];
    for (let node = 0; node < 2; node += 1) ports.push(await startNaive(join(folder, 'naive.db'), processes));
    const clients = ports.map(port => {
      const place = `http://127.0.0.1:${port}`;
      return new Client({ origin: place, address: place });
    });
    let most = 0;
    // One round may happen to be served one after the other; of twenty, not all.
    for (let step = 7; step < 27 && most < 2; step += 1) {
      const answers = await Promise.all(
        Array.from({ length: 50 }, (_, index) => clients[index % clients.length]?.get(`/?step=${step}`)),
      );
      most = Math.max(most, answers.filter(answer => answer?.status === 200).length);
    }
    expect(most).toBeGreaterThan(1);
  } finally {
    for (const child of processes) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
