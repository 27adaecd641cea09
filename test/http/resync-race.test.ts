import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { DeviceClock } from '../support/contract.ts';
import { deviceRow } from '../support/device-row.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { startNaive } from '../support/naive.ts';
import { noticesTo } from '../support/outbox.ts';
import { createUserWithDevice, createVirtual, setUpOwner, signIn, withMailbox } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { auditRows, withStoreFile } from '../support/store-file.ts';

const ATTEMPTS = 50;
const first = await startGateway({ runtime });
const nodes = [first];
afterAll(async () => {
  for (const node of nodes.toReversed()) await node.stop();
});
const owner = await setUpOwner(first);
if (runtime === 'node') {
  nodes.push(await startGateway({ runtime, dataDir: first.dataDir, env: { ORIGIN: first.origin } }));
}

const where = runtime === 'node' ? 'to two processes on one database' : 'to one worker';
const resyncs = () =>
  auditRows(first).filter(({ event, outcome }) => event === 'ResyncMFADevice' && outcome === 'success');

test(`fifty identical resyncs at once ${where} all succeed, and change the device once (B5)`, async () => {
  const user = await createUserWithDevice(first, owner);
  const mailbox = await withMailbox(owner, user);
  const { device } = user;
  const before = resyncs().length;
  const step = device.now() + 40;
  const input = { SerialNumber: device.serialNumber, ...(await device.pairAt(step)) };
  const answers = await Promise.all(
    Array.from({ length: ATTEMPTS }, (_, index) =>
      user.client.copy(nodes[index % nodes.length]).action('ResyncMFADevice', input),
    ),
  );
  device.accepted(step + 1);

  expect(answers.map(({ status }) => status)).toEqual(Array(ATTEMPTS).fill(200));
  expect(resyncs()).toHaveLength(before + 1);
  expect(deviceRow(first, device.serialNumber)).toMatchObject({ last_step: step + 1, failures: 0 });
  const { History = [] } = data(
    await user.client.action<DeviceClock>('GetMFADevice', { SerialNumber: device.serialNumber }),
  );
  expect(History.filter(({ By }) => By === 'resync')).toHaveLength(1);
  const told = await noticesTo(first, mailbox);
  expect(told.filter(({ subject }) => subject.includes('resynchronised'))).toHaveLength(1);
  await signIn(first, user);
});

test(`right resyncs at once ${where} leave the slow count of wrong ones as it was (B1, B5)`, async () => {
  const user = await createUserWithDevice(first, owner);
  const { device } = user;
  const SerialNumber = device.serialNumber;
  // An attempt on the count: from an empty one nothing could be taken.
  for (const AuthenticationCode of await device.wrongCodes(3)) {
    const answer = await user.client.action('CheckMFADevice', { SerialNumber, AuthenticationCode });
    expectRefusal(answer, 401, 'SECOND_FACTOR_REFUSED');
  }
  const slowUntil = () =>
    withStoreFile(first, database =>
      database.prepare('select slow_until from devices where serial_number = ?').pluck().get(SerialNumber),
    );
  const before = slowUntil();
  for (let round = 1; round <= 8; round += 1) {
    const step = device.now() + 10 * round;
    const input = { SerialNumber, ...(await device.pairAt(step)) };
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        user.client.copy(nodes[index % nodes.length]).action('ResyncMFADevice', input),
      ),
    );
    for (const answer of answers) data(answer);
    expect(slowUntil(), `round ${round}`).toBe(before);
  }
});

test(`fifty identical assignments at once ${where} all succeed, and assign once (B5)`, async () => {
  const user = await createUserWithDevice(first, owner);
  const device = await createVirtual(user.client);
  const input = { SerialNumber: device.serialNumber, ...(await device.pairAt(device.now())) };
  const answers = await Promise.all(
    Array.from({ length: ATTEMPTS }, (_, index) =>
      user.client.copy(nodes[index % nodes.length]).action('EnableMFADevice', input),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(Array(ATTEMPTS).fill(200));
  const assigned = auditRows(first).filter(
    ({ event, outcome }) => event === 'EnableMFADevice' && outcome === 'success',
  );
  // The owner's device, the first devices of three users, and this one.
  expect(assigned).toHaveLength(5);
});

test('the naive control, read then write, changes the device several times', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sallyport-naive-'));
  const processes: ChildProcess[] = [];
  try {
    const ports: string[] = [];
    for (let node = 0; node < 2; node += 1) ports.push(await startNaive(join(folder, 'naive.db'), processes));
    const statuses = await Promise.all(
      Array.from({ length: ATTEMPTS }, async (_, index) => {
        const place = `http://127.0.0.1:${ports[index % ports.length]}`;
        return (await new Client({ origin: place, address: place }).get('/?step=7')).status;
      }),
    );
    expect(statuses.filter(status => status === 200).length).toBeGreaterThan(1);
  } finally {
    for (const child of processes) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
});
