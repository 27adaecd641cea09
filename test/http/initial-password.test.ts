import { afterAll, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import type { Session, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  createUserWithDevice,
  createUserWithInitialPassword,
  enrolVirtual,
  newPassword,
  setUpOwner,
  stepUp,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
let users = 0;

async function withInitialPassword() {
  users += 1;
  const userName = `initial-${users}`;
  return { userName, initial: await createUserWithInitialPassword(owner, userName) };
}

async function reset(userName: string): Promise<string> {
  const answer = await owner.client.action<{ InitialPassword: string }>('ResetUserPassword', {
    UserName: userName,
  });
  return data(answer).InitialPassword;
}

function type(client: Client, userName: string, password: string): Promise<Answer<Step>> {
  return client.post<Step>('/api/sign-in/password', { as: 'user', userName, password });
}

/** A flow that waits for the own password, in a browser of its own. */
async function flowOn(userName: string, initial: string): Promise<Client> {
  const client = new Client(gateway);
  expect(data(await type(client, userName, initial))).toEqual({ next: 'new-password' });
  return client;
}

const choose = (client: Client, password = newPassword()) =>
  client.post<Step>('/api/sign-in/new-password', { newPassword: password });

async function expectFlowEnded(client: Client): Promise<void> {
  expectRefusal(await choose(client), 401, 'FLOW_ENDED');
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
}

test('the second flow on one initial password is over once the first has set the own one (A1, B5)', async () => {
  const { userName, initial } = await withInitialPassword();
  const [rightful, thief] = [await flowOn(userName, initial), await flowOn(userName, initial)];
  const own = newPassword();
  data(await choose(rightful, own));
  await expectFlowEnded(thief.copy());
  await stepUp(rightful, await enrolVirtual(rightful));
  await expectFlowEnded(thief);
  expect(data(await rightful.get<Session>('/api/session'))).toMatchObject({ level: 'mfa' });
  expectRefusal(await type(new Client(gateway), userName, initial), 401, 'SIGN_IN_REFUSED');
  expect(data(await type(new Client(gateway), userName, own))).toMatchObject({ next: 'mfa' });
});

test('of five flows on one initial password that choose at once, one wins, and its password is the one (B5)', async () => {
  const { userName, initial } = await withInitialPassword();
  const flows: Client[] = [];
  for (let flow = 0; flow < 5; flow += 1) flows.push(await flowOn(userName, initial));
  const passwords = flows.map(() => newPassword());
  const answers = await Promise.all(flows.map((client, index) => choose(client, passwords[index])));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const [index, { status }] of answers.entries()) {
    const session = await flows[index]?.get<Session>('/api/session');
    expect(session?.status).toBe(status === 200 ? 200 : 401);
    const again = await type(new Client(gateway), userName, passwords[index] ?? '');
    expect(again.status).toBe(status === 200 ? 200 : 401);
  }
});

test('a device that is removed between its code and the new password opens no session (A1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const initial = await reset(user.name);
  const client = new Client(gateway);
  expect(data(await type(client, user.name, initial))).toMatchObject({ next: 'mfa' });
  expect(data(await submitCode(client, user.device))).toEqual({ next: 'new-password' });
  const removal = { UserName: user.name, SerialNumber: user.device.serialNumber };
  data(await owner.client.action('DeactivateMFADevice', removal));
  await expectFlowEnded(client);
});

test('the control: while the device stays, its code and the new password open a session at level mfa', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const initial = await reset(user.name);
  const client = new Client(gateway);
  data(await type(client, user.name, initial));
  data(await submitCode(client, user.device));
  data(await choose(client));
  expect(data(await client.get<Session>('/api/session'))).toMatchObject({ level: 'mfa' });
});

test('a reset ends the flows that wait for a new password, and the new initial password works (ASVS 6.4.1)', async () => {
  const { userName, initial } = await withInitialPassword();
  const waiting = await flowOn(userName, initial);
  const next = await reset(userName);
  await expectFlowEnded(waiting);
  expectRefusal(await type(new Client(gateway), userName, initial), 401, 'SIGN_IN_REFUSED');
  data(await choose(await flowOn(userName, next)));
});

test('an old initial password opens nothing after a reset, not even from the hash line (B5, ASVS 6.4.1)', async () => {
  const { userName, initial } = await withInitialPassword();
  let old = initial;
  for (let round = 0; round < 6; round += 1) {
    const busy = Array.from({ length: 12 }, (_, index) =>
      type(new Client(gateway), `nobody-${round}-${index}`, newPassword()),
    );
    const client = new Client(gateway);
    const order = [() => type(client, userName, old), () => reset(userName)] as const;
    // The reset stands before the sign-in in the line, or behind it.
    const [typed, next] =
      round % 2 === 0
        ? await Promise.all([order[0](), order[1]()])
        : await Promise.all([order[1](), order[0]()]).then(([given, answer]) => [answer, given] as const);
    if (typed.status !== 200) expectRefusal(typed, 401, 'SIGN_IN_REFUSED');
    await expectFlowEnded(client);
    for (const answer of await Promise.all(busy)) expectRefusal(answer, 401, 'SIGN_IN_REFUSED');
    old = next;
  }
  data(await choose(await flowOn(userName, old)));
});
