import { createHash } from 'node:crypto';
import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { User } from '../support/contract.ts';
import { deviceRow } from '../support/device-row.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken } from '../support/inventory.ts';
import { createKey, KeyClient } from '../support/key-client.ts';
import {
  ADMINISTRATOR_ACCESS,
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  createVirtual,
  enrolVirtual,
  listDevices,
  setUpOwner,
  signIn,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

const CONSOLE = 'This can be done in the console only.';
const WITH_DEVICE =
  'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.';

interface KeyEntry {
  APIKeyId: string;
  Name: string;
  CreatedByOther: boolean;
  LastUsed?: string;
  LastUsedFrom?: string;
}
const keysOf = async (client: Client, input: object = {}) =>
  data(await client.action<{ APIKeys: KeyEntry[] }>('ListAPIKeys', input)).APIKeys;

describe('an API key', () => {
  test('is shown once, in a form that secret scanners find, and kept as a hash alone (F16)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { key } = await createKey(gateway, user, { Name: 'backup' });
    expect(key.Secret).toMatch(/^sallyport_[\w-]{43}$/);
    const list = await user.client.action('ListAPIKeys');
    expect(list.text).toContain(key.APIKeyId);
    const dump = withStoreFile(gateway, database =>
      database
        .prepare<[], { name: string }>("select name from sqlite_master where type = 'table'")
        .all()
        .map(({ name }) => JSON.stringify(database.prepare(`select * from "${name}"`).all()))
        .join('\n'),
    );
    const secret = key.Secret.slice('sallyport_'.length);
    for (const text of [list.text, dump, gateway.output()]) expect(text).not.toContain(secret);
    expect(dump).toContain(createHash('sha256').update(key.Secret).digest('base64url'));
  });

  test('is listed with who made it and when and where it was used last', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const key = await createKey(gateway, user);
    await createKey(gateway, owner, { UserName: user.name, Name: 'made for him' });
    const [before, forHim] = await keysOf(user.client);
    expect(before).toMatchObject({ Name: 'a program', CreatedByOther: false });
    expect(before?.LastUsed).toBeUndefined();
    expect(forHim).toMatchObject({ Name: 'made for him', CreatedByOther: true });
    data(await key.action('ListMFADevices'));
    const [after] = await keysOf(administrator.client, { UserName: user.name });
    expect(Math.abs(Date.parse(after?.LastUsed ?? '') - Date.now())).toBeLessThan(60_000);
    expect(after?.LastUsedFrom).toMatch(/^(127\.|::1|::ffff:127\.)/);
  });

  test('needs no Origin and no cookie, and looks at neither (3.15)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const other = await createUserWithDevice(gateway, owner);
    const key = await createKey(gateway, user);
    for (const headers of [
      {},
      { origin: 'https://evil.example' },
      { cookie: other.client.cookieHeader() },
      { cookie: other.client.cookieHeader(), origin: gateway.origin },
    ]) {
      const answer = await key.action<{ MFADevices: { UserName: string }[] }>('ListMFADevices', {}, headers);
      expect(data(answer).MFADevices).toMatchObject([{ UserName: user.name }]);
      expect(answer.setCookies).toEqual([]);
    }
  });

  test('that is none opens nothing, whatever cookies come along (A1)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { key } = await createKey(gateway, user);
    const cookie = owner.client.cookieHeader();
    const { Secret } = key;
    for (const authorization of [
      'Bearer',
      'Bearer ',
      `Bearer ${Secret}x`,
      `Bearer ${Secret.slice(0, -1)}`,
      `Bearer ${Secret.slice(0, -1)}${Secret.endsWith('A') ? 'B' : 'A'}`,
      `Bearer ${Secret.toUpperCase()}`,
      `Bearer ${Secret.slice('sallyport_'.length)}`,
      `Bearer ${key.APIKeyId}`,
      `Bearer ${owner.client.cookies.get('sallyport')}`,
      `Basic ${Buffer.from(`x:${Secret}`).toString('base64')}`,
      `${Secret}`,
      `Bearer ${Secret}, Bearer ${Secret}`,
      'Bearer sallyport_%00',
    ]) {
      for (const more of [{}, { cookie }, { cookie, origin: gateway.origin }]) {
        const answer = await new KeyClient(gateway, key).action(
          'ListMFADevices',
          {},
          { authorization, ...more },
        );
        expectRefusal(answer, 401, 'NOT_SIGNED_IN');
      }
    }
  });

  test('opens actions alone: no session, no step-up, no sign-in step', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const { key } = await createKey(gateway, user);
    const bearer = { authorization: `Bearer ${key.Secret}` };
    const client = new Client(gateway);
    expectRefusal(await client.get('/api/session', bearer), 401, 'NOT_SIGNED_IN');
    expectRefusal(await client.get('/api/session/step-up', bearer), 401, 'NOT_SIGNED_IN');
    for (const path of ['/api/session/sign-out', '/api/session/step-up/code'])
      expectRefusal(await client.post(path, {}, bearer), 401, 'NOT_SIGNED_IN');
    for (const path of ['/api/session/sign-out', '/api/sign-in/password'])
      expectRefusal(
        await client.post(path, {}, { ...bearer, origin: 'https://evil.example' }),
        403,
        'FOREIGN_ORIGIN',
      );
  });

  test('that was deleted is refused at once, and so is that of a disabled or a deleted user', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const [first, second] = [await createKey(gateway, user), await createKey(gateway, user)];
    data(await first.action('ListMFADevices'));
    data(await user.client.action('DeleteAPIKey', { APIKeyId: first.key.APIKeyId }));
    expectRefusal(await first.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    data(await second.action('ListMFADevices'));
    data(await administrator.client.action('DisableUser', { UserName: user.name }));
    expectRefusal(await second.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    data(await administrator.client.action('EnableUser', { UserName: user.name }));
    // Whoever comes back makes new ones: nobody remembers which program had the old.
    expectRefusal(await second.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
    data(await administrator.client.action('DeleteUser', { UserName: user.name, Force: true }));
    expectRefusal(await second.action('ListMFADevices'), 401, 'NOT_SIGNED_IN');
  });

  test('of somebody else is not found, not shown and not deleted by its id (C7)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const thief = await createUserWithDevice(gateway, owner);
    const { key } = await createKey(gateway, user);
    const { APIKeyId } = key;
    expectRefusal(await thief.client.action('DeleteAPIKey', { APIKeyId }), 404, 'NO_SUCH_ENTITY');
    for (const name of ['DeleteAPIKey', 'ListAPIKeys', 'CreateAPIKey']) {
      const more = { DeleteAPIKey: { APIKeyId }, ListAPIKeys: {}, CreateAPIKey: { Name: 'x' } }[name];
      const answer = await thief.client.action(name, { UserName: user.name, ...more });
      expectRefusal(answer, 403, 'ACCESS_DENIED');
    }
    data(await new KeyClient(gateway, key).action('ListMFADevices'));
  });

  test('is one of eight at most', async () => {
    const user = await createUserWithDevice(gateway, owner);
    for (let made = 0; made < 8; made += 1) await createKey(gateway, user);
    expectRefusal(await user.client.action('CreateAPIKey', { Name: 'ninth' }), 409, 'LIMIT_EXCEEDED');
  });

  test('is made with a fresh proof of a device alone (A6)', async () => {
    const user = await createUser(gateway, owner);
    const { client } = await beginSignIn(gateway, user);
    await enrolVirtual(client);
    expectRefusal(await client.action('CreateAPIKey', { Name: 'x' }), 403, 'STEP_UP_REQUIRED');
    expect(await keysOf(client)).toEqual([]);
  });
});

describe('what a key may', () => {
  test('an administrator manages users with it: the whole life of one', async () => {
    const key = await createKey(gateway, administrator);
    const UserName = `by-key-${administrator.name}`;
    data(await key.action('CreateUser', { UserName, Email: `${UserName}@example.org` }));
    expectRefusal(await key.action('ResetUserPassword', { UserName }), 403, 'ACCESS_DENIED');
    const token = newToken();
    const answer = await new Client(gateway).send({
      method: 'POST',
      path: '/api/actions/ImportHardwareMFADevices',
      headers: { 'content-type': 'text/csv', authorization: `Bearer ${key.key.Secret}` },
      body: csvOf([token]),
    });
    expect(data(answer)).toMatchObject({ Imported: 1 });
    const SerialNumber = token.serialNumber;
    const step = token.now();
    const first = { UserName, SerialNumber, ...(await token.pairAt(step)) };
    data(await key.action('EnableMFADevice', first));
    const second = { UserName, SerialNumber, ...(await token.pairAt(step + 60)) };
    data(await key.action('ResyncMFADevice', second));
    data(await key.action('GetMFADevice', { UserName, SerialNumber }));
    data(await key.action('ResetMFADeviceDrift', { UserName, SerialNumber }));
    data(await key.action('SetUserMFARequirement', { UserName, Required: true }));
    data(await key.action('DeactivateMFADevice', { UserName, SerialNumber }));
    data(await key.action('DisableUser', { UserName }));
    data(await key.action('DeleteUser', { UserName }));
    data(await key.action('DeleteHardwareMFADevice', { SerialNumber }));
  });

  test.each<[string, object]>([
    ['BeginFIDORegistration', {}],
    ['CreateAPIKey', { Name: 'another' }],
    ['UpdateAccount', { RequireMfa: 'required' }],
    ['ChangePassword', { OldPassword: 'x', NewPassword: 'a new password of mine' }],
    ['AttachUserPolicy', { UserName: 'somebody', PolicyArn: ADMINISTRATOR_ACCESS }],
    ['DetachUserPolicy', { UserName: 'somebody', PolicyArn: ADMINISTRATOR_ACCESS }],
  ])("%s is for the console: no key does it, not even the owner's", async (name, input) => {
    const answer = await (await createKeyOnce(owner)).action(name, input);
    expectRefusal(answer, 403, 'ACCESS_DENIED');
    expect(answer.body.error.message).toBe(CONSOLE);
    expectRefusal(await (await createKeyOnce(administrator)).action(name, input), 403, 'ACCESS_DENIED');
  });

  test("the owner's own devices are managed in the console alone (S2-52)", async () => {
    const key = await createKeyOnce(owner);
    const { device } = owner;
    const SerialNumber = device.serialNumber;
    const before = deviceRow(gateway, SerialNumber);
    const fresh = await createVirtual(owner.client);
    const inputs: [string, object][] = [
      ['ResyncMFADevice', { SerialNumber, ...(await device.pairAt(device.now() + 40)) }],
      ['CheckMFADevice', { SerialNumber, AuthenticationCode: await device.next() }],
      ['DeactivateMFADevice', { SerialNumber }],
      ['RenameMFADevice', { SerialNumber, DeviceName: 'by key' }],
      ['UnlockMFADevice', { SerialNumber }],
      ['EnableMFADevice', { SerialNumber: fresh.serialNumber, ...(await fresh.pairAt(fresh.now())) }],
    ];
    for (const [name, input] of inputs) {
      const answer = await key.action(name, input);
      expectRefusal(answer, 403, 'ACCESS_DENIED');
      expect(answer.body.error.message, name).toBe(CONSOLE);
    }
    expect(deviceRow(gateway, SerialNumber)).toEqual(before);
    data(await key.action('ListMFADevices'));
    data(await key.action('GetMFADevice', { SerialNumber }));
    data(await owner.client.action('DeleteVirtualMFADevice', { SerialNumber: fresh.serialNumber }));
  });

  test('a person with a device does not change his own with it, but brings it back (X-10)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    for (const [person, key] of [
      [user, await createKey(gateway, user)],
      [administrator, await createKeyOnce(administrator)],
    ] as const) {
      const { device } = person;
      const SerialNumber = device.serialNumber;
      const fresh = await createVirtual(person.client);
      const inputs: [string, object][] = [
        ['DeactivateMFADevice', { SerialNumber }],
        ['RenameMFADevice', { SerialNumber, DeviceName: 'by key' }],
        ['UnlockMFADevice', { SerialNumber }],
        ['EnableMFADevice', { SerialNumber: fresh.serialNumber, ...(await fresh.pairAt(fresh.now())) }],
        ['SetContactEmail', { Email: 'thief@example.org' }],
      ];
      for (const [name, input] of inputs) {
        for (const named of [{}, { UserName: person.name }, { UserName: person.name.toUpperCase() }]) {
          const answer = await key.action(name, { ...input, ...named });
          expectRefusal(answer, 403, 'ACCESS_DENIED');
          expect(answer.body.error.message, name).toBe(WITH_DEVICE);
        }
      }
      expect(await listDevices(person.client)).toHaveLength(1);
      const step = device.now() + 60;
      data(await key.action('ResyncMFADevice', { SerialNumber, ...(await device.pairAt(step)) }));
      device.accepted(step + 1);
      await signIn(gateway, person);
    }
    const thief = await createKey(gateway, user);
    const making = await thief.action('CreateVirtualMFADevice', { VirtualMFADeviceName: 'by-key' });
    expectRefusal(making, 403, 'ACCESS_DENIED');
  });

  test('a person without a device assigns the first one with it', async () => {
    const user = await createUser(gateway, owner);
    const key = await createKey(gateway, user);
    const made = await key.action<{ VirtualMFADevice: { SerialNumber: string; Base32StringSeed: string } }>(
      'CreateVirtualMFADevice',
      { VirtualMFADeviceName: `${user.name}-first` },
    );
    expect(data(made).VirtualMFADevice.SerialNumber).toContain(user.name);
  });

  test('a key of a user reaches himself alone', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const other = await createUserWithDevice(gateway, owner);
    const key = await createKey(gateway, user);
    for (const name of ['ListMFADevices', 'GetUser', 'DisableUser', 'EndAllSessions', 'ListAPIKeys'])
      expectRefusal(await key.action(name, { UserName: other.name }), 403, 'ACCESS_DENIED');
    for (const name of ['ListUsers', 'ListHardwareMFADevices', 'ListMFADeviceClocks'])
      expectRefusal(await key.action(name), 403, 'ACCESS_DENIED');
    data(await other.client.get('/api/session'));
  });

  test.each([
    'AccessKeyId',
    'PersonId',
    'Principal',
    'ActorId',
    'UserId',
    'AccountId',
    'Administrator',
    'By',
  ])('no field of the body names another principal: %s (F11)', async field => {
    const key = await createKeyOnce(administrator);
    for (const name of ['ListMFADevices', 'ResyncMFADevice', 'GetUser']) {
      const answer = await key.action(name, { [field]: 'AIDA0000' });
      expectRefusal(answer, 400, 'VALIDATION_ERROR');
      expect(answer.body.error.fields).toHaveProperty(field);
    }
  });

  test('what is done with a key is written down with the key (ASVS 16.2)', async () => {
    const key = await createKeyOnce(administrator);
    const user = await createUser(gateway, owner);
    data(await key.action('DisableUser', { UserName: user.name }));
    const row = withStoreFile(gateway, database =>
      database
        .prepare<[], { session_id: string | null; api_key_id: string | null }>(
          "select session_id, api_key_id from audit_log where event = 'DisableUser' order by id desc limit 1",
        )
        .get(),
    );
    expect(row).toEqual({ session_id: null, api_key_id: key.key.APIKeyId });
    const { User } = data(await owner.client.action<{ User: User }>('GetUser', { UserName: user.name }));
    expect(User.Status).toBe('Disabled');
  });
});

/** One key a person for what only looks or is refused. */
const once = new Map<string, Promise<KeyClient>>();
function createKeyOnce(person: typeof owner): Promise<KeyClient> {
  const made = once.get(person.name) ?? createKey(gateway, person);
  once.set(person.name, made);
  return made;
}
