import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Session } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { noticesTo } from '../support/outbox.ts';
import { DAY, letPass, MINUTE } from '../support/passing-time.ts';
import { enrolVirtual, listDevices, setUpOwner, signIn, stepUp } from '../support/people.ts';
import {
  atSecondFactor,
  call,
  finish,
  keyIn,
  mailedToken,
  recover,
  redeem,
  sendMail,
  stateOf,
  toPhone,
  verifyPhone,
} from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const session = async (client: Client) => data(await client.get<Session>('/api/session'));

describe('an owner who lost the only device', () => {
  test('is not offered the way around it before a phone number is verified (S1-13, S1-17)', async () => {
    const client = await atSecondFactor(gateway, owner);
    expect(await stateOf(client)).toMatchObject({
      offered: false,
      why: 'no-phone',
      phone: null,
      mailTo: null,
    });
    expectRefusal(await sendMail(client), 403, 'RECOVERY_NOT_OFFERED');
    await verifyPhone(gateway, owner);
  });

  test('comes in by password, mail and phone, replaces it, and signs in with the new one (S1-04, S1-11, S1-12, S1-34..S1-48, S1-56)', async () => {
    const key = data(await owner.client.action<{ Key: string }>('CreateAPIKey', { Name: 'script' }));
    const client = await atSecondFactor(gateway, owner);
    expect(await stateOf(client)).toMatchObject({
      offered: true,
      state: null,
      mailTo: 'o***r@example.com',
      phone: '+49 ••• 20',
    });

    const mailed = data(await sendMail(client, owner.device.serialNumber));
    expect(mailed).toMatchObject({ state: 'mail', call: null });
    expect(mailed.mail?.matchNumber).toMatch(/^\d{4}$/);
    expect(data(await redeem(client, await mailedToken(gateway, owner.name)))).toEqual({ next: 'phone' });

    // A phone rings once a minute, and it rang to be verified.
    letPass(gateway, MINUTE);
    const ringing = data(await call(client));
    expect(ringing.call?.digits).toMatch(/^\d{6}$/);
    await keyIn(gateway, ringing.call?.digits ?? '');
    expect(await stateOf(client)).toMatchObject({ state: 'verified' });
    expect(data(await finish(client))).toEqual({ next: 'signed-in' });

    expect(await session(client)).toMatchObject({
      level: 'recovered',
      amr: ['pwd', 'tel'],
      must: null,
      reachesApplications: false,
      recovered: { lostKind: 'virtual', lostSerialNumber: owner.device.serialNumber },
    });
    // Every other session and key is gone (security.md 3.9).
    expectRefusal(await owner.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    const withKey = await new Client(gateway).post(
      '/api/actions/ListMFADevices',
      {},
      { authorization: `Bearer ${key.Key}` },
    );
    expectRefusal(withKey, 401, 'NOT_SIGNED_IN');

    const { serialNumber } = owner.device;
    data(await client.action('DeactivateMFADevice', { SerialNumber: serialNumber }));
    data(await client.action('DeleteVirtualMFADevice', { SerialNumber: serialNumber }));
    const replacement = await enrolVirtual(client);
    expect(await listDevices(client)).toHaveLength(1);
    expect(await session(client)).toMatchObject({ level: 'recovered' });
    await stepUp(client, replacement);
    expect(await session(client)).toMatchObject({ level: 'mfa', recovered: null, reachesApplications: true });

    owner.device = replacement;
    owner.client = await signIn(gateway, owner);
    expect(await session(owner.client)).toMatchObject({ level: 'mfa' });
  });

  test('is told of the beginning and the end, at every address (ASVS 6.3.7, NIST 4.6)', async () => {
    const subjects = (await noticesTo(gateway, owner.name)).map(({ subject }) => subject);
    expect(subjects.some(subject => /without your MFA device/.test(subject))).toBe(true);
  });

  test('may come in again and again while the replacement is on its way (S1-52, S1-55)', async () => {
    letPass(gateway, DAY);
    await recover(gateway, owner);
    letPass(gateway, DAY);
    const client = await recover(gateway, owner);
    expect(await session(client)).toMatchObject({ level: 'recovered' });
    letPass(gateway, DAY);
    owner.client = await signIn(gateway, owner);
  });
});

describe('a session that came in without the device', () => {
  const forbidden = [
    ['CreateUser', { UserName: 'mallory' }],
    ['UpdateAccount', { Alias: 'taken-over' }],
    ['CreateAPIKey', { Name: 'later' }],
    ['BeginPhoneVerification', { PhoneNumber: '+493012345678' }],
    ['ChangeEmail', { Email: 'mallory@example.org' }],
    ['SetContactEmail', { Email: 'mallory@example.org' }],
    ['CreateWebhook', { Url: 'https://example.org/hook' }],
    ['ListUsers', {}],
  ] as const;

  test('replaces devices and nothing else, on nobody else (A6, A11, D17)', async () => {
    letPass(gateway, DAY);
    const client = await recover(gateway, owner);
    for (const [action, input] of forbidden) {
      const answer = await client.action(action, input);
      expect([action, answer.status]).toEqual([action, 403]);
    }
    expect((await client.action('ListMFADevices')).status).toBe(200);
    expect((await client.action('ListSessions')).status).toBe(200);
  });

  test('is not stepped up by another recovery, only by a device (A11)', async () => {
    letPass(gateway, DAY);
    const client = await recover(gateway, owner);
    expectRefusal(
      await client.post('/api/session/step-up/password', { password: owner.password }),
      401,
      'SECOND_FACTOR_REFUSED',
    );
  });
});

describe('mail and phone in their order', () => {
  test('neither can be skipped (S1-40, S1-49)', async () => {
    letPass(gateway, DAY);
    const client = await atSecondFactor(gateway, owner);
    expectRefusal(await call(client), 403, 'RECOVERY_INCOMPLETE');
    expectRefusal(await finish(client), 403, 'RECOVERY_INCOMPLETE');
    data(await sendMail(client));
    expectRefusal(await call(client), 403, 'RECOVERY_INCOMPLETE');
    expectRefusal(await finish(client), 403, 'RECOVERY_INCOMPLETE');
    data(await redeem(client, await mailedToken(gateway, owner.name)));
    expectRefusal(await finish(client), 403, 'RECOVERY_INCOMPLETE');
    data(await call(client));
    expectRefusal(await finish(client), 403, 'RECOVERY_INCOMPLETE');
  });

  test('whoever starts over starts from nothing (S1-44, S1-45)', async () => {
    letPass(gateway, DAY);
    const client = await toPhone(gateway, owner);
    data(await client.post('/api/sign-in/cancel'));
    expectRefusal(await call(client), 401, 'FLOW_ENDED');
    const again = await atSecondFactor(gateway, owner);
    expect(await stateOf(again)).toMatchObject({ state: null });
    expectRefusal(await call(again), 403, 'RECOVERY_INCOMPLETE');
  });
});
