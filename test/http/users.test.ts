import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { User } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  createUserWithInitialPassword,
  newPassword,
  setUpOwner,
  signIn,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

async function getUser(UserName: string): Promise<User> {
  return data(await owner.client.action<{ User: User }>('GetUser', { UserName })).User;
}

test('the owner creates a user, who has no password until one is given (S1-27)', async () => {
  const made = data(
    await owner.client.action<{ User: User }>('CreateUser', { UserName: 'Ada.Lovelace' }),
  ).User;
  expect(made).toMatchObject({
    UserName: 'Ada.Lovelace',
    Status: 'Active',
    PasswordState: 'none',
    MFADevices: 0,
  });
  expect(made.Arn).toMatch(/^arn:aws:iam::\d{12}:user\/Ada\.Lovelace$/);
  const guess = { as: 'user', userName: 'Ada.Lovelace', password: newPassword() };
  expectRefusal(await new Client(gateway).post('/api/sign-in/password', guess), 401, 'SIGN_IN_REFUSED');
  const reset = await owner.client.action<{ InitialPassword: string; ExpiresAt: string }>(
    'ResetUserPassword',
    {
      UserName: 'Ada.Lovelace',
    },
  );
  expect(data(reset).InitialPassword.length).toBeGreaterThanOrEqual(12);
  const days = (Date.parse(data(reset).ExpiresAt) - Date.now()) / 86_400_000;
  expect(days).toBeGreaterThan(6.9);
  expect(days).toBeLessThan(7.1);
  expect((await getUser('Ada.Lovelace')).PasswordState).toBe('initial');
  const users = data(await owner.client.action<{ Users: User[] }>('ListUsers')).Users;
  expect(users.map(({ UserName }) => UserName)).toContain('Ada.Lovelace');
});

test('names that differ by case alone are one name', async () => {
  await createUser(gateway, owner, 'Grace.Hopper');
  for (const UserName of ['Grace.Hopper', 'grace.hopper', 'GRACE.HOPPER']) {
    expectRefusal(await owner.client.action('CreateUser', { UserName }), 409, 'ENTITY_ALREADY_EXISTS');
  }
});

test("nobody is called like the owner's e-mail address: lists and notices show people by name", async () => {
  for (const UserName of [owner.name, owner.name.toUpperCase()]) {
    const answer = await owner.client.action('CreateUser', { UserName });
    expectRefusal(answer, 409, 'ENTITY_ALREADY_EXISTS');
  }
  data(await owner.client.action('CreateUser', { UserName: `not-${owner.name}` }));
});

test('ten creations of one name at once make one user (15.4.2)', async () => {
  const answers = await Promise.all(
    Array.from({ length: 10 }, () => owner.client.action('CreateUser', { UserName: 'only.one' })),
  );
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expectRefusal(answer, 409, 'ENTITY_ALREADY_EXISTS');
  }
});

test('only the newest initial password works', async () => {
  const first = await createUserWithInitialPassword(owner, 'twice.reset');
  const again = await owner.client.action<{ InitialPassword: string }>('ResetUserPassword', {
    UserName: 'twice.reset',
  });
  const second = data(again).InitialPassword;
  expect(second).not.toBe(first);
  const client = new Client(gateway);
  const credentials = { as: 'user', userName: 'twice.reset' };
  const old = await client.post('/api/sign-in/password', { ...credentials, password: first });
  expectRefusal(old, 401, 'SIGN_IN_REFUSED');
  data(await client.post('/api/sign-in/password', { ...credentials, password: second }));
});

test('a disabled user is out at once, everywhere, and a flow under way ends with it (ASVS 7.4.2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  data(await owner.client.action('DisableUser', { UserName: user.name }));
  expectRefusal(await user.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  const code = { serialNumber: user.device.serialNumber, code: await user.device.next() };
  expectRefusal(await client.post('/api/sign-in/code', code), 401, ['FLOW_ENDED', 'SECOND_FACTOR_REFUSED']);
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  data(await owner.client.action('EnableUser', { UserName: user.name }));
  expectRefusal(await user.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  await signIn(gateway, user);
});

test('a user with devices is deleted only by force, and is then gone with every session', async () => {
  const user = await createUserWithDevice(gateway, owner);
  expectRefusal(await owner.client.action('DeleteUser', { UserName: user.name }), 409, 'DELETE_CONFLICT');
  data(await user.client.get('/api/session'));
  data(await owner.client.action('DeleteUser', { UserName: user.name, Force: true }));
  expectRefusal(await user.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expectRefusal(await owner.client.action('GetUser', { UserName: user.name }), 404, 'NO_SUCH_ENTITY');
  const again = { ...user.credentials, password: user.password };
  expectRefusal(await new Client(gateway).post('/api/sign-in/password', again), 401, 'SIGN_IN_REFUSED');
});

test('a new user of an old name inherits nothing', async () => {
  const old = await createUserWithDevice(gateway, owner);
  data(await owner.client.action('DeleteUser', { UserName: old.name, Force: true }));
  const heir = await createUser(gateway, owner, old.name);
  expect(await getUser(heir.name)).toMatchObject({ MFADevices: 0, PasswordState: 'own' });
  expectRefusal(await old.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
});

describe('a user is not the owner and may not', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const other = await createUserWithDevice(gateway, owner);
  test.each<[string, object]>([
    ['ListUsers', {}],
    ['GetUser', { UserName: other.name }],
    ['CreateUser', { UserName: 'mine' }],
    ['ResetUserPassword', { UserName: other.name }],
    ['ResetUserPassword', { UserName: user.name }],
    ['DisableUser', { UserName: other.name }],
    ['EnableUser', { UserName: other.name }],
    ['DeleteUser', { UserName: other.name, Force: true }],
    ['UpdateAccount', { RequireMfa: 'required' }],
  ])('%s %j', async (name, input) => {
    expectRefusal(await user.client.action(name, input), 403, 'ACCESS_DENIED');
  });

  test('find out whether a name exists (F18)', async () => {
    const known = await user.client.action('GetUser', { UserName: other.name });
    const unknown = await user.client.action('GetUser', { UserName: 'no.such.user' });
    expectRefusal(unknown, 403, 'ACCESS_DENIED');
    expect(unknown.text.replaceAll('no.such.user', other.name)).toBe(known.text);
  });

  test('but may look at oneself', async () => {
    expect(data(await user.client.action<{ User: User }>('GetUser')).User.UserName).toBe(user.name);
  });
});

test('what does not exist is said not to', async () => {
  for (const name of ['GetUser', 'ResetUserPassword', 'DisableUser', 'EnableUser', 'DeleteUser']) {
    expectRefusal(await owner.client.action(name, { UserName: 'no.such.user' }), 404, 'NO_SUCH_ENTITY');
  }
});

test('the owner cannot be disabled or deleted by the name of a user', async () => {
  for (const name of ['DisableUser', 'DeleteUser']) {
    const answer = await owner.client.action(name, { UserName: 'owner@example.com' });
    expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
  }
  data(await owner.client.get('/api/session'));
});

test('no answer to anyone holds a password hash, a seed or a private key (F16)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const answers = [
    await owner.client.action('ListUsers'),
    await owner.client.action('GetUser', { UserName: user.name }),
    await owner.client.action('ListMFADevices', { UserName: user.name }),
    await owner.client.action('ListVirtualMFADevices', { AssignmentStatus: 'Any' }),
    await user.client.get('/api/session'),
  ];
  for (const answer of answers) {
    data(answer);
    expect(answer.text).not.toMatch(/argon2|\$v=19|"(secret|seed|hash|publicKey)"/i);
    expect(answer.text).not.toContain(user.device.secret);
  }
});
