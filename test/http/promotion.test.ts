import { afterAll, describe, expect, test } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { AwsClient } from '../support/aws-client.ts';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import { newestToken, withConfirmedMailbox } from '../support/mailed-links.ts';
import { noticesTo } from '../support/outbox.ts';
import {
  ADMINISTRATOR_ACCESS,
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  createUserWithInitialPassword,
  newPassword,
  type Person,
  setUpOwner,
  submitCode,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1, POLICY_2 } from '../support/seed-policies.ts';
import { withStoreFile } from '../support/store-file.ts';
import { policy, put } from '../support/user-policies.ts';

/** What somebody may have begun in the name of a user must not grow with the user's rights. */
const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

const act = (who: Person, name: string, input: object = {}) => who.client.action(name, input);
const putAs = (who: Person, { name }: Person, PolicyDocument: string, PolicyName = 'own') =>
  act(who, 'PutUserPolicy', { UserName: name, PolicyName, PolicyDocument });
const attach = (user: Person) =>
  act(owner, 'AttachUserPolicy', { UserName: user.name, PolicyArn: ADMINISTRATOR_ACCESS });
const isOpen = async ({ client }: Person) => (await client.get('/api/session')).status === 200;
const allow = (...Action: string[]) => policy({ Effect: 'Allow', Action, Resource: '*' });

const HELP_DESK = allow('iam:*LoginProfile', 'iam:*UserPolicy', 'iam:CreateAPIKey', 'iam:GetUser');
const RESETS = allow('iam:ResetUserPassword');
const helpDesk = await createUserWithDevice(gateway, owner);
await put(owner, helpDesk, HELP_DESK, 'desk');

describe('whoever comes to rights over others', () => {
  test.each([
    ['AdministratorAccess', attach],
    ['a policy about others', (user: Person) => putAs(owner, user, RESETS)],
  ])('by %s keeps nothing that was begun before: sessions, sign-ins, mailed links, own keys (A1)', async (_, give) => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withConfirmedMailbox(gateway, owner, user);
    const [key, access] = [await createKey(gateway, user), new AwsClient(gateway, await accessKeyOf(user))];
    const { client: between } = await beginSignIn(gateway, user);
    data(await new Client(gateway).post('/api/password-reset', { as: 'user', userName: user.name }));
    const token = await newestToken(gateway, mailbox, 'reset-password');
    expect((await access.action('GetUser')).status).toBe(200);

    data(await give(user));

    expect(await isOpen(user)).toBe(false);
    expect((await submitCode(between, user.device)).status).not.toBe(200);
    const newPasswordGiven = { token, newPassword: newPassword() };
    const reset = await new Client(gateway).post('/api/password-reset/finish', newPasswordGiven);
    expect(reset.status).not.toBe(200);
    expectRefusal(await key.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    expect((await access.action('GetUser')).status).toBe(403);
  });
});

describe('a change of the policies of somebody who has rights over others', () => {
  const has = async () => {
    const user = await createUserWithDevice(gateway, owner);
    await put(owner, user, RESETS, 'resets');
    expect(await isOpen(user)).toBe(true);
    return user;
  };

  test.each<[string, string, string]>([
    ['another document in the place of one', 'resets', allow('iam:ResetUserPassword', 'iam:DisableUser')],
    ['a Deny', 'but', policy({ Effect: 'Deny', Action: 'iam:DeleteUser', Resource: '*' })],
  ])('%s ends his sessions, though his standing is the same', async (_, name, document) => {
    const user = await has();
    data(await putAs(owner, user, document, name));
    expect(await isOpen(user)).toBe(false);
  });

  test('something taken away beside it ends them, and the keys that he made for others', async () => {
    const user = await createUserWithDevice(gateway, owner);
    await put(owner, user, allow('iam:CreateAPIKey'), 'keys');
    const made = await createKey(gateway, user, { UserName: (await createUser(gateway, owner)).name });
    data(await made.action('ListMFADevices'));
    const MANAGE = 'arn:aws:iam::aws:policy/ManageOwnMFA';
    data(await act(owner, 'DetachUserPolicy', { UserName: user.name, PolicyArn: MANAGE }));
    expect(await isOpen(user)).toBe(false);
    expectRefusal(await made.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
  });

  test('a pure gain, up to all rights, keeps his sessions and keys', async () => {
    const user = await has();
    const key = await createKey(gateway, user);
    for (const change of [
      () => putAs(owner, user, allow('iam:DisableUser'), 'more'),
      () => putAs(owner, user, RESETS, 'resets'),
      () => attach(user),
    ])
      data(await change());
    expect(await isOpen(user)).toBe(true);
    data(await key.action('ListMFADevices'));
  });
});

describe('policies that only read about others', () => {
  const own = 'arn:aws:iam::*:user/${aws:username}';

  test.each([
    ['lists users', allow('iam:ListUsers')],
    ['gets what one is', policy({ Effect: 'Allow', Action: 'iam:Get*', Resource: 'arn:aws:iam::*:user/x' })],
    ['simulates', allow('iam:SimulatePrincipalPolicy')],
  ])('are given by whoever has all rights alone: one that %s', async (_, document) => {
    const user = await createUser(gateway, owner);
    expectRefusal(await putAs(helpDesk, user, document), 403, 'ACCESS_DENIED');
    data(await putAs(administrator, user, document));
  });

  test.each([
    ['the page on resync (S0-12)', POLICY_1],
    ['the page on hardware tokens (S2-15)', POLICY_2],
    ['oneself', policy({ Effect: 'Allow', Action: ['iam:Get*', 'iam:List*'], Resource: own })],
    [
      'the account at a glance',
      allow('iam:ListVirtualMFADevices', 'iam:GetAccount', 'iam:ListAccountAliases', 'iam:GetAccountSummary'),
    ],
  ])('and with less one gives those about oneself: %s', async (_, document) => {
    data(await putAs(helpDesk, await createUser(gateway, owner), document));
  });

  test('end the keys that others made for him; his own and his sessions stay', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const made = await createKey(gateway, helpDesk, { UserName: user.name });
    const his = await createKey(gateway, user);
    data(await putAs(owner, user, allow('iam:ListUsers')));
    expectRefusal(await made.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    data(await his.action('ListUsers'));
    expect(await isOpen(user)).toBe(true);
  });
});

describe('a password that somebody else gives', () => {
  test('lasts only where he has all rights over others', async () => {
    const UserName = (await createUser(gateway, owner)).name;
    const lasting = { UserName, Password: newPassword(), PasswordResetRequired: false };
    expectRefusal(await act(helpDesk, 'UpdateLoginProfile', lasting), 403, 'ACCESS_DENIED');
    data(await act(helpDesk, 'UpdateLoginProfile', { UserName, Password: newPassword() }));
    data(await act(administrator, 'UpdateLoginProfile', lasting));
    data(await act(helpDesk, 'DeleteLoginProfile', { UserName }));
    expectRefusal(await act(helpDesk, 'CreateLoginProfile', lasting), 403, 'ACCESS_DENIED');
    data(await act(administrator, 'CreateLoginProfile', lasting));
  });

  test.each([
    true,
    false,
  ])('in place of another ends every key of the user, with PasswordResetRequired %s, too', async required => {
    const user = await createUser(gateway, owner);
    const [key, access] = [await createKey(gateway, user), new AwsClient(gateway, await accessKeyOf(user))];
    const input = { UserName: user.name, Password: newPassword(), PasswordResetRequired: required };
    data(await act(owner, 'UpdateLoginProfile', input));
    expectRefusal(await key.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    expect((await access.action('GetUser')).status).toBe(403);
  });

  test('is no reason to end keys where it is the first: scripts make the key, and then the password', async () => {
    const UserName = 'provisioned';
    data(await owner.client.action('CreateUser', { UserName }));
    const made = await owner.client.action<{ AccessKey: Record<string, string> }>('CreateAccessKey', {
      UserName,
    });
    const { AccessKeyId = '', SecretAccessKey = '' } = data(made).AccessKey;
    data(await act(owner, 'CreateLoginProfile', { UserName, Password: newPassword() }));
    const access = new AwsClient(gateway, { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
    expect((await access.action('GetUser')).status).toBe(200);
  });

  test('for one sign-in never becomes one that lasts, and expired it stays expired', async () => {
    const UserName = 'once';
    const password = await createUserWithInitialPassword(owner, UserName);
    const toggle = (PasswordResetRequired: boolean) =>
      act(owner, 'UpdateLoginProfile', { UserName, PasswordResetRequired });
    expectRefusal(await toggle(false), 400, 'INVALID_INPUT');
    withStoreFile(gateway, database =>
      database.prepare('update people set password_expires_at = 1 where user_name = ?').run(UserName),
    );
    expectRefusal(await toggle(false), 400, 'INVALID_INPUT');
    data(await toggle(true));
    const answer = await new Client(gateway).post('/api/sign-in/password', {
      ...{ as: 'user', userName: UserName },
      password,
    });
    expectRefusal(answer, 401, 'SIGN_IN_REFUSED');
  });

  test('his own one that he has to change tells him until when it can be used', async () => {
    const user = await createUser(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    data(await act(owner, 'UpdateLoginProfile', { UserName: user.name, PasswordResetRequired: true }));
    const expiresAt = withStoreFile(gateway, database =>
      database.prepare('select password_expires_at from people where user_name = ?').pluck().get(user.name),
    );
    const day = new Date(Number(expiresAt)).toISOString().slice(0, 10);
    const said = (await noticesTo(gateway, mailbox)).map(({ text }) => text).join('\n');
    expect(said).toContain(`can be used for that until ${day}`);
  });
});

test('what an administrator does to the alias of the account is told to its owner', async () => {
  const AccountAlias = 'not-the-owners';
  data(await act(administrator, 'CreateAccountAlias', { AccountAlias }));
  data(await act(administrator, 'DeleteAccountAlias', { AccountAlias }));
  const said = (await noticesTo(gateway, owner.name)).map(({ text }) => text.replace(/\s+/g, ' ')).join('\n');
  expect(said).toContain(`The alias of your account is "${AccountAlias}" now.`);
  expect(said).toContain('Your account has no alias any more.');
  expect(said).toContain('an administrator');
});

test('how much an account holds is for administrators: ManageOwnMFA does not say it', async () => {
  const user = await createUser(gateway, owner);
  expectRefusal(await act(user, 'GetAccountSummary'), 403, 'ACCESS_DENIED');
  data(await act(administrator, 'GetAccountSummary'));
});
