import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Session, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { startNaive } from '../support/naive.ts';
import { beginSignIn, createUserWithDevice, setUpOwner, submitCode } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const ATTEMPTS = 50;
const first = await startGateway({ runtime });
const nodes = [first];
afterAll(async () => {
  for (const node of nodes.toReversed()) await node.stop();
});
const owner = await setUpOwner(first);
if (runtime === 'node') nodes.push(await startSecondNode(first));

/** The same gateway again: one database, one public name, another process. */
function startSecondNode({ origin, dataDir }: Gateway): Promise<Gateway> {
  return startGateway({ runtime, dataDir, env: { ORIGIN: origin } });
}

const where = runtime === 'node' ? 'to two processes on one database' : 'to one worker';

test(`fifty identical correct codes sent at once ${where} open exactly one session (B5, I-02)`, async () => {
  const user = await createUserWithDevice(first, owner);
  const { device } = user;
  const flows: Client[] = [];
  for (let flow = 0; flow < ATTEMPTS; flow += 1) {
    const { client } = await beginSignIn(first, user);
    flows.push(client.copy(nodes[flow % nodes.length]));
  }
  const step = device.nextStep();
  const guess = { serialNumber: device.serialNumber, code: await device.codeAt(step) };
  const answers = await Promise.all(flows.map(client => client.post<Step>('/api/sign-in/code', guess)));
  device.accepted(step);

  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expectRefusal(answer, answer.status === 403 ? 403 : 401, ['SECOND_FACTOR_REFUSED', 'DEVICE_LOCKED']);
  }
  const sessions = await Promise.all(flows.map(client => client.get<Session>('/api/session')));
  expect(sessions.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('one flow answers one of fifty identical correct codes (B5)', async () => {
  const user = await createUserWithDevice(first, owner);
  const { client } = await beginSignIn(first, user);
  const guess = { serialNumber: user.device.serialNumber, code: await user.device.next() };
  const answers = await Promise.all(
    Array.from({ length: ATTEMPTS }, (_, index) =>
      client.copy(nodes[index % nodes.length]).post<Step>('/api/sign-in/code', guess),
    ),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('what one node decides, every node knows at once: a spent code, an ended session (ASVS 7.4.1)', async () => {
  const user = await createUserWithDevice(first, owner);
  const last = nodes.at(-1) ?? first;
  const { client } = await beginSignIn(first, user);
  const code = await user.device.next();
  data(await submitCode(client, user.device));
  const later = await beginSignIn(first, user);
  const replay = { serialNumber: user.device.serialNumber, code };
  expectRefusal(
    await later.client.copy(last).post('/api/sign-in/code', replay),
    401,
    'SECOND_FACTOR_REFUSED',
  );
  const elsewhere = client.copy(last);
  data(await elsewhere.get('/api/session'));
  data(await client.post('/api/session/sign-out'));
  expectRefusal(await elsewhere.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

test('the naive control, read then write, lets several of the same fifty through', async () => {
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
