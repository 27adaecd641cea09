import { afterAll, describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import type { Client } from '../support/client.ts';
import type { DeviceClock, Step } from '../support/contract.ts';
import { clockRow, deviceRow, usedLongAgo } from '../support/device-row.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { roomInStep } from '../support/oathtool.ts';
import {
  beginSignIn,
  createAdministrator,
  createUserWithDevice,
  enrolKey,
  resync,
  setUpOwner,
  signIn,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import type { TokenDevice } from '../support/token-device.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

/** Resync before sign-in: on the strength of the password alone. */
const resyncInFlow = async (client: Client, device: TokenDevice, step: number) => {
  const { AuthenticationCode1: code1, AuthenticationCode2: code2 } = await device.pairAt(step);
  const { serialNumber } = device;
  const answer = await client.post<Step>('/api/sign-in/resync', { serialNumber, code1, code2 });
  if (answer.status === 200) device.accepted(step + 1);
  return answer;
};
const trySignIn = async (client: Client, device: TokenDevice, step: number) =>
  client.post<Step>('/api/sign-in/code', {
    serialNumber: device.serialNumber,
    code: await device.codeAt(step),
  });
const clockOf = async (client: Client, device: TokenDevice, more: object = {}) =>
  data(await client.action<DeviceClock>('GetMFADevice', { SerialNumber: device.serialNumber, ...more }));

describe('a device that runs 50 steps ahead', () => {
  test('is refused at sign-in; two of its codes bring it back; its next code signs in (S0-01, S0-02, S0-38, S0-56, S0-58)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    const { client } = await beginSignIn(gateway, user);
    const ahead = device.now() + 50;
    expectRefusal(await trySignIn(client, device, ahead), 401, 'SECOND_FACTOR_REFUSED');
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');

    const stays = data(await resyncInFlow(client, device, ahead + 1));
    expect(stays).toMatchObject({ next: 'mfa', devices: [{ serialNumber: device.serialNumber }] });
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    // Both codes are spent: neither of them signs in.
    for (const used of [ahead + 1, ahead + 2])
      expectRefusal(await trySignIn(client, device, used), 401, 'SECOND_FACTOR_REFUSED');

    expect(data(await submitCode(client, device))).toEqual({ next: 'signed-in' });
    data(await client.get('/api/session'));
    await signIn(gateway, user);
  });

  test('comes back from within a session as well, and shows how its clock stands (S0-01, S0-38)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    const step = device.now() + 50;
    data(await resync(user.client, device, step));
    const waiting = await clockOf(user.client, device);
    expect(waiting.Clock?.Resynced).toBeGreaterThanOrEqual(49);
    expect(waiting.History?.at(-1)).toMatchObject({ By: 'resync' });
    await signIn(gateway, user);
    const settled = await clockOf(user.client, device);
    expect(settled.Clock?.Resynced).toBeUndefined();
    expect(settled.Clock?.Drift).toBeGreaterThanOrEqual(49);
    expect(settled.MFADevice.Drift).toBe(settled.Clock?.Drift);
    expect(settled.History?.at(-1)).toMatchObject({ By: 'code', Drift: settled.Clock?.Drift });
  });
});

test('the owner resyncs before the sign-in is complete, and then completes it (S0-09)', async () => {
  const { client } = await beginSignIn(gateway, owner);
  const ahead = owner.device.now() + 20;
  expectRefusal(await trySignIn(client, owner.device, ahead), 401, 'SECOND_FACTOR_REFUSED');
  data(await resyncInFlow(client, owner.device, ahead));
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expect(data(await submitCode(client, owner.device))).toEqual({ next: 'signed-in' });
});

test('the owner resyncs after sign-in (S0-10)', async () => {
  data(await resync(owner.client, owner.device, owner.device.now() + 30));
  await signIn(gateway, owner);
});

describe('the two codes', () => {
  const PAIRS: [string, number, number][] = [
    ['equal', 40, 40],
    ['reversed', 41, 40],
    ['two steps apart', 40, 42],
    ['three steps apart, backwards', 43, 40],
    ['an hour and more ahead', 124, 125],
    ['an hour and more behind', -125, -124],
  ];

  test.each(
    PAIRS,
  )('%s are refused and change nothing, in the console and before sign-in (S0-39, 3.2)', async (_, one, other) => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    const { serialNumber } = device;
    // Nothing of an hour ago is used: it is the place that counts, not the age.
    usedLongAgo(gateway, serialNumber, 300);
    await roomInStep();
    const before = clockRow(gateway, serialNumber);
    const now = device.now();
    const [code1, code2] = [await device.codeAt(now + one), await device.codeAt(now + other)];
    const inConsole = await user.client.action('ResyncMFADevice', {
      SerialNumber: serialNumber,
      AuthenticationCode1: code1,
      AuthenticationCode2: code2,
    });
    expectRefusal(inConsole, 403, 'INVALID_AUTHENTICATION_CODE');
    const { client } = await beginSignIn(gateway, user);
    const inFlow = await client.post('/api/sign-in/resync', { serialNumber, code1, code2 });
    expectRefusal(inFlow, 403, 'INVALID_AUTHENTICATION_CODE');
    expect(inFlow.text).toBe(inConsole.text);
    expect(clockRow(gateway, serialNumber)).toEqual(before);
  });

  test.each([
    ['both used', -1],
    ['one used', 0],
  ])('%s are refused and change nothing (B4, 3.4)', async (_, first) => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    const before = clockRow(gateway, device.serialNumber);
    const pair = await device.pairAt(before.last_step + first);
    const input = { SerialNumber: device.serialNumber, ...pair };
    // The pair that assigned it, or stepped up: not the last request of its kind, and so no repeat of one.
    expectRefusal(await user.client.action('ResyncMFADevice', input), 403, 'INVALID_AUTHENTICATION_CODE');
    expect(clockRow(gateway, device.serialNumber)).toEqual(before);
  });

  test.each([
    ['spaces within', (code: string) => `${code.slice(0, 3)} ${code.slice(3)}`],
    ['spaces around', (code: string) => `  ${code} `],
  ])('with %s are the same codes', async (_, typed) => {
    const user = await createUserWithDevice(gateway, owner);
    const { AuthenticationCode1, AuthenticationCode2 } = await user.device.pairAt(user.device.now() + 20);
    const input = {
      SerialNumber: user.device.serialNumber,
      AuthenticationCode1: typed(AuthenticationCode1),
      AuthenticationCode2: typed(AuthenticationCode2),
    };
    data(await user.client.action('ResyncMFADevice', input));
  });

  test('that are no codes are refused as input, cost no attempt and change nothing', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { serialNumber } = user.device;
    const before = deviceRow(gateway, serialNumber);
    const good = await user.device.codeAt(user.device.now() + 20);
    const { client } = await beginSignIn(gateway, user);
    for (const bad of [
      '',
      '12345',
      '1234567',
      'abcdef',
      '１２３４５６',
      '٠١٢٣٤٥',
      '12-456',
      '123456\n',
      123456,
      null,
    ]) {
      for (const [one, other] of [
        [bad, good],
        [good, bad],
      ]) {
        const answer = await user.client.action('ResyncMFADevice', {
          SerialNumber: serialNumber,
          AuthenticationCode1: one,
          AuthenticationCode2: other,
        });
        expectRefusal(answer, 400, 'VALIDATION_ERROR');
        expect(answer.body.error.fields).toBeDefined();
      }
      const inFlow = { serialNumber, code1: bad, code2: good };
      expectRefusal(await client.post('/api/sign-in/resync', inFlow), 400, 'VALIDATION_ERROR');
    }
    expect(deviceRow(gateway, serialNumber)).toEqual(before);
  });
});

describe('whose device', () => {
  test("somebody else's looks like one that does not exist, to the byte, and is not touched (C7)", async () => {
    const user = await createUserWithDevice(gateway, owner);
    const victim = await createUserWithDevice(gateway, owner);
    const before = deviceRow(gateway, victim.device.serialNumber);
    const codes = await victim.device.pairAt(victim.device.now() + 20);
    const unknown = { SerialNumber: `${victim.device.serialNumber}-no`, ...codes };
    const foreign = { SerialNumber: victim.device.serialNumber, ...codes };
    const answer = await user.client.action('ResyncMFADevice', unknown);
    expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
    expect((await user.client.action('ResyncMFADevice', foreign)).text).toBe(answer.text);
    const { client } = await beginSignIn(gateway, user);
    const inFlow = {
      serialNumber: victim.device.serialNumber,
      code1: codes.AuthenticationCode1,
      code2: codes.AuthenticationCode2,
    };
    expectRefusal(await client.post('/api/sign-in/resync', inFlow), 404, 'NO_SUCH_ENTITY');
    const named = { ...foreign, UserName: victim.name };
    expectRefusal(await user.client.action('ResyncMFADevice', named), 403, 'ACCESS_DENIED');
    expect(deviceRow(gateway, victim.device.serialNumber)).toEqual(before);
  });

  test('a FIDO key does not go out of step, and the answer says so (S0-03)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const serial = await enrolKey(user.client, new Authenticator(), gateway.origin);
    const codes = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
    const answer = await user.client.action('ResyncMFADevice', { SerialNumber: serial, ...codes });
    expectRefusal(answer, 400, 'INVALID_INPUT');
    expect(answer.body.error.message).toBe('FIDO security keys do not go out of sync');
  });

  test('a flow of nobody, and one that ended, resync nothing (A1)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { client } = await beginSignIn(gateway, user);
    const left = client.copy();
    data(await client.post('/api/sign-in/cancel'));
    for (const who of [left, user.client])
      expectRefusal(await resyncInFlow(who, user.device, user.device.now() + 20), 401, 'FLOW_ENDED');
  });
});

describe('an administrator', () => {
  test.each<[string, number]>([
    ['ahead', 2_870],
    ['behind', -2_870],
  ])('brings back a device of a user that is a day %s; the person himself could not (S0-08, S0-49)', async (_, off) => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    usedLongAgo(gateway, device.serialNumber, 6_000);
    const own = clockRow(gateway, administrator.device.serialNumber);
    const step = device.now() + off;
    expectRefusal(await resync(user.client, device, step), 403, 'INVALID_AUTHENTICATION_CODE');
    expectRefusal(
      await resync(user.client, device, step, { UserName: user.name }),
      403,
      'INVALID_AUTHENTICATION_CODE',
    );
    const UserName = user.name.toUpperCase();
    data(await resync(administrator.client, device, step, { UserName }));
    expect(clockRow(gateway, administrator.device.serialNumber)).toEqual(own);
    expect(clockRow(gateway, device.serialNumber).last_step).toBe(step + 1);
    await signIn(gateway, user);
  });

  test('looks no further than a day, and on his own device no further than an hour', async () => {
    const user = await createUserWithDevice(gateway, owner);
    for (const off of [2_884, 5_000]) {
      const far = await resync(administrator.client, user.device, user.device.now() + off, {
        UserName: user.name,
      });
      expectRefusal(far, 403, 'INVALID_AUTHENTICATION_CODE');
    }
    const own = await resync(administrator.client, administrator.device, administrator.device.now() + 125);
    expectRefusal(own, 403, 'INVALID_AUTHENTICATION_CODE');
  });

  test("names the user, not himself: a user's device under no name, or another's, is not found", async () => {
    const user = await createUserWithDevice(gateway, owner);
    const step = user.device.now() + 20;
    expectRefusal(await resync(administrator.client, user.device, step), 404, 'NO_SUCH_ENTITY');
    const other = { UserName: administrator.name };
    expectRefusal(await resync(administrator.client, user.device, step, other), 404, 'NO_SUCH_ENTITY');
    const nobody = { UserName: 'nobody-at-all' };
    expectRefusal(await resync(administrator.client, user.device, step, nobody), 404, 'NO_SUCH_ENTITY');
  });
});

describe('the hour of the person himself', () => {
  test.each([117, -117])('reaches %i steps', async off => {
    const user = await createUserWithDevice(gateway, owner);
    usedLongAgo(gateway, user.device.serialNumber, 300);
    data(await resync(user.client, user.device, user.device.now() + off));
    await signIn(gateway, user);
  });
});

describe('typed too late', () => {
  test('it may be accepted, the next code is refused, and a second resync works (S0-40)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    // The device runs 60 steps ahead; its codes are sent five steps after they were shown.
    data(await resync(user.client, device, device.now() + 54));
    const { client } = await beginSignIn(gateway, user);
    const shown = device.now() + 60;
    expectRefusal(await trySignIn(client, device, shown), 401, 'SECOND_FACTOR_REFUSED');
    data(await resyncInFlow(client, device, shown));
    expect(data(await submitCode(client, device))).toEqual({ next: 'signed-in' });
  });
});

describe('with the password in the wrong hands (3.4)', () => {
  test.each([
    ['an old pair that nobody used does', [16]],
    ['ten old pairs in a row do', [60, 56, 52, 48, 44, 40, 36, 32, 28, 24]],
  ])("%s not take the owner's window away", async (_, ages) => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    const { serialNumber } = device;
    usedLongAgo(gateway, serialNumber, 200);
    await roomInStep();
    const thief = await beginSignIn(gateway, user);
    for (const age of ages) {
      const stolen = await device.pairAt(device.centre() - age);
      const pair = { code1: stolen.AuthenticationCode1, code2: stolen.AuthenticationCode2 };
      data(await thief.client.post('/api/sign-in/resync', { serialNumber, ...pair }));
    }
    expectRefusal(await thief.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    // The control: it was taken in, so the older clock stands beside the owner's.
    expect(deviceRow(gateway, serialNumber).resynced_drift).toBeLessThan(-10);
    const { client } = await beginSignIn(gateway, user);
    data(await trySignIn(client, device, device.centre()));
    expect(deviceRow(gateway, serialNumber).resynced_drift).toBeNull();
  });
});

describe('a client that lost the answer', () => {
  test('sends the same request again and is told that it was a success; nothing changes twice (B5)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    const step = device.now() + 20;
    data(await resync(user.client, device, step));
    const before = deviceRow(gateway, device.serialNumber);
    for (let again = 0; again < 15; again += 1) data(await resync(user.client, device, step));
    expect(deviceRow(gateway, device.serialNumber)).toEqual(before);
    expect((await clockOf(user.client, device)).History?.filter(({ By }) => By === 'resync')).toHaveLength(1);
  });

  test('is refused once a later code was accepted, or for another pair', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { device } = user;
    const step = device.now() + 20;
    data(await resync(user.client, device, step));
    const input = { SerialNumber: device.serialNumber, ...(await device.pairAt(step - 1)) };
    expectRefusal(await user.client.action('ResyncMFADevice', input), 403, 'INVALID_AUTHENTICATION_CODE');
    await signIn(gateway, user);
    const late = { SerialNumber: device.serialNumber, ...(await device.pairAt(step)) };
    expectRefusal(await user.client.action('ResyncMFADevice', late), 403, 'INVALID_AUTHENTICATION_CODE');
  });
});
