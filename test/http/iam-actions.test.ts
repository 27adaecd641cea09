import jsQR from 'jsqr';
import { PNG } from 'pngjs';
import { afterAll, describe, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { User, VirtualMFADevice } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import {
  createAdministrator,
  createUser,
  createUserWithDevice,
  createVirtual,
  enrolVirtual,
  listDevices,
  newPassword,
  setUpOwner,
  signIn,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { TokenDevice } from '../support/token-device.ts';

/** The shapes and actions of IAM that scripts know (aws-query-contract.md sections 4 and 7). */
const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const act = async <Data>(name: string, input: object = {}, client: Client = owner.client) =>
  data(await client.action<Data>(name, input));

interface Paged {
  IsTruncated: boolean;
  Marker?: string;
}

/** All pages of `size`, and what each listed. */
async function pagesOf<Data extends Paged>(name: string, size: number, input: object = {}): Promise<Data[]> {
  const pages: Data[] = [];
  let marker: object = {};
  for (;;) {
    const page = await act<Data>(name, { MaxItems: size, ...marker, ...input });
    pages.push(page);
    expect(page.IsTruncated).toBe(page.Marker !== undefined);
    if (page.Marker === undefined) return pages;
    marker = { Marker: page.Marker };
  }
}

describe('contract 4.6: CreateVirtualMFADevice', () => {
  test('contract 7.2: the picture is a PNG that scans, and codes of what it holds enable the device', async () => {
    const user = await createUser(gateway, owner);
    const input = { VirtualMFADeviceName: 'Scanned', Path: '/div/team/' };
    const made = (
      await act<{ VirtualMFADevice: VirtualMFADevice & { QRCodePNG: string } }>(
        'CreateVirtualMFADevice',
        input,
        user.client,
      )
    ).VirtualMFADevice;
    const account = made.SerialNumber.split(':')[4];
    expect(made.SerialNumber).toBe(`arn:aws:iam::${account}:mfa/div/team/Scanned`);
    const picture = PNG.sync.read(Buffer.from(made.QRCodePNG, 'base64'));
    const code = jsQR(new Uint8ClampedArray(picture.data), picture.width, picture.height);
    expect(code?.data).toBe(made.OtpauthUri);
    const seed = new URL(code?.data ?? '').searchParams.get('secret') ?? '';
    expect(seed).toBe(made.Base32StringSeed);
    const device = new TokenDevice(made.SerialNumber, seed);
    const pair = await device.pairAt(device.now());
    await act('EnableMFADevice', { SerialNumber: device.serialNumber, ...pair }, user.client);
  });

  test('contract 7.1: one name is taken once in a path, in any case; other paths have their own', async () => {
    const create = (VirtualMFADeviceName: string, Path?: string) =>
      owner.client.action('CreateVirtualMFADevice', { VirtualMFADeviceName, ...(Path && { Path }) });
    data(await create('Desk', '/a/'));
    data(await create('Desk'));
    for (const again of [create('DESK', '/A/'), create('desk'), create('Desk', '/')])
      expectRefusal(await again, 409, 'ENTITY_ALREADY_EXISTS');
    for (const Path of ['a/', '/a', '//', '/a//b/', '/a b/', '/ä/', '/a\u0000/', `/${'x'.repeat(511)}/`])
      expectRefusal(await create('Other', Path), 400, 'VALIDATION_ERROR');
    // What a path may have and a serial number may not, and what is too long for one.
    for (const Path of ['/a!b/', `/${'x'.repeat(250)}/`])
      expectRefusal(await create('Other', Path), 400, 'INVALID_INPUT');
  });
});

describe('contract 7.6: pages', () => {
  test('contract 4.4: devices of a person, oldest first; a marker outlives the device that it names', async () => {
    const user = await createUserWithDevice(gateway, owner);
    for (const name of ['b', 'a', 'c']) await enrolVirtual(user.client, `${name}-${user.name}`);
    const on = { UserName: user.name };
    const whole = await listDevices(user.client);
    const pages = await pagesOf<Paged & { MFADevices: typeof whole }>('ListMFADevices', 1, on);
    expect(pages.flatMap(({ MFADevices }) => MFADevices)).toEqual(whole);
    expect(whole.map(({ EnableDate }) => EnableDate)).toEqual(
      whole.map(({ EnableDate }) => EnableDate).sort(),
    );
    expect(whole[0]).toMatchObject(on);
    const { SerialNumber } = whole[1] ?? { SerialNumber: '' };
    await act('DeactivateMFADevice', { ...on, SerialNumber });
    const rest = await act<{ MFADevices: typeof whole }>('ListMFADevices', {
      ...on,
      Marker: pages[1]?.Marker,
    });
    expect(rest.MFADevices).toEqual(whole.slice(2));
  });

  test('contract 4.5: virtual devices, with the User that AWS sends; the owner without a name', async () => {
    type Listed = { SerialNumber: string; User?: Record<string, string> };
    const user = await createUserWithDevice(gateway, owner);
    const loose = await createVirtual(owner.client);
    const pages = await pagesOf<Paged & { VirtualMFADevices: Listed[] }>('ListVirtualMFADevices', 2);
    const all = pages.flatMap(({ VirtualMFADevices }) => VirtualMFADevices);
    const serials = all.map(({ SerialNumber }) => SerialNumber.toLowerCase());
    expect(serials).toEqual([...new Set(serials)].sort());
    const holderOf = ({ serialNumber }: TokenDevice) =>
      all.find(({ SerialNumber }) => SerialNumber === serialNumber)?.User;
    const { Arn, UserId, CreateDate } = (
      await act<{ User: User & { CreateDate: string } }>('GetUser', {
        UserName: user.name,
      })
    ).User;
    expect(holderOf(user.device)).toEqual({ Path: '/', UserName: user.name, UserId, Arn, CreateDate });
    const account = Arn.split(':')[4];
    expect(holderOf(owner.device)).toEqual({
      UserId: account,
      Arn: `arn:aws:iam::${account}:root`,
      CreateDate: expect.any(String),
    });
    expect(holderOf(loose)).toBeUndefined();
    expect(JSON.stringify(all)).not.toContain(owner.name);
    const own = await act<{ VirtualMFADevices: Listed[] }>('ListVirtualMFADevices', {}, user.client);
    expect(own.VirtualMFADevices.map(({ SerialNumber }) => SerialNumber)).toEqual([user.device.serialNumber]);
  });

  test('contract 4.8: GetMFADevice has serial number, user and date at the top', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const SerialNumber = user.device.serialNumber;
    const [{ EnableDate } = { EnableDate: '' }] = await listDevices(user.client);
    expect(await act('GetMFADevice', { SerialNumber }, user.client)).toMatchObject({
      ...{ SerialNumber, EnableDate, UserName: user.name },
      MFADevice: { SerialNumber },
    });
  });
});

describe('contract 4.9: tags', () => {
  const Tags = [
    { Key: 'team', Value: 'a' },
    { Key: 'Ort', Value: 'Köln' },
  ];
  const list = async (SerialNumber: string, client?: Client) =>
    (await act<{ Tags: typeof Tags }>('ListMFADeviceTags', { SerialNumber }, client)).Tags;

  test('are given with the device or later, listed by key, changed and taken', async () => {
    const input = { VirtualMFADeviceName: 'Tagged', Tags };
    const made = await act<{ VirtualMFADevice: VirtualMFADevice }>('CreateVirtualMFADevice', input);
    const { SerialNumber } = made.VirtualMFADevice;
    expect(made.VirtualMFADevice).toMatchObject({ Tags });
    await act('TagMFADevice', { SerialNumber, Tags: [{ Key: 'TEAM', Value: '' }] });
    expect(await list(SerialNumber)).toEqual([
      { Key: 'Ort', Value: 'Köln' },
      { Key: 'TEAM', Value: '' },
    ]);
    const pages = await pagesOf<Paged & { Tags: typeof Tags }>('ListMFADeviceTags', 1, { SerialNumber });
    expect(pages.flatMap(page => page.Tags)).toEqual(await list(SerialNumber));
    await act('UntagMFADevice', { SerialNumber, TagKeys: ['ort', 'never was'] });
    expect(await list(SerialNumber)).toEqual([{ Key: 'TEAM', Value: '' }]);
    expect((await owner.client.action('ListVirtualMFADevices')).text).not.toContain('TEAM');
    await act('DeleteVirtualMFADevice', { SerialNumber });
    expectRefusal(await owner.client.action('ListMFADeviceTags', { SerialNumber }), 404, 'NO_SUCH_ENTITY');
  });

  test('are 50 at most, and keys that differ by case are one', async () => {
    const SerialNumber = (await createVirtual(owner.client)).serialNumber;
    const tag = (Tags: object[]) => owner.client.action('TagMFADevice', { SerialNumber, Tags });
    const many = (count: number) => Array.from({ length: count }, (_, at) => ({ Key: `k${at}`, Value: '' }));
    const twice = await tag([...Tags, { Key: 'Team', Value: 'b' }]);
    expectRefusal(twice, 400, 'INVALID_INPUT');
    expect(twice.text).toContain('Duplicate tag keys found. Please note that Tag keys are case insensitive.');
    expectRefusal(await tag(many(51)), 400, 'VALIDATION_ERROR');
    for (const wrong of [
      { Key: '', Value: '' },
      { Key: 'a\u0000', Value: '' },
      { Key: 'a', Value: '<' },
    ])
      expectRefusal(await tag([wrong]), 400, 'VALIDATION_ERROR');
    data(await tag(many(50)));
    expectRefusal(await tag(Tags), 409, 'LIMIT_EXCEEDED');
    expect(await list(SerialNumber)).toHaveLength(50);
  });

  test('belong to whoever may see the device: nobody else finds out that there is one (C7)', async () => {
    const [user, other] = [
      await createUserWithDevice(gateway, owner),
      await createUserWithDevice(gateway, owner),
    ];
    const SerialNumber = user.device.serialNumber;
    await act('TagMFADevice', { SerialNumber: SerialNumber.toUpperCase(), Tags }, user.client);
    expect(await list(SerialNumber, administrator.client)).toHaveLength(2);
    const ofOwner = (await createVirtual(owner.client)).serialNumber;
    const inputs = { TagMFADevice: { Tags }, UntagMFADevice: { TagKeys: ['team'] }, ListMFADeviceTags: {} };
    for (const [name, input] of Object.entries(inputs)) {
      for (const [client, serial] of [
        [other.client, SerialNumber],
        [other.client, SerialNumber.toUpperCase()],
        [other.client, `${SerialNumber}-not`.toUpperCase()],
        [administrator.client, ofOwner],
        [administrator.client, owner.device.serialNumber],
        [owner.client, `${ofOwner}-not`],
      ] as const) {
        const answer = await client.action(name, { SerialNumber: serial, ...input });
        expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
      }
      for (const serial of ['ABCD12345678', SerialNumber.replace(':mfa/', ':u2f/user/')])
        expectRefusal(
          await owner.client.action(name, { SerialNumber: serial, ...input }),
          400,
          'INVALID_INPUT',
        );
    }
    expect(await list(SerialNumber, user.client)).toHaveLength(2);
  });
});

describe('contract 4.10: users', () => {
  const get = async (UserName: string) => (await act<{ User: User }>('GetUser', { UserName })).User;

  test('have a path, by which they are listed; no boundary and no tags', async () => {
    const made = await act<{ User: User }>('CreateUser', { UserName: 'In.Path', Path: '/div/team/' });
    expect(made.User).toMatchObject({
      Path: '/div/team/',
      Arn: expect.stringMatching(/:user\/div\/team\/In\.Path$/),
    });
    const listed = async (PathPrefix: string) =>
      (await act<{ Users: User[] }>('ListUsers', { PathPrefix })).Users.map(({ UserName }) => UserName);
    for (const prefix of ['/div/', '/div/team/', '/di']) expect(await listed(prefix)).toEqual(['In.Path']);
    for (const prefix of ['/DIV/', '/div/team/x', '/%']) expect(await listed(prefix)).toEqual([]);
    expect((await listed('/')).length).toBeGreaterThan(1);
    const PermissionsBoundary = 'arn:aws:iam::aws:policy/AdministratorAccess';
    for (const more of [{ PermissionsBoundary }, { Tags: [{ Key: 'a', Value: 'b' }] }])
      expectRefusal(
        await owner.client.action('CreateUser', { UserName: 'Un.Made', ...more }),
        400,
        'INVALID_INPUT',
      );
    expectRefusal(await owner.client.action('GetUser', { UserName: 'Un.Made' }), 404, 'NO_SUCH_ENTITY');
  });

  test('are renamed: id, devices and sessions stay, the old name is free, a taken one is not (7.1)', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const before = await get(user.name);
    const NewUserName = `re-${user.name}`;
    const rename = (input: object) => owner.client.action('UpdateUser', input);
    data(await rename({ UserName: user.name, NewUserName, NewPath: '/new/' }));
    const after = await get(NewUserName);
    expect(after).toMatchObject({
      UserId: before.UserId,
      Arn: expect.stringMatching(`/new/${NewUserName}$`),
    });
    data(await user.client.get('/api/session'));
    expect((await listDevices(user.client)).map(({ SerialNumber }) => SerialNumber)).toEqual([
      user.device.serialNumber,
    ]);
    expectRefusal(await owner.client.action('GetUser', { UserName: user.name }), 404, 'NO_SUCH_ENTITY');
    await signIn(gateway, { ...user, credentials: { as: 'user', userName: NewUserName } });
    for (const taken of [administrator.name, administrator.name.toUpperCase(), owner.name]) {
      const answer = await rename({ UserName: NewUserName, NewUserName: taken });
      expectRefusal(answer, 409, 'ENTITY_ALREADY_EXISTS');
    }
    data(await rename({ UserName: NewUserName, NewUserName: NewUserName.toUpperCase() }));
    expect((await get(NewUserName)).UserName).toBe(NewUserName.toUpperCase());
    expectRefusal(await rename({ UserName: 'no.such', NewUserName: 'x' }), 404, 'NO_SUCH_ENTITY');
    expectRefusal(
      await user.client.action('UpdateUser', { UserName: NewUserName, NewPath: '/' }),
      403,
      'ACCESS_DENIED',
    );
  });

  test('are deleted without force only when nothing of theirs is left, each told by what is', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const UserName = user.name;
    const remove = () => owner.client.action('DeleteUser', { UserName });
    const PolicyArn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    await act('AttachUserPolicy', { UserName, PolicyArn });
    const steps: [string, () => Promise<unknown>][] = [
      ['policies', () => act('DetachUserPolicy', { UserName, PolicyArn })],
      ['MFA devices', () => act('DeactivateMFADevice', { UserName, SerialNumber: user.device.serialNumber })],
      ['password', () => act('DeleteLoginProfile', { UserName })],
    ];
    for (const [what, clear] of steps) {
      const answer = await remove();
      expectRefusal(answer, 409, 'DELETE_CONFLICT');
      if (what !== 'policies') expect(answer.body.error.message).toContain(what);
      await clear();
    }
    data(await remove());
  });

  test('names of 129 characters, with NUL or of other alphabets are refused (contract 3)', async () => {
    for (const UserName of ['x'.repeat(129), 'a\u0000b', 'Zoë', 'a b', ''])
      for (const name of ['GetUser', 'UpdateUser', 'GetLoginProfile'])
        expectRefusal(await owner.client.action(name, { UserName }), 400, 'VALIDATION_ERROR');
    for (const NewUserName of ['x'.repeat(65), 'a\u0000b', 'Zoë'])
      expectRefusal(
        await owner.client.action('UpdateUser', { UserName: administrator.name, NewUserName }),
        400,
        'VALIDATION_ERROR',
      );
  });
});

describe('contract 4.10: login profiles', () => {
  const profile = (UserName: string) => owner.client.action('GetLoginProfile', { UserName });
  const tryPassword = (UserName: string, password: string) =>
    new Client(gateway).post<{ next: string }>('/api/sign-in/password', {
      as: 'user',
      userName: UserName,
      password,
    });

  test('a password that somebody else gives is for one sign-in, unless he has all rights and says that it need not be', async () => {
    for (const [more, required] of [
      [{}, true],
      [{ PasswordResetRequired: true }, true],
      [{ PasswordResetRequired: false }, false],
    ] as const) {
      const UserName = `profile-${newPassword().slice(0, 8)}`;
      await act('CreateUser', { UserName });
      expectRefusal(await profile(UserName), 404, 'NO_SUCH_ENTITY');
      const Password = newPassword();
      const made = await act('CreateLoginProfile', { UserName, Password, ...more });
      const expected = { LoginProfile: { UserName, PasswordResetRequired: required } };
      expect(made).toMatchObject(expected);
      expect(data(await profile(UserName))).toMatchObject(expected);
      expect(data(await tryPassword(UserName, Password)).next).toBe(required ? 'new-password' : 'signed-in');
      const again = await owner.client.action('CreateLoginProfile', { UserName, Password });
      expectRefusal(again, 409, 'ENTITY_ALREADY_EXISTS');
    }
  });

  test('another password ends sessions and the one before; a removed one ends every way in', async () => {
    const user = await createUser(gateway, owner);
    const UserName = user.name;
    const key = await createKey(gateway, user);
    await act('UpdateLoginProfile', { UserName, PasswordResetRequired: true });
    expect(data(await profile(UserName))).toMatchObject({ LoginProfile: { PasswordResetRequired: true } });
    data(await user.client.get('/api/session'));
    await act('DeleteLoginProfile', { UserName });
    expectRefusal(await user.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    expectRefusal(await tryPassword(UserName, user.password), 401, 'SIGN_IN_REFUSED');
    expectRefusal(await profile(UserName), 404, 'NO_SUCH_ENTITY');
    data(await key.action('ListMFADevices'));
    for (const name of ['UpdateLoginProfile', 'DeleteLoginProfile'])
      expectRefusal(await owner.client.action(name, { UserName }), 404, 'NO_SUCH_ENTITY');
    const Password = newPassword();
    await act('CreateLoginProfile', { UserName, Password, PasswordResetRequired: false });
    const replaced = newPassword();
    await act('UpdateLoginProfile', { UserName, Password: replaced, PasswordResetRequired: false });
    expectRefusal(await tryPassword(UserName, Password), 401, 'SIGN_IN_REFUSED');
    data(await tryPassword(UserName, replaced));
  });

  test('a bad password is refused, and gives nobody one', async () => {
    await act('CreateUser', { UserName: 'weakly' });
    for (const Password of ['short', 'qwerty123456', 'weakly-1', 'x'.repeat(257)]) {
      const answer = await owner.client.action('CreateLoginProfile', { UserName: 'weakly', Password });
      expectRefusal(answer, 400, 'PASSWORD_UNACCEPTABLE');
      expect(answer.text).not.toContain(Password);
    }
    expectRefusal(await profile('weakly'), 404, 'NO_SUCH_ENTITY');
    expectRefusal(await owner.client.action('GetLoginProfile'), 400, 'INVALID_INPUT');
  });
});

test('contract 4.10: the account: its summary, and one alias that is given, replaced and taken', async () => {
  const { SummaryMap } = await act<{ SummaryMap: Record<string, number> }>('GetAccountSummary');
  expect(SummaryMap).toMatchObject({
    ...{ AccountMFAEnabled: 1, AccountAccessKeysPresent: 0, AccessKeysPerUserQuota: 2 },
    Users: (await act<{ Users: User[] }>('ListUsers', { MaxItems: 1000 })).Users.length,
  });
  const aliases = async () => (await act<{ AccountAliases: string[] }>('ListAccountAliases')).AccountAliases;
  const before = await aliases();
  for (const AccountAlias of ['first-one', 'second-one']) {
    await act('CreateAccountAlias', { AccountAlias }, administrator.client);
    expect(await aliases()).toEqual([AccountAlias]);
  }
  const gone = { AccountAlias: 'first-one' };
  expectRefusal(await owner.client.action('DeleteAccountAlias', gone), 404, 'NO_SUCH_ENTITY');
  await act('DeleteAccountAlias', { AccountAlias: 'second-one' });
  expect(await aliases()).toEqual([]);
  expect(before.length).toBeLessThan(2);
  const user = await createUser(gateway, owner);
  for (const name of ['CreateAccountAlias', 'DeleteAccountAlias'])
    expectRefusal(await user.client.action(name, { AccountAlias: 'mine' }), 403, 'ACCESS_DENIED');
});
