import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import {
  forgetMails,
  newestToken,
  storedValue,
  tokensTo,
  withConfirmedMailbox,
} from '../support/mailed-links.ts';
import { noticesTo } from '../support/outbox.ts';
import { HOUR } from '../support/passing-time.ts';
import {
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  setUpOwner,
  submitCode,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const stranger = () => new Client(gateway);
beforeEach(() => forgetMails(gateway));

const confirm = (token: string, client = stranger()) =>
  client.post<{ address: string }>('/api/address/confirm', { token });
const changeEmail = (Email: unknown) => owner.client.action('ChangeEmail', { Email });
const expectInvalid = (answer: Answer) => expectRefusal(answer, 403, 'LINK_INVALID');
const about = async (address: string, words: RegExp) =>
  (await noticesTo(gateway, address)).filter(({ subject }) => words.test(subject)).length;
const ownerRow = (column: string) =>
  storedValue(gateway, `select ${column} from people where kind = 'owner'`);
const ofUser = ({ name }: { name: string }, column: string) =>
  storedValue(gateway, `select ${column} from people where user_name = ?`, name);

describe("the owner's address to sign in with", () => {
  test('changes when the link in the mail to the new one is opened, not before; both are told (ASVS 6.3.7)', async () => {
    const before = owner.name;
    const after = 'new-owner@example.com';
    data(await changeEmail('New-Owner@Example.com'));
    expect(await about(before, /Another address to sign in with/)).toBe(1);
    expect(await about(after, /Another address/)).toBe(0);
    expect(ownerRow('email')).toBe(before);
    const waiting = await beginSignIn(gateway, owner);
    const token = await newestToken(gateway, after, 'confirm-address');
    expect(data(await confirm(token))).toEqual({ address: after });
    expect(ownerRow('email')).toBe(after);
    for (const address of [before, after])
      expect(await about(address, /sign in with was changed/), address).toBe(1);
    // Sessions stay, what was begun with the address before has ended, and no recovery begins or ends for a day.
    data(await owner.client.get('/api/session'));
    expectRefusal(await submitCode(waiting.client, owner.device), 401, 'FLOW_ENDED');
    expect(Number(ownerRow('recovery_blocked_until')) - Date.now()).toBeGreaterThan(23.9 * HOUR);
    expectInvalid(await confirm(token));
    const old = await stranger().post('/api/sign-in/password', {
      ...owner.credentials,
      password: owner.password,
    });
    expectRefusal(old, 401, 'SIGN_IN_REFUSED');
    owner.name = after;
    owner.credentials = { as: 'owner', email: after };
    await beginSignIn(gateway, owner);
  });

  test("that is somebody's already is refused like a link that is no good, and the request tells nothing (ASVS 6.3.8)", async () => {
    const { name } = await createUser(gateway, owner);
    const taken = `${name}@example.com`;
    data(await owner.client.action('CreateUser', { UserName: taken }));
    const free = await changeEmail('free@example.com');
    const answer = await changeEmail(taken);
    const told = ({ status, text }: { status: number; text: string }) => ({
      status,
      // The receipt is the request's own.
      text: text.replace(/"id":"[\w-]{36}","created_at":"[\d:.TZ-]{24}"/, ''),
    });
    expect(told(answer)).toEqual(told(free));
    const refused = await confirm(await newestToken(gateway, taken, 'confirm-address'));
    expect(refused.text).toBe((await confirm('A'.repeat(43))).text);
    expectInvalid(refused);
    expect(ownerRow('email')).toBe(owner.name);
  });

  test('is asked for with a link that a newer one, and a new password, ends (D3)', async () => {
    data(await changeEmail('one@example.com'));
    data(await changeEmail('two@example.com'));
    expectInvalid(await confirm(await newestToken(gateway, 'one@example.com', 'confirm-address')));
    const token = await newestToken(gateway, 'two@example.com', 'confirm-address');
    const change = { OldPassword: owner.password, NewPassword: `${owner.password} anew` };
    data(await owner.client.action('ChangePassword', change));
    owner.password = change.NewPassword;
    expectInvalid(await confirm(token));
    expect(ownerRow('email')).toBe(owner.name);
  });

  test('is changed by the owner alone, and not to the one that it is', async () => {
    for (const { client } of [administrator, await createUserWithDevice(gateway, owner)])
      expectRefusal(await client.action('ChangeEmail', { Email: 'thief@example.org' }), 403, 'ACCESS_DENIED');
    expectRefusal(await changeEmail(owner.name.toUpperCase()), 400, 'INVALID_INPUT');
    for (const more of [
      { UserName: administrator.name },
      { EmailVerified: true },
      { email_verified: true },
    ]) {
      const answer = await owner.client.action('ChangeEmail', { Email: 'x@example.org', ...more });
      expectRefusal(answer, 400, 'VALIDATION_ERROR');
    }
  });

  test('is changed by three mails an hour at most', async () => {
    for (const at of [1, 2, 3]) data(await changeEmail(`limit${at}@example.com`));
    const answer = await changeEmail('limit4@example.com');
    expectRefusal(answer, 429, 'TOO_MANY_ATTEMPTS');
    expect(answer.headers['retry-after']).toBe(String(answer.body.error.retryAfter));
    expect(await tokensTo(gateway, 'limit4@example.com', 'confirm-address')).toEqual([]);
    // The control: the newest of those that were sent is good.
    expect(storedValue(gateway, "select address from mail_links where purpose = 'sign-in-address'")).toBe(
      'limit3@example.com',
    );
  });
});

describe('the address for notices', () => {
  test('counts at once and is unconfirmed until its link is opened, whoever set it (D7)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(administrator, user);
    expect(ofUser(user, 'contact_email')).toBe(mailbox);
    expect(ofUser(user, 'contact_email_confirmed_at')).toBe(null);
    // A first address begins no cool-off.
    expect(ofUser(user, 'recovery_blocked_until')).toBe(0);
    const token = await newestToken(gateway, mailbox, 'confirm-address');
    expect(data(await confirm(token))).toEqual({ address: mailbox });
    expect(ofUser(user, 'contact_email_confirmed_at')).toBeGreaterThan(0);
    expect(await about(mailbox, /was confirmed/)).toBe(1);
    expectInvalid(await confirm(token));
  });

  test('is the second one of the owner; a changed one tells the one before and begins a cool-off (ASVS 6.3.7, D1)', async () => {
    const set = (Email?: string) => owner.client.action('SetContactEmail', { Email });
    data(await set('first@example.org'));
    data(await confirm(await newestToken(gateway, 'first@example.org', 'confirm-address')));
    expect(await about('first@example.org', /address for notices to you was confirmed/)).toBe(1);
    data(await set('second@example.org'));
    for (const address of [owner.name, 'first@example.org'])
      expect(await about(address, /address for notices to you was changed/), address).toBeGreaterThan(0);
    expect(ownerRow('contact_email_confirmed_at')).toBe(null);
    expect(Number(ownerRow('recovery_blocked_until')) - Date.now()).toBeGreaterThan(23.9 * HOUR);
  });

  test.each<[string, (change: (Email?: string) => Promise<unknown>) => Promise<unknown>]>([
    ['another one', change => change('other@example.org')],
    ['none', change => change()],
  ])('that becomes %s is no longer confirmed, begins a cool-off and ends its link', async (_, act) => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withConfirmedMailbox(gateway, owner, user);
    const change = async (Email?: string) =>
      data(await owner.client.action('SetContactEmail', { UserName: user.name, Email }));
    await act(change);
    expect(ofUser(user, 'contact_email_confirmed_at')).toBe(null);
    expect(Number(ofUser(user, 'recovery_blocked_until')) - Date.now()).toBeGreaterThan(23.9 * HOUR);
    expect(await about(mailbox, /was changed/)).toBe(1);
  });

  test('that is set again is mailed a new link while it is unconfirmed, and left alone once it is', async () => {
    const user = await createUser(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const older = await newestToken(gateway, mailbox, 'confirm-address');
    await withMailbox(owner, user);
    expect(await tokensTo(gateway, mailbox, 'confirm-address')).toHaveLength(2);
    expectInvalid(await confirm(older));
    data(await confirm(await newestToken(gateway, mailbox, 'confirm-address')));
    const mails = (await noticesTo(gateway, mailbox)).length;
    await withMailbox(owner, user);
    expect(await noticesTo(gateway, mailbox)).toHaveLength(mails);
    expect(ofUser(user, 'contact_email_confirmed_at')).toBeGreaterThan(0);
    expect(ofUser(user, 'recovery_blocked_until')).toBe(0);
  });

  test("confirms the one that it was mailed to, never another of the person's or of another person (D5)", async () => {
    const user = await createUser(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const token = await newestToken(gateway, mailbox, 'confirm-address');
    data(await owner.client.action('SetContactEmail', { UserName: user.name, Email: `other-${mailbox}` }));
    expectInvalid(await confirm(token));
    expect(ofUser(user, 'contact_email_confirmed_at')).toBe(null);
    const more = { token, address: 'thief@example.org', UserName: user.name };
    expectRefusal(await stranger().post('/api/address/confirm', more), 400, 'VALIDATION_ERROR');
  });

  test('that an API key sets gets no link: a key is no way to a new password (S2-52)', async () => {
    const user = await createUser(gateway, owner);
    const client = await createKey(gateway, administrator);
    const Email = `key-${user.name}@example.org`;
    data(await client.action('SetContactEmail', { UserName: user.name, Email }));
    data(await client.action('CreateUser', { UserName: `key-${user.name}`, Email }));
    expect(await tokensTo(gateway, Email, 'confirm-address')).toEqual([]);
    data(await stranger().post('/api/password-reset', { as: 'user', userName: user.name }));
    expect(await noticesTo(gateway, Email)).toEqual([]);
  });

  test('of a new user is mailed a link, too', async () => {
    const { name } = await createUser(gateway, owner);
    const Email = `new-${name}@example.org`;
    data(await owner.client.action('CreateUser', { UserName: `new-${name}`, Email }));
    data(await confirm(await newestToken(gateway, Email, 'confirm-address')));
    expect(ofUser({ name: `new-${name}` }, 'contact_email_confirmed_at')).toBeGreaterThan(0);
  });
});

describe.each(['ChangeEmail', 'SetContactEmail'])('%s', action => {
  test.each([
    'a@example.org\r\nBcc: evil@example.com',
    'a@example.org,evil@example.com',
    'g:a@example.org,evil@example.com;',
    '"a@example.org" <evil@example.com>',
    '"a b"@example.org',
    ['a@example.org', 'evil@example.com'],
    { address: 'a@example.org' },
    `${'g:'.repeat(5_000)}a@example.org`,
    `${'x'.repeat(60_000)}@example.org`,
    'x@[127.0.0.1]',
  ])('takes one mailbox and nothing else (D8), case %#', async Email => {
    const before = storedValue(gateway, 'select count(*) from mails');
    expectRefusal(await owner.client.action(action, { Email }), 400, 'VALIDATION_ERROR');
    expect(storedValue(gateway, 'select count(*) from mails')).toBe(before);
  });
});

test('a link that a mail scanner opens ten times confirms nothing; the button of the page does (D10)', async () => {
  const user = await createUser(gateway, owner);
  const token = await newestToken(gateway, await withMailbox(owner, user), 'confirm-address');
  for (let time = 0; time < 10; time += 1) {
    for (const method of ['GET', 'HEAD']) {
      for (const path of [`/confirm-address?token=${token}`, `/api/address/confirm?token=${token}`]) {
        const answer = await stranger().send({ method, path, headers: { accept: 'text/html' } });
        expect(answer.setCookies).toEqual([]);
      }
    }
  }
  const foreign = await stranger().post(
    '/api/address/confirm',
    { token },
    { origin: 'https://evil.example' },
  );
  expectRefusal(foreign, 403, 'FOREIGN_ORIGIN');
  expect(ofUser(user, 'contact_email_confirmed_at')).toBe(null);
  const client = stranger();
  data(await confirm(token, client));
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

test.each([
  [3, 1],
  [2, 0],
])('a sign-in after %i wrong codes is told to the person %i times (ASVS 6.3.5)', async (wrong, told) => {
  const user = await createUserWithDevice(gateway, owner);
  const mailbox = await withMailbox(owner, user);
  const { client } = await beginSignIn(gateway, user);
  const { serialNumber } = user.device;
  for (const code of await user.device.wrongCodes(wrong))
    expect((await client.post('/api/sign-in/code', { serialNumber, code })).status).toBe(401);
  data(await submitCode(client, user.device));
  expect(await about(mailbox, /sign-in succeeded after several wrong codes/)).toBe(told);
  // The count begins anew with a success.
  data(await submitCode((await beginSignIn(gateway, user)).client, user.device));
  expect(await about(mailbox, /sign-in succeeded after/)).toBe(told);
});

describe('a user who is created with an address', () => {
  test('confirms it although the first password is given after that, as the page does it', async () => {
    const UserName = 'newcomer';
    const Email = 'newcomer@example.org';
    data(await owner.client.action('CreateUser', { UserName, Email }));
    data(await owner.client.action('ResetUserPassword', { UserName }));
    const token = await newestToken(gateway, Email, 'confirm-address');
    expect(data(await confirm(token))).toEqual({ address: Email });
    expect(ofUser({ name: UserName }, 'contact_email_confirmed_at')).not.toBeNull();
  });
});
