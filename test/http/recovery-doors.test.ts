import { randomBytes } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Session } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { DAY, letPass, MINUTE } from '../support/passing-time.ts';
import { newPassword, setUpOwner, signIn } from '../support/people.ts';
import {
  atSecondFactor,
  call,
  finish,
  keyIn,
  mailedToken,
  redeem,
  sendMail,
  stateOf,
  toPhone,
  toVerified,
  verifyPhone,
} from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
await verifyPhone(gateway, owner);

/** Every address of the gateway that takes a POST, from its own description. */
const routes = async () => {
  const { paths } = (await new Client(gateway).get('/openapi.json')).body as unknown as {
    paths: Record<string, { post?: unknown; get?: unknown }>;
  };
  return Object.entries(paths);
};

/** Nobody is in: no session, and whatever cookies there are open nothing that needs one. */
async function expectOutside(client: Client) {
  for (const [path, { get }] of await routes()) {
    if (get === undefined || path === '/api/sign-in' || path === '/api/recovery') continue;
    expect([path, (await client.get(path)).status]).toEqual([path, 401]);
  }
  for (const action of ['ListMFADevices', 'GetAccount', 'DeactivateMFADevice', 'CreateAPIKey']) {
    expectRefusal(await client.action(action, {}), 401, 'NOT_SIGNED_IN');
  }
  const state = data(await client.get<{ session: Session | null }>('/api/sign-in'));
  expect(state.session).toBeNull();
}

describe('through every route that exists', () => {
  test('the password alone lets nobody in', async () => {
    const thief = await atSecondFactor(gateway, owner);
    data(await sendMail(thief));
    for (const step of ['call', 'finish']) {
      expectRefusal(await thief.post(`/api/recovery/${step}`), 403, 'RECOVERY_INCOMPLETE');
    }
    expectRefusal(await thief.post('/api/recovery/code', { code: '12345678' }), 403, 'RECOVERY_INCOMPLETE');
    expectRefusal(await redeem(thief, randomBytes(32).toString('base64url')), 403, 'RECOVERY_LINK_INVALID');
    await expectOutside(thief);
  });

  test('the mailbox alone lets nobody in: its link opens no browser (D10)', async () => {
    letPass(gateway, DAY);
    const rightful = await atSecondFactor(gateway, owner);
    data(await sendMail(rightful));
    const thief = new Client(gateway);
    expect(data(await redeem(thief, await mailedToken(gateway, owner.name)))).toEqual({
      next: 'match-number',
    });
    expect(thief.cookies.size).toBe(0);
    for (const step of ['mail', 'call', 'finish']) {
      expectRefusal(await thief.post(`/api/recovery/${step}`), 401, 'FLOW_ENDED');
    }
    await expectOutside(thief);
  });

  test('the mailbox alone sets a new password, and stops at the device; the way around it is shut for three days (D1)', async () => {
    letPass(gateway, DAY);
    const thief = new Client(gateway);
    data(await thief.post('/api/password-reset', { as: 'owner', email: owner.name }));
    const token = await mailedToken(gateway, owner.name, 'reset-password');
    const password = newPassword();
    data(await thief.post('/api/password-reset/finish', { token, newPassword: password }));
    await expectOutside(thief);
    owner.password = password;
    const further = await atSecondFactor(gateway, owner);
    expect(await stateOf(further)).toMatchObject({ offered: false, why: 'cool-off' });
    expectRefusal(await sendMail(further), 403, 'RECOVERY_NOT_OFFERED');
    await expectOutside(further);
    letPass(gateway, 3 * DAY - MINUTE);
    expect(await stateOf(await atSecondFactor(gateway, owner))).toMatchObject({ why: 'cool-off' });
    letPass(gateway, MINUTE);
  });

  test('the phone alone lets nobody in: what it answers is no sign-in', async () => {
    const rightful = await toPhone(gateway, owner);
    const thief = new Client(gateway);
    const ringing = data(await call(rightful));
    await keyIn(gateway, ringing.call?.digits ?? '');
    expectRefusal(await finish(thief), 401, 'FLOW_ENDED');
    await expectOutside(thief);
    // It verified the browser that asked for the call, and only that.
    expect(await stateOf(rightful)).toMatchObject({ state: 'verified' });
  });

  test('mailbox and phone without the password let nobody in', async () => {
    letPass(gateway, DAY);
    const rightful = await toVerified(gateway, owner);
    const thief = new Client(gateway);
    for (const step of ['mail', 'call', 'finish']) {
      expectRefusal(await thief.post(`/api/recovery/${step}`), 401, 'FLOW_ENDED');
    }
    await expectOutside(thief);
    await expectOutside(rightful);
  });

  test('password and mailbox without the phone let nobody in', async () => {
    letPass(gateway, DAY);
    const thief = await toPhone(gateway, owner);
    expectRefusal(await finish(thief), 403, 'RECOVERY_INCOMPLETE');
    await expectOutside(thief);
  });

  test('password and phone without the mailbox let nobody in', async () => {
    letPass(gateway, DAY);
    const thief = await atSecondFactor(gateway, owner);
    data(await sendMail(thief));
    expectRefusal(await call(thief), 403, 'RECOVERY_INCOMPLETE');
    await expectOutside(thief);
    owner.client = await signIn(gateway, owner);
  });
});

test('the cookie of a recovery under way is no credential anywhere else (A1)', async () => {
  letPass(gateway, DAY);
  const client = await toVerified(gateway, owner);
  const [flow] = [...client.cookies.values()];
  const elsewhere = new Client(gateway);
  for (const headers of [
    { authorization: `Bearer ${flow}` },
    { authorization: `Bearer sallyport_${flow}` },
    { cookie: `sallyport=${flow}` },
  ]) {
    expect((await elsewhere.get('/api/session', headers)).status).toBe(401);
    expect((await elsewhere.post('/api/actions/ListMFADevices', {}, headers)).status).toBe(401);
  }
});
