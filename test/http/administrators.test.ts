import { afterAll, describe, expect, test } from 'vitest';
import type { Answer, Client } from '../support/client.ts';
import type { MFADevice, Session, User } from '../support/contract.ts';
import { deviceRow } from '../support/device-row.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import { createKey } from '../support/key-client.ts';
import { noticesTo } from '../support/outbox.ts';
import {
  ADMINISTRATOR_ACCESS,
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  createVirtual,
  enable,
  enrolVirtual,
  listDevices,
  type PersonWithDevice,
  resync,
  setUpOwner,
  signIn,
  submitCode,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const plain = await createUserWithDevice(gateway, owner);

const listed = async (UserName: string) =>
  data(await owner.client.action<{ User: User }>('GetUser', { UserName })).User;

type Input = (user: PersonWithDevice) => object | Promise<object>;

const named: Input = ({ name }) => ({ UserName: name });
const onDevice: Input = ({ name, device }) => ({ UserName: name, SerialNumber: device.serialNumber });

/** Every action on somebody else, with an input that is good. */
const ON_USERS: [string, Input][] = [
  ['ListMFADevices', named],
  ['GetMFADevice', onDevice],
  ['ListSessions', named],
  ['GetUser', named],
  ['ListAPIKeys', named],
  [
    'ResyncMFADevice',
    async user => ({ ...(await onDevice(user)), ...(await user.device.pairAt(user.device.now() + 500)) }),
  ],
  [
    'CheckMFADevice',
    async user => ({ ...(await onDevice(user)), AuthenticationCode: await user.device.next() }),
  ],
  ['ResetMFADeviceDrift', onDevice],
  ['UnlockMFADevice', onDevice],
  ['RenameMFADevice', async user => ({ ...(await onDevice(user)), DeviceName: 'renamed' })],
  ['SetContactEmail', ({ name }) => ({ UserName: name, Email: `${name}@example.org` })],
  ['SetUserMFARequirement', ({ name }) => ({ UserName: name, Required: true })],
  ['EndAllSessions', named],
  ['DeactivateMFADevice', onDevice],
  ['ResetUserPassword', named],
  ['DisableUser', named],
  ['EnableUser', named],
  ['DeleteUser', ({ name }) => ({ UserName: name, Force: true })],
];

/** ... and on the account. */
const ON_ACCOUNT: [string, object][] = [
  ['ListUsers', {}],
  ['ListHardwareMFADevices', {}],
  ['ListMFADeviceClocks', {}],
];

describe('what the rights are', () => {
  test.each(
    ON_USERS,
  )('%s on a user: the owner and administrators may, a user may not (C7)', async (name, input) => {
    for (const who of [owner, administrator]) {
      const user = await createUserWithDevice(gateway, owner);
      expectRefusal(await plain.client.action(name, await input(user)), 403, 'ACCESS_DENIED');
      data(await who.client.action(name, await input(user)));
    }
  });

  test.each(ON_ACCOUNT)('%s: the owner and administrators may, a user may not', async (name, input) => {
    expectRefusal(await plain.client.action(name, input), 403, 'ACCESS_DENIED');
    for (const { client } of [owner, administrator]) data(await client.action(name, input));
  });

  test('a marker that no page gave begins the list of clocks anew: none hides anybody', async () => {
    const list = (Marker?: string) =>
      administrator.client.action<{ MFADevices: (MFADevice & { UserName: string })[] }>(
        'ListMFADeviceClocks',
        {
          MaxItems: 1000,
          ...(Marker !== undefined && { Marker }),
        },
      );
    const { MFADevices } = data(await list());
    expect(MFADevices.map(({ UserName }) => UserName)).toContain(plain.name);
    for (const marker of [
      '-1e999|x',
      '1e999|x',
      'Infinity|x',
      '0x7fffffffffffffff|x',
      '-1|x',
      'x',
      '|',
      "' or 1|x",
    ])
      expect(data(await list(marker)).MFADevices, marker).toEqual(MFADevices);
  });

  test('an administrator acts on another administrator, too', async () => {
    const other = await createAdministrator(gateway, owner);
    data(await administrator.client.action('DisableUser', { UserName: other.name }));
    expectRefusal(await other.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  });

  test('the account is for the owner alone; administration is given by whoever has all of it, to others', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const give = (UserName: string) => ({ UserName, PolicyArn: ADMINISTRATOR_ACCESS });
    expectRefusal(await plain.client.action('AttachUserPolicy', give(user.name)), 403, 'ACCESS_DENIED');
    expectRefusal(await plain.client.action('AttachUserPolicy', give(plain.name)), 403, 'ACCESS_DENIED');
    expectRefusal(
      await administrator.client.action('DetachUserPolicy', give(administrator.name)),
      403,
      'ACCESS_DENIED',
    );
    for (const { client } of [plain, administrator])
      expectRefusal(await client.action('UpdateAccount', { RequireMfa: 'required' }), 403, 'ACCESS_DENIED');
    expect(await listed(user.name)).toMatchObject({ Administrator: false });
    data(await administrator.client.action('AttachUserPolicy', give(user.name)));
    expect(await listed(user.name)).toMatchObject({ Administrator: true });
    expect(data(await administrator.client.get<Session>('/api/session')).person.administrator).toBe(true);
    expect(data(await plain.client.get<Session>('/api/session')).person.administrator).toBe(false);
  });

  test('nobody but the owner touches the owner: no name reaches him', async () => {
    const before = deviceRow(gateway, owner.device.serialNumber);
    const names = ['root', 'owner', owner.name, '<root_account>'];
    for (const [name, input] of ON_USERS) {
      for (const UserName of names) {
        const made = { ...(await input({ ...owner, name: UserName })), UserName };
        const answer = await administrator.client.action(name, made);
        expectRefusal(answer, answer.status === 400 ? 400 : 404, ['NO_SUCH_ENTITY', 'VALIDATION_ERROR']);
      }
    }
    // Without a name it is the administrator himself, and his own devices.
    const SerialNumber = owner.device.serialNumber;
    for (const name of ['GetMFADevice', 'DeactivateMFADevice', 'UnlockMFADevice', 'RenameMFADevice']) {
      const more = name === 'RenameMFADevice' ? { DeviceName: 'mine' } : {};
      expectRefusal(
        await administrator.client.action(name, { SerialNumber, ...more }),
        404,
        'NO_SUCH_ENTITY',
      );
    }
    expect(deviceRow(gateway, SerialNumber)).toEqual(before);
    data(await owner.client.get('/api/session'));
    const clocks = await administrator.client.action('ListMFADeviceClocks', { MaxItems: 1000 });
    expect(clocks.text).not.toContain(SerialNumber);
    expect(clocks.text).toContain(plain.device.serialNumber);
  });

  test('an administrator asks for a fresh proof of himself, not of the user (ASVS 7.5.1)', async () => {
    const other = await createUser(gateway, owner);
    data(
      await owner.client.action('AttachUserPolicy', {
        UserName: other.name,
        PolicyArn: ADMINISTRATOR_ACCESS,
      }),
    );
    const { client } = await beginSignIn(gateway, other);
    await enrolVirtual(client);
    // Signed in with the password alone, and there is a device by now.
    const user = await createUser(gateway, owner);
    expectRefusal(await client.action('DisableUser', { UserName: user.name }), 403, 'STEP_UP_REQUIRED');
    expect(await listed(user.name)).toMatchObject({ Status: 'Active' });
  });
});

describe('taking administration away', () => {
  test('takes effect at once: sessions end, keys act on nobody, the next sign-in is a plain one', async () => {
    const demoted = await createAdministrator(gateway, owner);
    const key = await createKey(gateway, demoted);
    data(await key.action('ListUsers'));
    data(
      await owner.client.action('DetachUserPolicy', {
        UserName: demoted.name,
        PolicyArn: ADMINISTRATOR_ACCESS,
      }),
    );
    expectRefusal(await demoted.client.action('ListUsers'), 401, 'NOT_SIGNED_IN');
    expectRefusal(await key.action('ListUsers'), 403, 'ACCESS_DENIED');
    expectRefusal(await key.action('DisableUser', { UserName: plain.name }), 403, 'ACCESS_DENIED');
    const again = await signIn(gateway, demoted);
    expectRefusal(await again.action('DisableUser', { UserName: plain.name }), 403, 'ACCESS_DENIED');
    data(await again.action('ListMFADevices'));
    data(await plain.client.get('/api/session'));
  });

  test('an open sign-in ends as well', async () => {
    const demoted = await createAdministrator(gateway, owner);
    const { client } = await beginSignIn(gateway, demoted);
    data(
      await owner.client.action('DetachUserPolicy', {
        UserName: demoted.name,
        PolicyArn: ADMINISTRATOR_ACCESS,
      }),
    );
    expectRefusal(await submitCode(client, demoted.device), 401, 'FLOW_ENDED');
  });

  test('of fifty changes under way none comes after the demotion', async () => {
    const demoted = await createAdministrator(gateway, owner);
    const names = Array.from({ length: 50 }, (_, at) => `late-${demoted.name.slice(5)}-${at}`);
    const settled: string[] = [];
    const changes = names.map(UserName =>
      demoted.client.action('CreateUser', { UserName }).then(answer => {
        settled.push(answer.status === 200 ? 'made' : 'refused');
        return answer;
      }),
    );
    const revoked = owner.client.action('DetachUserPolicy', {
      UserName: demoted.name,
      PolicyArn: ADMINISTRATOR_ACCESS,
    });
    const answers: Answer[] = await Promise.all(changes);
    data(await revoked);
    const { Users } = data(await owner.client.action<{ Users: User[] }>('ListUsers', { MaxItems: 1000 }));
    const made = Users.filter(({ UserName }) => names.includes(UserName)).length;
    expect(made).toBe(answers.filter(({ status }) => status === 200).length);
    const late = await demoted.client.action('CreateUser', { UserName: `${names[0]}-late` });
    expectRefusal(late, 401, 'NOT_SIGNED_IN');
  });
});

describe('requiring a device of one user', () => {
  test('holds from the next request on: he reaches what it takes to assign one, then everything (A9)', async () => {
    const user = await createUser(gateway, owner);
    data(await user.client.action('ListSessions'));
    data(await owner.client.action('SetUserMFARequirement', { UserName: user.name, Required: true }));
    expect(await listed(user.name)).toMatchObject({ MFARequired: true });
    expect(data(await user.client.get<Session>('/api/session')).must).toBe('enrol');
    expectRefusal(await user.client.action('ListSessions'), 403, 'ENROLMENT_REQUIRED');
    const { client } = await beginSignIn(gateway, user);
    expectRefusal(await client.action('ListSessions'), 403, 'ENROLMENT_REQUIRED');
    const device = await enrolVirtual(client);
    const signedIn = await signIn(gateway, { ...user, device });
    data(await signedIn.action('ListSessions'));
    const answer = await signedIn.action('DeactivateMFADevice', { SerialNumber: device.serialNumber });
    expectRefusal(answer, 409, 'LAST_DEVICE');
    data(await owner.client.action('SetUserMFARequirement', { UserName: user.name, Required: false }));
    data(await signedIn.action('DeactivateMFADevice', { SerialNumber: device.serialNumber }));
  });

  test('asks nothing of anybody else', async () => {
    const other = await createUser(gateway, owner);
    expect(data(await other.client.get<Session>('/api/session')).must).toBeNull();
    expect(await listed(other.name)).toMatchObject({ MFARequired: false });
  });
});

describe('taking a device from a user', () => {
  test('ends the sessions that were made with it, and no other (S2-78)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const other = await enrolVirtual(user.client);
    const withFirst = await signIn(gateway, user);
    const withOther = await signIn(gateway, { ...user, device: other });
    const input = { UserName: user.name, SerialNumber: user.device.serialNumber };
    data(await administrator.client.action('DeactivateMFADevice', input));
    expectRefusal(await withFirst.get('/api/session'), 401, 'NOT_SIGNED_IN');
    data(await withOther.get('/api/session'));
    data(await administrator.client.get('/api/session'));
    expect(await listDevices(withOther)).toHaveLength(1);
    const { client } = await beginSignIn(gateway, user);
    expectRefusal(await submitCode(client, user.device), 401, 'SECOND_FACTOR_REFUSED');
  });

  test('a device of one user is not found under the name of another', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const input = { UserName: plain.name, SerialNumber: user.device.serialNumber };
    for (const name of ['DeactivateMFADevice', 'GetMFADevice', 'ResetMFADeviceDrift', 'UnlockMFADevice'])
      expectRefusal(await administrator.client.action(name, input), 404, 'NO_SUCH_ENTITY');
    expect(await listDevices(user.client)).toHaveLength(1);
  });
});

describe('the drift of a user', () => {
  test('is set to zero by an administrator; codes that were used stay used', async () => {
    const user = await createUserWithDevice(gateway, owner);
    data(await resync(user.client, user.device, user.device.now() + 60));
    await signIn(gateway, user);
    const before = deviceRow(gateway, user.device.serialNumber);
    const input = { UserName: user.name, SerialNumber: user.device.serialNumber };
    data(await administrator.client.action('ResetMFADeviceDrift', input));
    expect(deviceRow(gateway, user.device.serialNumber)).toMatchObject({
      ...{ drift: 0, resynced_drift: null, last_step: before.last_step },
    });
    const { client } = await beginSignIn(gateway, user);
    expectRefusal(await submitCode(client, user.device), 401, 'SECOND_FACTOR_REFUSED');
    expectRefusal(
      await user.client.action('ResetMFADeviceDrift', { SerialNumber: user.device.serialNumber }),
      400,
      'VALIDATION_ERROR',
    );
  });
});

describe('whom a change is told', () => {
  const CHANGES: [string, (user: PersonWithDevice, client: Client) => Promise<Answer>, RegExp][] = [
    [
      'a resync',
      (user, client) => resync(client, user.device, user.device.now() + 60, on(user)),
      /resynchronised/,
    ],
    ['a reset drift', (user, client) => client.action('ResetMFADeviceDrift', onIt(user)), /drift/],
    ['an unlocked device', (user, client) => client.action('UnlockMFADevice', onIt(user)), /unlocked/],
    [
      'a renamed device',
      (user, client) => client.action('RenameMFADevice', { ...onIt(user), DeviceName: 'Anew' }),
      /renamed/,
    ],
    [
      'a device taken away',
      (user, client) => client.action('DeactivateMFADevice', onIt(user)),
      /deactivated/,
    ],
    [
      'a device assigned',
      async (user, client) => {
        const token = newToken();
        data(await upload(client, csvOf([token])));
        return enable(client, token, on(user));
      },
      /assigned/,
    ],
    [
      'a required device',
      (user, client) => client.action('SetUserMFARequirement', { ...on(user), Required: true }),
      /required/,
    ],
    ['an initial password', (user, client) => client.action('ResetUserPassword', on(user)), /password/],
    ['ended sessions', (user, client) => client.action('EndAllSessions', on(user)), /sessions/],
    ['a disabled user', (user, client) => client.action('DisableUser', on(user)), /disabled/],
    [
      'a new API key',
      user => owner.client.action('CreateAPIKey', { ...on(user), Name: 'theirs' }),
      /API key/,
    ],
  ];
  function on({ name }: PersonWithDevice) {
    return { UserName: name };
  }
  function onIt(user: PersonWithDevice) {
    return { ...on(user), SerialNumber: user.device.serialNumber };
  }

  test.each(
    CHANGES,
  )('%s: the user, once, with who did it; nobody when it was refused (ASVS 6.3.5)', async (_, change, words) => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const told = async () =>
      (await noticesTo(gateway, mailbox)).filter(({ subject }) => !/address/.test(subject));
    data(await change(user, administrator.client));
    const notices = await told();
    expect(notices).toHaveLength(1);
    expect(notices[0]?.subject).toMatch(words);
    expect(notices[0]?.text).toMatch(/^By: /m);
    expect(notices[0]?.text).not.toContain(user.device.secret);
    const refused = await plain.client.action('DisableUser', on(user));
    expectRefusal(refused, 403, 'ACCESS_DENIED');
    expect(await told()).toHaveLength(1);
  });

  test('a granted and a revoked administration: the user; the owner is told of his own changes', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    data(await owner.client.action('AttachUserPolicy', { ...on(user), PolicyArn: ADMINISTRATOR_ACCESS }));
    data(await owner.client.action('DetachUserPolicy', { ...on(user), PolicyArn: ADMINISTRATOR_ACCESS }));
    const subjects = (await noticesTo(gateway, mailbox)).map(({ subject }) => subject);
    expect(subjects.slice(0, 2)).toEqual([
      expect.stringContaining('AdministratorAccess was taken from you'),
      expect.stringContaining('AdministratorAccess was given to you'),
    ]);
    await enrolVirtual(owner.client);
    const [newest] = await noticesTo(gateway, owner.name);
    expect(newest?.subject).toMatch(/assigned/);
    expect(newest?.text).not.toMatch(/^By: /m);
  });

  test('a changed address: the one before, which a thief does not read (ASVS 6.3.5)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const before = await withMailbox(owner, user);
    const after = `new-${before}`;
    data(await administrator.client.action('SetContactEmail', { UserName: user.name, Email: after }));
    expect((await noticesTo(gateway, before))[0]?.subject).toMatch(/address/);
  });

  test.each([
    'a@example.org, b@example.org',
    'a@example.org\nBcc: b@c.org',
    'A <a@example.org>',
    'a',
    'x'.repeat(300),
  ])('an address like %j is none (D8)', async Email => {
    const input = { UserName: plain.name, Email };
    expectRefusal(await administrator.client.action('SetContactEmail', input), 400, 'VALIDATION_ERROR');
  });

  test('what a person calls a device is one line of text in a mail (D8, D9)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    const DeviceName = '<b>Mine</b> https://evil.example "x"';
    const { serialNumber } = user.device;
    data(await user.client.action('RenameMFADevice', { SerialNumber: serialNumber, DeviceName }));
    const [notice] = await noticesTo(gateway, mailbox);
    expect(notice?.subject).not.toMatch(/[\r\n]/);
    expect(notice?.subject).toContain('renamed');
  });
});

test('unassigned virtual devices of the owner are listed for administrators, never with a seed', async () => {
  const device = await createVirtual(owner.client);
  const list = await administrator.client.action('ListVirtualMFADevices');
  expect(list.text).toContain(device.serialNumber);
  expect(list.text).not.toContain(device.secret);
});
