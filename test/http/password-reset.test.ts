import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  forgetMails,
  newestToken,
  storedValue,
  tokensTo,
  withConfirmedMailbox,
} from '../support/mailed-links.ts';
import { noticesTo } from '../support/outbox.ts';
import { HOUR, letPass, MINUTE } from '../support/passing-time.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  createUserWithInitialPassword,
  listDevices,
  newPassword,
  type Person,
  setUpOwner,
  signIn,
  stepUp,
  submitCode,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const stranger = () => new Client(gateway);
beforeEach(() => forgetMails(gateway));

const ask = (who: object) => stranger().post('/api/password-reset', who);
const asUser = ({ name }: { name: string }) => ({ as: 'user', userName: name });
const finish = (token: string, password = newPassword()) =>
  stranger().post('/api/password-reset/finish', { token, newPassword: password });
const expectInvalid = (answer: Answer) => expectRefusal(answer, 403, 'LINK_INVALID');

async function withMailboxOfHisOwn() {
  const user = await createUserWithDevice(gateway, owner);
  return { user, mailbox: await withConfirmedMailbox(gateway, owner, user) };
}
async function linkFor(user: Person, mailbox: string): Promise<string> {
  data(await ask(asUser(user)));
  return newestToken(gateway, mailbox, 'reset-password');
}

describe('a forgotten password', () => {
  test('is replaced by a mailed link, which gets nobody past MFA: the mailbox alone is not enough (D1, ASVS 6.4.3)', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const waiting = await beginSignIn(gateway, user);
    const thief = stranger();
    data(await thief.post('/api/password-reset', asUser(user)));
    const token = await newestToken(gateway, mailbox, 'reset-password');
    const password = newPassword();
    const answer = await thief.post('/api/password-reset/finish', { token, newPassword: password });
    expect(data(answer)).toEqual({});
    expect(answer.setCookies).toEqual([]);
    expectRefusal(await thief.get('/api/session'), 401, 'NOT_SIGNED_IN');
    // What was open has ended, and the old password is gone.
    expectRefusal(await user.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    expectRefusal(await submitCode(waiting.client, user.device), 401, 'FLOW_ENDED');
    expectRefusal(
      await stranger().post('/api/sign-in/password', { ...user.credentials, password: user.password }),
      401,
      'SIGN_IN_REFUSED',
    );
    const { client, step } = await beginSignIn(gateway, { ...user, password });
    expect(step).toMatchObject({ next: 'mfa', devices: [{ serialNumber: user.device.serialNumber }] });
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    expectRefusal(await client.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    data(await submitCode(client, user.device));
    expect(await listDevices(client)).toHaveLength(1);
    // No way on to Troubleshoot MFA with the same mailbox for three days.
    const until = storedValue(
      gateway,
      'select recovery_blocked_until from people where user_name = ?',
      user.name,
    );
    expect(Number(until) - Date.now()).toBeGreaterThan(23.9 * HOUR);
    expect((await noticesTo(gateway, mailbox))[0]?.subject).toMatch(/password was replaced/);
  });

  test('of the owner goes to the address that signs in; every address is told (ASVS 6.3.7)', async () => {
    data(await owner.client.action('SetContactEmail', { Email: 'second@example.org' }));
    data(await ask({ as: 'owner', email: 'OWNER@example.com' }));
    expect(await tokensTo(gateway, 'second@example.org', 'reset-password')).toEqual([]);
    const token = await newestToken(gateway, owner.name, 'reset-password');
    const password = newPassword();
    data(await finish(token, password));
    owner.password = password;
    owner.client = await signIn(gateway, owner);
    for (const address of [owner.name, 'second@example.org'])
      expect((await noticesTo(gateway, address))[0]?.subject, address).toMatch(/password was replaced/);
  });

  test('that was an initial one becomes an own one', async () => {
    const user = await createUser(gateway, owner);
    const mailbox = await withConfirmedMailbox(gateway, owner, user);
    data(await owner.client.action('ResetUserPassword', { UserName: user.name }));
    const password = newPassword();
    data(await finish(await linkFor(user, mailbox), password));
    expect((await beginSignIn(gateway, { ...user, password })).step).toEqual({ next: 'signed-in' });
  });
});

describe('who asks', () => {
  test('learns nothing: the same bytes for every name, and mails only where somebody confirmed to read (ASVS 6.3.8)', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const unconfirmed = await createUser(gateway, owner);
    const unread = await withMailbox(owner, unconfirmed);
    const mute = await createUser(gateway, owner);
    const disabled = await createUser(gateway, owner);
    const closed = await withConfirmedMailbox(gateway, owner, disabled);
    data(await owner.client.action('DisableUser', { UserName: disabled.name }));
    const passwordless = { name: `none-${user.name}` };
    const early = `${passwordless.name}@example.org`;
    data(await owner.client.action('CreateUser', { UserName: passwordless.name, Email: early }));
    const token = await newestToken(gateway, early, 'confirm-address');
    data(await stranger().post('/api/address/confirm', { token }));

    const bare = ({ status, text, headers: { date: _, ...headers } }: Answer) => ({ status, text, headers });
    const known = bare(await ask({ as: 'owner', email: owner.name }));
    expect(known.text).toBe('{"success":true,"data":{}}');
    for (const who of [
      { as: 'owner', email: 'nobody@example.com' },
      ...[user, unconfirmed, mute, disabled, passwordless, { name: 'nobody' }].map(asUser),
      { as: 'user', account: 'nowhere', userName: user.name },
      { as: 'user', account: '123456789012', userName: 'nobody' },
    ]) {
      expect(bare(await ask(who)), JSON.stringify(who)).toEqual(known);
    }
    for (const address of [owner.name, mailbox])
      expect(await tokensTo(gateway, address, 'reset-password'), address).not.toEqual([]);
    for (const address of [unread, closed, early, 'nobody@example.com'])
      expect(await tokensTo(gateway, address, 'reset-password'), address).toEqual([]);
  });

  test('uses up neither the mailbox nor what its person needs to come back in (security.md 3.8, ASVS 6.3.1)', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    forgetMails(gateway);
    for (let time = 0; time < 6; time += 1) data(await ask(asUser(user)));
    expect(await tokensTo(gateway, mailbox, 'reset-password')).toHaveLength(2);
    // One more mail of the hour is left, and it is not for whoever only knows a name.
    const change = (address: string) =>
      owner.client.action('SetContactEmail', { UserName: user.name, Email: address });
    data(await change(`third-${mailbox}`));
    const late = await change(`fourth-${mailbox}`);
    expectRefusal(late, 429, 'TOO_MANY_ATTEMPTS');
    expect(late.body.error.retryAfter).toBeGreaterThan(3_500);
    expect(storedValue(gateway, 'select contact_email from people where user_name = ?', user.name)).toBe(
      `third-${mailbox}`,
    );
  });

  test('is slowed by network, whoever is named (ASVS 6.3.8)', async () => {
    const statuses: number[] = [];
    for (let time = 0; time < 22; time += 1)
      statuses.push((await ask({ as: 'owner', email: `nobody${time}@example.com` })).status);
    expect(statuses).toEqual([...Array(20).fill(200), 429, 429]);
    expectRefusal(await ask({ as: 'owner', email: owner.name }), 429, 'TOO_MANY_ATTEMPTS');
  });

  test.each([
    'owner@example.com\r\nBcc: evil@example.com',
    'owner@example.com,evil@example.com',
    'g:owner@example.com,evil@example.com;',
    '"owner@example.com" <evil@example.com>',
    ['owner@example.com', 'evil@example.com'],
    { address: 'owner@example.com' },
    `${'g:'.repeat(5_000)}owner@example.com`,
    `${'x'.repeat(60_000)}@example.com`,
    '"a b"@example.com',
  ])('with no one mailbox is refused before anything is looked at (D8), case %#', async email => {
    const before = storedValue(gateway, 'select count(*) from mails');
    expectRefusal(await ask({ as: 'owner', email }), 400, 'VALIDATION_ERROR');
    expect(storedValue(gateway, 'select count(*) from mails')).toBe(before);
  });
});

describe('a link', () => {
  test('works once (D3, D11)', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const token = await linkFor(user, mailbox);
    data(await finish(token));
    expectInvalid(await finish(token));
  });

  test('is dead when a newer one was sent (D3)', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    forgetMails(gateway);
    const older = await linkFor(user, mailbox);
    const newer = await linkFor(user, mailbox);
    expect(older).not.toBe(newer);
    expectInvalid(await finish(older));
    data(await finish(newer));
  });

  test.each<[string, (user: Person) => Promise<unknown>]>([
    [
      'the password was changed',
      async ({ client, password }) =>
        data(await client.action('ChangePassword', { OldPassword: password, NewPassword: newPassword() })),
    ],
    [
      'the address was changed',
      async ({ name }) =>
        data(
          await owner.client.action('SetContactEmail', { UserName: name, Email: `new-${name}@example.org` }),
        ),
    ],
    [
      'the address was taken away',
      async ({ name }) => data(await owner.client.action('SetContactEmail', { UserName: name })),
    ],
    [
      'an administrator gave an initial password',
      async ({ name }) => data(await owner.client.action('ResetUserPassword', { UserName: name })),
    ],
    [
      'the person was disabled and enabled again',
      async ({ name }) => {
        data(await owner.client.action('DisableUser', { UserName: name }));
        data(await owner.client.action('EnableUser', { UserName: name }));
      },
    ],
  ])('is dead when %s (D3)', async (_, change) => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const token = await linkFor(user, mailbox);
    await change(user);
    expectInvalid(await finish(token));
  });

  test('that is altered, cut or of another kind is refused like one that never was', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const token = await linkFor(user, mailbox);
    const altered = `${token.slice(0, -2)}${token.endsWith('A') ? 'BB' : 'AA'}`;
    const never = await finish('A'.repeat(43));
    expectInvalid(never);
    const other = await createUser(gateway, owner);
    const confirming = await newestToken(gateway, await withMailbox(owner, other), 'confirm-address');
    for (const wrong of [altered, confirming]) expect((await finish(wrong)).text).toBe(never.text);
    expectInvalid(await stranger().post('/api/address/confirm', { token }));
    for (const cut of [token.slice(1), `${token}A`, '', `${token}=`])
      expectRefusal(await finish(cut), 400, 'VALIDATION_ERROR');
    // It names its person; nothing beside it does (D5).
    const more = { token, newPassword: newPassword(), userName: other.name };
    expectRefusal(await stranger().post('/api/password-reset/finish', more), 400, 'VALIDATION_ERROR');
    data(await finish(token));
  });

  test('that a mail scanner opens ten times is not spent, and gets it nothing (D10)', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const token = await linkFor(user, mailbox);
    for (let time = 0; time < 10; time += 1) {
      for (const method of ['GET', 'HEAD']) {
        for (const path of [
          `/reset-password?token=${token}`,
          '/reset-password',
          `/api/password-reset/finish?token=${token}`,
        ]) {
          const answer = await stranger().send({ method, path, headers: { accept: 'text/html' } });
          expect(answer.setCookies).toEqual([]);
          expect(answer.status, `${method} ${path}`).not.toBe(500);
        }
      }
    }
    data(await finish(token));
  });

  test('is spent by a password that will do: others say why and leave it, the present one too', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const token = await linkFor(user, mailbox);
    for (const password of ['short', 'password123', `${mailbox}`, user.password, 'x'.repeat(300)])
      expectRefusal(await finish(token, password), 400, 'PASSWORD_UNACCEPTABLE');
    data(await user.client.get('/api/session'));
    data(await finish(token));
  });

  test('lets nobody guess at the present password: each try counts as a guess at signing in', async () => {
    const { user, mailbox } = await withMailboxOfHisOwn();
    const token = await linkFor(user, mailbox);
    const signInWrongly = () =>
      stranger().post('/api/sign-in/password', { ...user.credentials, password: 'wrong' });
    for (let guess = 0; guess < 10; guess += 1) expect((await signInWrongly()).status).toBe(401);
    expectRefusal(await finish(token), 429, 'TOO_MANY_ATTEMPTS');
  });
});

test('a link is good for fifteen minutes, and dead after them (D3)', async () => {
  const { user, mailbox } = await withMailboxOfHisOwn();
  const token = await linkFor(user, mailbox);
  letPass(gateway, 14.5 * MINUTE);
  expectRefusal(await finish(token, 'short'), 400, 'PASSWORD_UNACCEPTABLE');
  letPass(gateway, MINUTE);
  expectInvalid(await finish(token));
  await stepUp(owner.client, owner.device);
});

test('an address that nobody confirmed, of a person with an initial password, gets nothing', async () => {
  const name = `early-${Date.now()}`;
  await createUserWithInitialPassword(owner, name);
  const mailbox = await withMailbox(owner, { name } as Person);
  data(await ask(asUser({ name })));
  expect(await tokensTo(gateway, mailbox, 'reset-password')).toEqual([]);
});
