import { afterAll, expect, test } from 'vitest';
import { deviceRow } from '../support/device-row.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import { noticesTo } from '../support/outbox.ts';
import {
  beginSignIn,
  createUserWithDevice,
  enrolVirtual,
  listDevices,
  resync,
  setUpOwner,
  signIn,
  submitCode,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

const BUDGET = 10;

test('ten failures over every way there is lock the device for all of them, and its person is told (B1, B9, B13)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const mailbox = await withMailbox(owner, user);
  const key = await createKey(gateway, user);
  const { client } = await beginSignIn(gateway, user);
  const { device } = user;
  const { serialNumber } = device;
  const wrong = await device.wrongCodes(2 * BUDGET);
  const next = () => wrong.pop() ?? '';
  const pair = () => ({
    SerialNumber: serialNumber,
    AuthenticationCode1: next(),
    AuthenticationCode2: next(),
  });
  const ways = [
    () => client.post('/api/sign-in/code', { serialNumber, code: next() }),
    () => client.post('/api/sign-in/resync', { serialNumber, code1: next(), code2: next() }),
    () => user.client.action('ResyncMFADevice', pair()),
    () => user.client.post('/api/session/step-up/code', { serialNumber, code: next() }),
    () => key.action('ResyncMFADevice', pair()),
    () => owner.client.action('ResyncMFADevice', { UserName: user.name, ...pair() }),
    () => user.client.action('CheckMFADevice', { SerialNumber: serialNumber, AuthenticationCode: next() }),
  ];
  const locked = async () =>
    (await noticesTo(gateway, mailbox)).filter(({ subject }) => subject.includes('locked'));
  for (let guess = 0; guess < BUDGET; guess += 1) {
    expect(await locked()).toEqual([]);
    const answer = await ways[guess % ways.length]?.();
    if (answer === undefined) throw new Error('no way');
    expectRefusal(answer, answer.status === 401 ? 401 : 403, [
      'SECOND_FACTOR_REFUSED',
      'INVALID_AUTHENTICATION_CODE',
    ]);
    expect(deviceRow(gateway, serialNumber).failures).toBe(guess + 1);
  }
  expect(await locked()).toMatchObject([
    { to: mailbox, text: expect.stringContaining('too many wrong codes') },
  ]);

  // Now the right codes are refused as well, on every way.
  const before = deviceRow(gateway, serialNumber);
  const right = { SerialNumber: serialNumber, ...(await device.pairAt(device.now() + 20)) };
  const inFlow = { code1: right.AuthenticationCode1, code2: right.AuthenticationCode2 };
  for (const answer of [
    await submitCode(client, device),
    await client.post('/api/sign-in/resync', { serialNumber, ...inFlow }),
    await user.client.action('ResyncMFADevice', right),
    await key.action('ResyncMFADevice', right),
    await owner.client.action('ResyncMFADevice', { UserName: user.name, ...right }),
    await user.client.post('/api/session/step-up/code', { serialNumber, code: await device.next() }),
  ])
    expectRefusal(answer, 403, 'DEVICE_LOCKED');
  expect(deviceRow(gateway, serialNumber)).toEqual(before);
  expect(await locked()).toHaveLength(1);

  // An administrator clears it, and then the same pair brings it back.
  data(await owner.client.action('UnlockMFADevice', { UserName: user.name, SerialNumber: serialNumber }));
  data(await resync(user.client, device, device.now() + 20));
  await signIn(gateway, user);
});

test('of fifty different wrong pairs at once ten are looked at (B15)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const codes = await user.device.wrongCodes(51);
  const answers = await Promise.all(
    Array.from({ length: 50 }, (_, at) =>
      user.client.action('ResyncMFADevice', {
        SerialNumber: user.device.serialNumber,
        AuthenticationCode1: codes[at],
        AuthenticationCode2: codes[at + 1],
      }),
    ),
  );
  const looked = answers.filter(({ body }) => body.error.code === 'INVALID_AUTHENTICATION_CODE');
  expect(looked).toHaveLength(BUDGET);
  for (const answer of answers.filter(other => !looked.includes(other)))
    expectRefusal(answer, 403, 'DEVICE_LOCKED');
});

test('a wrong pair that a client repeats costs one attempt, not fifteen', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const [one, other] = await user.device.wrongCodes(2);
  const { serialNumber } = user.device;
  for (let again = 0; again < 15; again += 1) {
    const input = { SerialNumber: serialNumber, AuthenticationCode1: one, AuthenticationCode2: other };
    expectRefusal(await user.client.action('ResyncMFADevice', input), 403, 'INVALID_AUTHENTICATION_CODE');
  }
  expect(deviceRow(gateway, serialNumber).failures).toBe(1);
});

test('a flow takes twenty submissions, codes and pairs together, and then ends (B1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const { serialNumber } = user.device;
  const [code1, code2] = await user.device.wrongCodes(2);
  for (let round = 0; round < 20; round += 1) {
    const answer = await client.post('/api/sign-in/resync', { serialNumber, code1, code2 });
    expectRefusal(answer, 403, 'INVALID_AUTHENTICATION_CODE');
  }
  expectRefusal(await client.post('/api/sign-in/resync', { serialNumber, code1, code2 }), 401, 'FLOW_ENDED');
  expectRefusal(await submitCode(client, user.device), 401, 'FLOW_ENDED');
});

test('a successful resync gives back its attempt and clears those in a row (NIST 3.2.2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const wrong = await user.device.wrongCodes(5);
  const { client } = await beginSignIn(gateway, user);
  const { serialNumber } = user.device;
  for (const code of wrong)
    expectRefusal(
      await client.post('/api/sign-in/code', { serialNumber, code }),
      401,
      'SECOND_FACTOR_REFUSED',
    );
  data(await resync(user.client, user.device, user.device.now() + 20));
  expect(deviceRow(gateway, serialNumber).failures).toBe(0);
  const other = await enrolVirtual(user.client);
  expect(await listDevices(user.client)).toHaveLength(2);
  expect(deviceRow(gateway, other.serialNumber).failures).toBe(0);
});
