import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Session, SignInState, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { roomInStep } from '../support/oathtool.ts';
import {
  beginSignIn,
  createUserWithDevice,
  enrolVirtual,
  setUpOwner,
  signIn,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

const send = (client: Client, serialNumber: string, code: string) =>
  client.post<Step>('/api/sign-in/code', { serialNumber, code });

test('a password and a code make a session at level mfa (S0-64, 1.6)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client, step } = await beginSignIn(gateway, user);
  expect(step).toMatchObject({ next: 'mfa', devices: [{ serialNumber: user.device.serialNumber }] });
  expect(data(await submitCode(client, user.device))).toEqual({ next: 'signed-in' });
  expect(data(await client.get<Session>('/api/session'))).toMatchObject({
    person: { kind: 'user', userName: user.name },
    level: 'mfa',
    amr: ['pwd', 'otp', 'mfa'],
    must: null,
  });
});

test('a reloaded page finds its step again, another browser finds nothing', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client, step } = await beginSignIn(gateway, user);
  expect(data(await client.get<SignInState>('/api/sign-in')).step).toEqual(step);
  expect(data(await new Client(gateway).get<SignInState>('/api/sign-in'))).toMatchObject({
    session: null,
    step: null,
  });
});

test('a code works once: not in its own flow again, not in a new one (B4)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber } = user.device;
  const { client } = await beginSignIn(gateway, user);
  const code = await user.device.next();
  data(await submitCode(client, user.device));
  expectRefusal(await send(client, serialNumber, code), 401, 'FLOW_ENDED');
  const later = await beginSignIn(gateway, user);
  expectRefusal(await send(later.client, serialNumber, code), 401, 'SECOND_FACTOR_REFUSED');
  expectRefusal(await later.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

test('the codes that enrolled a device do not sign in, though they are inside its window (B4)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const fresh = await enrolVirtual(user.client);
  await roomInStep();
  const { client } = await beginSignIn(gateway, user);
  for (const step of [fresh.nextStep() - 1, fresh.nextStep() - 2]) {
    const used = await fresh.codeAt(step);
    expectRefusal(await send(client, fresh.serialNumber, used), 401, 'SECOND_FACTOR_REFUSED');
  }
  data(await submitCode(client, fresh));
});

test('a code two steps ahead of the device is refused (RFC 6238 5.2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await roomInStep();
  const { client } = await beginSignIn(gateway, user);
  const { serialNumber } = user.device;
  for (const ahead of [2, 3, 10, 119]) {
    const code = await user.device.codeAt(user.device.centre() + ahead);
    expectRefusal(await send(client, serialNumber, code), 401, 'SECOND_FACTOR_REFUSED');
  }
  data(await submitCode(client, user.device));
});

test('a device that runs ahead is followed by one step per success (RFC 6238 6)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const before = user.device.nextStep();
  for (let round = 0; round < 4; round += 1) await signIn(gateway, user);
  expect(user.device.nextStep()).toBeGreaterThanOrEqual(before + 4);
});

test('every refused code gets the same answer, wherever it would fit (3.3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await roomInStep();
  const { client } = await beginSignIn(gateway, user);
  const { device } = user;
  const codes = [
    await device.codeAt(device.centre() + 5),
    await device.codeAt(device.centre() - 5),
    await device.codeAt(device.centre() + 60),
    await device.wrongCode(),
  ];
  const answers = [];
  for (const code of codes) answers.push(await send(client, device.serialNumber, code));
  answers.push(await send(client, `${device.serialNumber}-unknown`, codes[3] ?? ''));
  for (const answer of answers) {
    expectRefusal(answer, 401, 'SECOND_FACTOR_REFUSED');
    expect(answer.text).toBe(answers[0]?.text);
  }
});

test('a code is tried against the named device alone (3.1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const other = await enrolVirtual(user.client);
  const { client, step } = await beginSignIn(gateway, user);
  expect(step.devices).toHaveLength(2);
  const crossed = await send(client, user.device.serialNumber, await other.next());
  expectRefusal(crossed, 401, 'SECOND_FACTOR_REFUSED');
  data(await submitCode(client, other));
});

test("another person's device opens nothing (2.3.1)", async () => {
  const victim = await createUserWithDevice(gateway, owner);
  const thief = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, victim);
  const foreign = await send(client, thief.device.serialNumber, await thief.device.next());
  expectRefusal(foreign, 401, 'SECOND_FACTOR_REFUSED');
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  await signIn(gateway, thief);
});

test('a flow belongs to the browser that began it, and can be given up', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber } = user.device;
  expectRefusal(await send(new Client(gateway), serialNumber, await user.device.next()), 401, 'FLOW_ENDED');
  const { client } = await beginSignIn(gateway, user);
  const kept = client.copy();
  data(await client.post('/api/sign-in/cancel'));
  expectRefusal(await send(client, serialNumber, await user.device.next()), 401, 'FLOW_ENDED');
  expectRefusal(await send(kept, serialNumber, await user.device.next()), 401, 'FLOW_ENDED');
});

test('the server alone knows the time, and alone says what was verified (ASVS 6.5.8, A15)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { serialNumber } = user.device;
  const { client } = await beginSignIn(gateway, user);
  const step = user.device.centre() + 50;
  const when = new Date(step * 30_000);
  const early = { serialNumber, code: await user.device.codeAt(step) };
  const dated = await client.post('/api/sign-in/code', early, {
    date: when.toUTCString(),
    'x-time': String(when.getTime()),
  });
  expectRefusal(dated, 401, 'SECOND_FACTOR_REFUSED');
  for (const extra of [{ ts: when.getTime() }, { verified: true, mfa: true }]) {
    expectRefusal(await client.post('/api/sign-in/code', { ...early, ...extra }), 400, 'VALIDATION_ERROR');
  }
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

test.each([
  ['five digits', '12345'],
  ['seven digits', '1234567'],
  ['full-width digits', '１２３４５６'],
  ['Arabic-Indic digits', '١٢٣٤٥٦'],
  ['letters', 'abcdef'],
  ['nothing', ''],
  ['a sign', '-12345'],
  ['an exponent', '1e5000'],
  ['a line break', '12345\n'],
])('a code of %s is refused as input and costs no attempt', async (_, code) => {
  const { client } = await beginSignIn(gateway, owner);
  expectRefusal(await send(client, owner.device.serialNumber, code), 400, 'VALIDATION_ERROR');
});
