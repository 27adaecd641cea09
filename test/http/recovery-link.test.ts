import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Step, User } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { noticesTo } from '../support/outbox.ts';
import { DAY, letPass, MINUTE } from '../support/passing-time.ts';
import { createUserWithDevice, setUpOwner, signIn, withMailbox } from '../support/people.ts';
import {
  atSecondFactor,
  mailedToken,
  recover,
  redeem,
  sendMail,
  stateOf,
  verifyPhone,
} from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
await verifyPhone(gateway, owner);

// Every test has the mails of a day for itself.
beforeEach(() => letPass(gateway, DAY));

const mailed = () => mailedToken(gateway, owner.name);
const invalid = (answer: Awaited<ReturnType<typeof redeem>>) =>
  expectRefusal(answer, 403, 'RECOVERY_LINK_INVALID');

describe('a mailed link', () => {
  test('works once (D3, D11)', async () => {
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const token = await mailed();
    data(await redeem(client, token));
    invalid(await redeem(client, token));
    expect(await stateOf(client)).toMatchObject({ state: 'phone' });
  });

  test('works once, too, when ten come at once (B5)', async () => {
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const token = await mailed();
    const answers = await Promise.all(Array.from({ length: 10 }, () => redeem(client, token)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  });

  test('is dead after a newer one, after fifteen minutes, altered, and cut short (D3, S1-39)', async () => {
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const first = await mailed();
    data(await sendMail(client));
    const second = await mailed();
    expect(second).not.toBe(first);
    invalid(await redeem(client, first));
    const altered = `${second.startsWith('A') ? 'B' : 'A'}${second.slice(1)}`;
    invalid(await redeem(client, altered));
    expectRefusal(await redeem(client, second.slice(0, 42)), 400, 'VALIDATION_ERROR');
    letPass(gateway, 15 * MINUTE);
    invalid(await redeem(client, second));
    expect(await stateOf(client)).toMatchObject({ state: 'mail' });
  });

  test('is dead when the sign-in that asked for it is over (D3)', async () => {
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const token = await mailed();
    await signInInstead(client);
    invalid(await redeem(client, token));
  });

  test('leads to the address that is configured, whatever the request says of itself (D4)', async () => {
    const client = await atSecondFactor(gateway, owner);
    const poison = {
      'x-forwarded-host': 'evil.example',
      'x-forwarded-proto': 'http',
      forwarded: 'host=evil.example;proto=http',
      'x-original-host': 'evil.example',
      'x-http-host-override': 'evil.example',
    };
    data(await client.post('/api/recovery/mail', {}, poison));
    const [mail] = await noticesTo(gateway, owner.name);
    const links = mail?.text.match(/https?:\/\/[^\s]+/g) ?? [];
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link.startsWith(`${gateway.origin}/`)).toBe(true);
  });

  test('is not spent by whoever only looks: HEAD, ten GETs (D10, ASVS 7.6.2)', async () => {
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const token = await mailed();
    const scanner = new Client(gateway);
    await scanner.send({ method: 'HEAD', path: `/recover?token=${token}` });
    for (let time = 0; time < 10; time += 1) {
      expect((await scanner.get('/recover', { accept: 'text/html' })).setCookies).toEqual([]);
      expect((await scanner.get(`/api/recovery/link?token=${token}`)).status).toBe(405);
    }
    expect(await stateOf(client)).toMatchObject({ state: 'mail' });
    data(await redeem(client, token));
  });
});

describe('a link that is opened in another browser', () => {
  test('asks for the number that the starting page shows, and then only tells that one to go on (D10)', async () => {
    const client = await atSecondFactor(gateway, owner);
    const { mail } = data(await sendMail(client));
    const elsewhere = new Client(gateway);
    const token = await mailed();
    expect(data(await redeem(elsewhere, token))).toEqual({ next: 'match-number' });
    expect(await stateOf(client)).toMatchObject({ state: 'mail' });
    expect(data(await redeem(elsewhere, token, mail?.matchNumber))).toEqual({ next: 'elsewhere' });
    expect(elsewhere.cookies.size).toBe(0);
    expect(await stateOf(client)).toMatchObject({ state: 'phone' });
  });

  test('takes five numbers, however many mails are sent (NIST 3.1.3.2)', async () => {
    const client = await atSecondFactor(gateway, owner);
    const elsewhere = new Client(gateway);
    let right = data(await sendMail(client)).mail?.matchNumber ?? '';
    const wrong = String((Number(right) + 1) % 10_000).padStart(4, '0');
    for (let time = 1; time <= 5; time += 1) {
      if (time === 3) right = data(await sendMail(client)).mail?.matchNumber ?? '';
      expectRefusal(await redeem(elsewhere, await mailed(), wrong), 403, 'MATCH_NUMBER_WRONG');
    }
    invalid(await redeem(elsewhere, await mailed(), right));
    // The starting browser needs no number.
    data(await redeem(client, await mailed()));
  });

  test('moves only the sign-in that it was mailed for, not the one of whoever opens it (D5)', async () => {
    const mine = await atSecondFactor(gateway, owner);
    data(await sendMail(mine));
    const token = await mailed();
    const other = await atSecondFactor(gateway, owner);
    data(await sendMail(other));
    expect(data(await redeem(other, token))).toEqual({ next: 'match-number' });
    data(await redeem(mine, token));
    expect(await stateOf(other)).toMatchObject({ state: 'mail' });
    expect(await stateOf(mine)).toMatchObject({ state: 'phone' });
  });

  test('does nothing for another person who is in the middle of signing in (D5)', async () => {
    owner.client = await signIn(gateway, owner);
    const user = await createUserWithDevice(gateway, owner);
    await withMailbox(owner, user);
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const theirs = await atSecondFactor(gateway, user);
    expect(data(await redeem(theirs, await mailed()))).toEqual({ next: 'match-number' });
    expect(await stateOf(theirs)).toMatchObject({ offered: false, state: null });
  });
});

describe('"this was not me"', () => {
  const notMe = (token: string) => new Client(gateway).post('/api/recovery/not-me', { token });

  test('ends the recovery from any browser, warns the person, and shuts the door for a day (3.6)', async () => {
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const link = await mailed();
    data(await notMe(await mailedToken(gateway, owner.name, 'not-me')));
    invalid(await redeem(client, link));
    expectRefusal(await sendMail(client), 401, 'FLOW_ENDED');
    const [warning] = await noticesTo(gateway, owner.name);
    expect(warning?.text).toMatch(/knows\s+your\s+password/);
    const again = await atSecondFactor(gateway, owner);
    expect(await stateOf(again)).toMatchObject({ offered: false, why: 'cool-off' });
    // The device still signs in.
    owner.client = await signIn(gateway, owner);
    letPass(gateway, DAY);
    expect(await stateOf(await atSecondFactor(gateway, owner))).toMatchObject({ offered: true });
  });

  test('shuts out a user, whom an administrator brings back with a new password and no device of before (3.6)', async () => {
    owner.client = await signIn(gateway, owner);
    const user = await createUserWithDevice(gateway, owner);
    const UserName = user.name;
    const mailbox = await withMailbox(owner, user);
    data(await owner.client.action('SetUserRecovery', { UserName, Recovery: 'allowed' }));
    const token = await mailedToken(gateway, mailbox, 'confirm-address');
    data(await new Client(gateway).post('/api/address/confirm', { token }));
    await verifyPhone(gateway, user, '+493012345678');
    letPass(gateway, MINUTE);
    const thief = await recover(gateway, user, mailbox);
    const notMe = await mailedToken(gateway, mailbox, 'not-me');
    const saysNotMe = () => new Client(gateway).post('/api/recovery/not-me', { token: notMe });
    data(await saysNotMe());
    expectRefusal(await thief.get('/api/session'), 401, 'NOT_SIGNED_IN');
    const { User } = data(await owner.client.action<{ User: User }>('GetUser', { UserName }));
    expect(User.Status).toBe('Disabled');

    const type = (password: string) =>
      new Client(gateway).post<Step>('/api/sign-in/password', { ...user.credentials, password });
    const { InitialPassword } = data(
      await owner.client.action<{ InitialPassword: string }>('ResetUserPassword', { UserName }),
    );
    const { serialNumber: SerialNumber } = user.device;
    data(await owner.client.action('DeactivateMFADevice', { UserName, SerialNumber }));
    expectRefusal(await type(InitialPassword), 401, 'SIGN_IN_REFUSED');
    data(await owner.client.action('EnableUser', { UserName }));
    // Whoever has the old mail does not shut the user out again.
    data(await saysNotMe());
    expectRefusal(await type(user.password), 401, 'SIGN_IN_REFUSED');
    expect(data(await type(InitialPassword))).toEqual({ next: 'new-password' });
  });

  test('works with the link of an earlier mail, too, and says nothing about one that never was', async () => {
    const client = await atSecondFactor(gateway, owner);
    data(await sendMail(client));
    const early = await mailedToken(gateway, owner.name, 'not-me');
    data(await sendMail(client));
    data(await notMe(early));
    expectRefusal(await sendMail(client), 401, 'FLOW_ENDED');
    invalid((await notMe(randomBytes(32).toString('base64url'))) as never);
  });
});

/** The device turned up after all. */
async function signInInstead(client: Client) {
  const { serialNumber } = owner.device;
  data(await owner.device.spend(code => client.post('/api/sign-in/code', { serialNumber, code })));
}
