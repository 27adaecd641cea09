import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { APIKey, User } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken } from '../support/inventory.ts';
import { createKey, type KeyClient } from '../support/key-client.ts';
import { fetchOpenApi, pathsOf } from '../support/openapi.ts';
import {
  ADMINISTRATOR_ACCESS,
  createAdministrator,
  createUserWithDevice,
  createVirtual,
  newPassword,
  type PersonWithDevice,
  setUpOwner,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';
import { policy } from '../support/user-policies.ts';

/*
 * Somebody has copied an API key out of a file. He may do with users what the key is for; he must not get a console,
 * nor the rights of people who administer.
 */

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const keys = [await createKey(gateway, owner), await createKey(gateway, administrator)];
/** Whom the keys are tried on. */
const colleague = await createAdministrator(gateway, owner);
const kept = await createKey(gateway, colleague);
const CONSOLE = 'This can be done in the console only.';

const EVERYTHING = '{"Version":"2012-10-17","Statement":{"Effect":"Allow","Action":"*","Resource":"*"}}';

/** It takes nothing away: whom it is given to stays signed in. */
const HIS_OWN_TAGS = policy({
  Effect: 'Allow',
  Action: 'iam:TagMFADevice',
  Resource: 'arn:aws:iam::*:mfa/*',
});

type Input = (person: PersonWithDevice) => object | Promise<object>;
const named: Input = ({ name }) => ({ UserName: name });
const onDevice: Input = ({ name, device }) => ({ UserName: name, SerialNumber: device.serialNumber });

const NO_KEY = 'AKIAAAAAAAAAAAAAAAAA';

/** What no key does, to nobody. */
const FOR_THE_CONSOLE: [string, Input][] = [
  ['BeginFIDORegistration', () => ({})],
  [
    'FinishFIDORegistration',
    () => ({
      DeviceName: 'by key',
      Credential: {
        ...{ id: 'AAAA', rawId: 'AAAA', type: 'public-key', clientExtensionResults: {} },
        response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
      },
    }),
  ],
  ['ChangeEmail', () => ({ Email: 'thief@example.org' })],
  ['ChangePassword', ({ password }) => ({ OldPassword: password, NewPassword: newPassword() })],
  ['ResetUserPassword', named],
  ['CreateLoginProfile', ({ name }) => ({ UserName: name, Password: newPassword() })],
  ['UpdateLoginProfile', ({ name }) => ({ UserName: name, Password: newPassword() })],
  ['DeleteLoginProfile', named],
  ['CreateAccountAlias', () => ({ AccountAlias: 'by-key' })],
  ['DeleteAccountAlias', () => ({ AccountAlias: 'by-key' })],
  ['CreateAPIKey', ({ name }) => ({ UserName: name, Name: 'another' })],
  ['DeleteAPIKey', ({ name }) => ({ UserName: name, APIKeyId: kept.key.APIKeyId })],
  ['CreateAccessKey', named],
  ['UpdateAccessKey', ({ name }) => ({ UserName: name, AccessKeyId: NO_KEY, Status: 'Inactive' })],
  ['DeleteAccessKey', ({ name }) => ({ UserName: name, AccessKeyId: NO_KEY })],
  ['EndSession', async person => ({ UserName: person.name, SessionId: await sessionOf(person) })],
  ['EndAllSessions', named],
  ['AttachUserPolicy', ({ name }) => ({ UserName: name, PolicyArn: ADMINISTRATOR_ACCESS })],
  ['DetachUserPolicy', ({ name }) => ({ UserName: name, PolicyArn: ADMINISTRATOR_ACCESS })],
  ['PutUserPolicy', ({ name }) => ({ UserName: name, PolicyName: 'everything', PolicyDocument: EVERYTHING })],
  ['DeleteUserPolicy', ({ name }) => ({ UserName: name, PolicyName: 'everything' })],
  ['UpdateAccount', () => ({ RequireMfa: 'optional', MFADevicesPerUser: 1 })],
  ['SetUserRecovery', ({ name }) => ({ UserName: name, Recovery: 'allowed' })],
  ['BeginPhoneVerification', () => ({ PhoneNumber: '+493012345678' })],
  ['BeginPrimaryContactVerification', () => ({ PhoneNumber: '+493012345678' })],
  ['GetPhoneVerification', () => ({ VerificationId: 'CALLAAAAAAAAAAAAAAAAA' })],
  ['FinishPhoneVerification', () => ({ VerificationId: 'CALLAAAAAAAAAAAAAAAAA', Code: '12345678' })],
  ['CreateWebhook', () => ({ Url: 'https://example.org/events' })],
  ['ListWebhooks', () => ({})],
  ['RotateWebhookSecret', () => ({ WebhookId: 'HOOKAAAAAAAAAAAAAAAAA' })],
  ['DeleteWebhook', () => ({ WebhookId: 'HOOKAAAAAAAAAAAAAAAAA' })],
];

/** What a key changes about a plain user, and about nobody who administers. */
const ON_USERS: [string, Input][] = [
  [
    'ResyncMFADevice',
    async person => ({
      ...(await onDevice(person)),
      ...(await person.device.pairAt(person.device.now() + 60)),
    }),
  ],
  [
    'CheckMFADevice',
    async person => ({ ...(await onDevice(person)), AuthenticationCode: await person.device.next() }),
  ],
  ['ResetMFADeviceDrift', onDevice],
  ['UnlockMFADevice', onDevice],
  ['RenameMFADevice', async person => ({ ...(await onDevice(person)), DeviceName: 'by key' })],
  ['SetContactEmail', ({ name }) => ({ UserName: name, Email: 'thief@example.org' })],
  ['SetUserMFARequirement', ({ name }) => ({ UserName: name, Required: true })],
  [
    'EnableMFADevice',
    async ({ name, client }) => {
      const device = await createVirtual(client);
      const pair = await device.pairAt(device.now());
      return { UserName: name, SerialNumber: device.serialNumber, ...pair };
    },
  ],
  ['DeactivateMFADevice', onDevice],
  ['DisableUser', named],
  ['EnableUser', named],
  ['UpdateUser', ({ name }) => ({ UserName: name, NewPath: '/by-key/' })],
  ['DeleteUser', ({ name }) => ({ UserName: name, Force: true })],
];

/** What a key reads, whoever it is about. */
const READING: [string, Input][] = [
  ['GetUser', named],
  ['ListMFADevices', named],
  ['GetMFADevice', onDevice],
  ['ListSessions', named],
  ['ListAPIKeys', named],
  ['ListAccessKeys', named],
  ['GetAccessKeyLastUsed', async person => ({ AccessKeyId: await accessKeyOf(person) })],
  ['GetCallerIdentity', () => ({})],
  ['ListAttachedUserPolicies', named],
  ['GetLoginProfile', named],
  ['ListUserPolicies', named],
  [
    'GetUserPolicy',
    async ({ name }) => {
      const input = { UserName: name, PolicyName: 'what-he-has' };
      data(await owner.client.action('PutUserPolicy', { ...input, PolicyDocument: HIS_OWN_TAGS }));
      return input;
    },
  ],
  ['GetPolicy', () => ({ PolicyArn: ADMINISTRATOR_ACCESS })],
  ['GetPolicyVersion', () => ({ PolicyArn: ADMINISTRATOR_ACCESS, VersionId: 'v1' })],
  [
    'SimulatePrincipalPolicy',
    async ({ name }) => ({ PolicySourceArn: await arnOf(name), ActionNames: ['iam:GetUser'] }),
  ],
  ['GetAccount', () => ({})],
  ['GetContactInformation', () => ({})],
  ['ListUsers', () => ({})],
  ['ListHardwareMFADevices', () => ({})],
  ['ListMFADeviceClocks', () => ({})],
  ['ListVirtualMFADevices', () => ({})],
  ['ListMFADeviceTags', ({ device }) => ({ SerialNumber: device.serialNumber })],
  ['GetAccountSummary', () => ({})],
  ['ListAccountAliases', () => ({})],
];

/** What is about no person: new users without a password, and devices that nobody holds. */
const ON_NOBODY = [
  'CreateUser',
  'CreateVirtualMFADevice',
  'DeleteVirtualMFADevice',
  'TagMFADevice',
  'UntagMFADevice',
  'ImportHardwareMFADevices',
  'DeleteHardwareMFADevice',
];

/** What is given to access keys alone (access-keys.test.ts). */
const FOR_ACCESS_KEYS = ['GetSessionToken'];

async function arnOf(UserName: string): Promise<string> {
  return data(await owner.client.action<{ User: User }>('GetUser', { UserName })).User.Arn;
}

async function sessionOf({ name }: PersonWithDevice): Promise<string | undefined> {
  const answer = await owner.client.action<{ Sessions: { SessionId: string }[] }>('ListSessions', {
    UserName: name,
  });
  return data(answer).Sessions[0]?.SessionId;
}

/** One of his own, made where he has none. */
async function accessKeyOf({ client }: PersonWithDevice): Promise<string | undefined> {
  await client.action('CreateAccessKey');
  const list = await client.action<{ AccessKeyMetadata: { AccessKeyId: string }[] }>('ListAccessKeys');
  return data(list).AccessKeyMetadata[0]?.AccessKeyId;
}

/** Everything about one person but what reading itself leaves behind. */
function everythingAbout({ name }: PersonWithDevice): unknown {
  return withStoreFile(gateway, database => {
    const person = database
      .prepare<[string], { id: string }>('select * from people where user_name = ?')
      .get(name);
    const rows = (table: string) =>
      database.prepare(`select * from ${table} where person_id = ? order by id`).all(person?.id);
    const ids = (table: string) =>
      database.prepare(`select id from ${table} where person_id = ? order by id`).all(person?.id);
    return [person, rows('devices'), ids('sessions'), ids('api_keys'), ids('access_keys')];
  });
}

const passwords = () =>
  withStoreFile(gateway, database =>
    database.prepare('select id, password, password_state from people order by id').all(),
  );

/** No answer to a key holds what signs somebody in. */
function expectNoCredential(text: string, people: readonly PersonWithDevice[]): void {
  expect(text).not.toMatch(
    /InitialPassword|sallyport_|"Secret(AccessKey)?"|Base32StringSeed|otpauth:|argon2/,
  );
  for (const { password, device } of people) {
    expect(text).not.toContain(password);
    expect(text).not.toContain(device.secret);
  }
}

test('every action is in one of the tables: a new one is thought about (S2-52)', async () => {
  const paths = pathsOf(await fetchOpenApi(new Client(gateway)), 'post');
  const all = paths.filter(path => path.startsWith('/api/actions/')).map(path => path.slice(13));
  const here = [...FOR_THE_CONSOLE, ...ON_USERS, ...READING].map(([name]) => name);
  expect(all.toSorted()).toEqual([...here, ...ON_NOBODY, ...FOR_ACCESS_KEYS].toSorted());
});

describe('with a stolen key', () => {
  test.each(
    FOR_THE_CONSOLE,
  )('%s is refused, about a plain user and about an administrator (A1, S2-52)', async (name, input) => {
    const user = await createUserWithDevice(gateway, owner);
    const before = passwords();
    for (const person of [user, colleague]) {
      const state = everythingAbout(person);
      for (const key of keys) {
        const answer = await key.action(name, await input(person));
        expectRefusal(answer, 403, 'ACCESS_DENIED');
        expect(answer.body.error.message === CONSOLE || !ownersKey(key), answer.text).toBe(true);
        expectNoCredential(answer.text, [owner, administrator, person]);
      }
      expect(everythingAbout(person)).toEqual(state);
    }
    expect(passwords()).toEqual(before);
  });

  test.each(
    ON_USERS,
  )('%s is refused about somebody who administers, and changes nothing (A1)', async (name, input) => {
    const state = everythingAbout(colleague);
    for (const key of keys) {
      for (const spelling of [colleague.name, colleague.name.toUpperCase()]) {
        const answer = await key.action(name, { ...(await input(colleague)), UserName: spelling });
        expectRefusal(answer, 403, 'ACCESS_DENIED');
        expect(answer.body.error.message).toBe(CONSOLE);
      }
    }
    expect(everythingAbout(colleague)).toEqual(state);
    data(await colleague.client.get('/api/session'));
    data(await kept.action('ListMFADevices'));
  });

  test.each(
    ON_USERS,
  )('%s is carried out about a plain user, and answers no credential', async (name, input) => {
    const before = passwords().length;
    for (const key of keys) {
      const user = await createUserWithDevice(gateway, owner);
      const { password } = passwordRow(user) ?? {};
      const answer = await key.action(name, await input(user));
      data(answer);
      expectNoCredential(answer.text, [owner, administrator, user]);
      expect(passwordRow(user)?.password).toBe(name === 'DeleteUser' ? undefined : password);
    }
    expect(passwords()).toHaveLength(name === 'DeleteUser' ? before : before + keys.length);
  });

  test.each(
    READING,
  )('%s is answered, about whoever it is, without a credential (F16)', async (name, input) => {
    const user = await createUserWithDevice(gateway, owner);
    for (const person of [user, colleague]) {
      for (const key of keys) {
        const answer = await key.action(name, await input(person));
        data(answer);
        expectNoCredential(answer.text, [owner, administrator, person]);
        expect(answer.text).not.toContain(kept.key.Secret);
      }
    }
  });

  test('what is about no person gives no way to one: a new user has no password, a token no seed to read', async () => {
    for (const key of keys) {
      const UserName = `new-${key.key.APIKeyId.slice(-8).toLowerCase()}`;
      const created = await key.action('CreateUser', { UserName });
      expect(data(created)).toMatchObject({ User: { PasswordState: 'none', Administrator: false } });
      expectNoCredential(created.text, [owner, administrator]);
      const token = newToken();
      const imported = await new Client(gateway).send({
        method: 'POST',
        path: '/api/actions/ImportHardwareMFADevices',
        headers: { 'content-type': 'text/csv', authorization: `Bearer ${key.key.Secret}` },
        body: csvOf([token]),
      });
      expect(data(imported)).toMatchObject({ Imported: 1 });
      expect(imported.text).not.toContain(token.secret);
      data(await key.action('DeleteHardwareMFADevice', { SerialNumber: token.serialNumber }));
      // Of a device that is nobody's yet the seed is read once, by whoever makes it: nobody signs in with it alone.
      const made = await key.action<{ VirtualMFADevice: { SerialNumber: string } }>(
        'CreateVirtualMFADevice',
        {
          VirtualMFADeviceName: UserName,
        },
      );
      const { SerialNumber } = data(made).VirtualMFADevice;
      data(await key.action('DeleteVirtualMFADevice', { SerialNumber }));
    }
  });
});

function passwordRow({ name }: PersonWithDevice) {
  return withStoreFile(gateway, database =>
    database
      .prepare<[string], { password: string }>('select password from people where user_name = ?')
      .get(name),
  );
}

/** An administrator's key is refused what is the owner's alone for that reason already. */
function ownersKey(key: KeyClient): boolean {
  return key === keys[0];
}

describe('a key in the name of somebody who administers', () => {
  test('is made by himself alone: not by another administrator, not by the owner (A1)', async () => {
    const state = everythingAbout(colleague);
    for (const { client } of [owner, administrator]) {
      for (const UserName of [colleague.name, colleague.name.toUpperCase()]) {
        const answer = await client.action('CreateAPIKey', { UserName, Name: 'kept for later' });
        expectRefusal(answer, 403, 'ACCESS_DENIED');
      }
    }
    expect(everythingAbout(colleague)).toEqual(state);
    for (const person of [owner, administrator, colleague]) await createKey(gateway, person);
    data(await colleague.client.action('CreateAPIKey', { UserName: colleague.name, Name: 'his own' }));
  });
});

describe('a key that an administrator made for a user', () => {
  const ENDS: [string, (maker: PersonWithDevice) => Promise<unknown>][] = [
    [
      'demoted',
      ({ name }) =>
        owner.client
          .action('DetachUserPolicy', { UserName: name, PolicyArn: ADMINISTRATOR_ACCESS })
          .then(data),
    ],
    ['disabled', ({ name }) => owner.client.action('DisableUser', { UserName: name }).then(data)],
    ['deleted', ({ name }) => owner.client.action('DeleteUser', { UserName: name, Force: true }).then(data)],
  ];
  test.each(ENDS)('ends when he is %s; those of others stay (A1)', async (_, end) => {
    const maker = await createAdministrator(gateway, owner);
    const user = await createUserWithDevice(gateway, owner);
    const [his, own] = [
      await createKey(gateway, maker, { UserName: user.name }),
      await createKey(gateway, user),
    ];
    const others = await createKey(gateway, administrator, { UserName: user.name });
    for (const key of [his, own, others]) data(await key.action('ListMFADevices'));
    await end(maker);
    expectRefusal(await his.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    for (const key of [own, others]) data(await key.action('ListMFADevices'));
    // Coming back does not bring it back.
    await owner.client.action('EnableUser', { UserName: maker.name });
    await owner.client.action('AttachUserPolicy', { UserName: maker.name, PolicyArn: ADMINISTRATOR_ACCESS });
    expectRefusal(await his.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
  });
});

test.each<[string, (UserName: string) => Promise<unknown>]>([
  ['he is disabled', UserName => administrator.client.action('DisableUser', { UserName }).then(data)],
  [
    'an administrator resets his password',
    UserName => administrator.client.action('ResetUserPassword', { UserName }).then(data),
  ],
])("a person's keys end when %s, and nobody else's (ASVS 7.4.2)", async (_, end) => {
  const [user, other] = [
    await createUserWithDevice(gateway, owner),
    await createUserWithDevice(gateway, owner),
  ];
  const [own, forHim] = [
    await createKey(gateway, user),
    await createKey(gateway, owner, { UserName: user.name }),
  ];
  const stays = await createKey(gateway, other);
  await end(user.name);
  data(await owner.client.action('EnableUser', { UserName: user.name }));
  for (const key of [own, forHim]) expectRefusal(await key.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
  expect(
    data(await owner.client.action<{ APIKeys: APIKey[] }>('ListAPIKeys', { UserName: user.name })).APIKeys,
  ).toEqual([]);
  data(await stays.action('ListMFADevices'));
});

test('his own change of the password leaves his keys: programs go on (the control)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const key = await createKey(gateway, user);
  const change = { OldPassword: user.password, NewPassword: newPassword() };
  data(await user.client.action('ChangePassword', change));
  data(await key.action('ListMFADevices'));
});
