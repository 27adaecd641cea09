import { afterAll, describe, expect, test } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { AwsClient } from '../support/aws-client.ts';
import type { Answer } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import {
  ADMINISTRATOR_ACCESS,
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  createVirtual,
  enable,
  type PersonWithDevice,
  setUpOwner,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';
import { policy, put } from '../support/user-policies.ts';

/* Rights over others are asked of the policies for each request, with what it shows; having some is having none else. */

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const plain = await createUserWithDevice(gateway, owner);

interface Asks {
  action<Data>(name: string, input?: unknown): Promise<Answer<Data>>;
}

const ALL = { Effect: 'Allow', Action: '*', Resource: '*' } as const;
const ELSEWHERE = { IpAddress: { 'aws:SourceIp': '10.9.8.0/24' } };
const RIGHTS = ['iam:*LoginProfile', 'iam:CreateAccessKey', 'iam:*Policy'];

async function withPolicy(...statements: object[]): Promise<PersonWithDevice> {
  const user = await createUserWithDevice(gateway, owner);
  await put(owner, user, policy(...statements));
  return user;
}

describe('all rights, for giving any', () => {
  test.each<[string, object[]]>([
    ['from the office alone', [{ ...ALL, Condition: ELSEWHERE }]],
    ['but those over rights', [ALL, { Effect: 'Deny', Action: RIGHTS, Resource: '*' }]],
  ])('%s are not all: who has them neither gives rights nor takes over who has (A6)', async (_, statements) => {
    const resets = {
      Effect: 'Allow',
      Action: ['iam:ResetUserPassword', 'iam:AttachUserPolicy'],
      Resource: '*',
    };
    const { client } = await withPolicy(resets, ...statements);
    const other = await createUser(gateway, owner);
    const attach = { UserName: other.name, PolicyArn: ADMINISTRATOR_ACCESS };
    expectRefusal(await client.action('AttachUserPolicy', attach), 403, 'ACCESS_DENIED');
    const reset = await client.action('ResetUserPassword', { UserName: administrator.name });
    expectRefusal(reset, 403, 'ACCESS_DENIED');
    // A user without rights he may reset: the control.
    data(await client.action('ResetUserPassword', { UserName: other.name }));
  });

  test('are all where what denies does not hold now: "without MFA", at level mfa', async () => {
    const unproven = { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } };
    const { client } = await withPolicy(ALL, {
      Effect: 'Deny',
      Action: '*',
      Resource: '*',
      Condition: unproven,
    });
    const other = await createUser(gateway, owner);
    data(await client.action('AttachUserPolicy', { UserName: other.name, PolicyArn: ADMINISTRATOR_ACCESS }));
  });
});

describe("somebody else's devices", () => {
  const onOne = () => ({
    Effect: 'Allow',
    Action: 'iam:ResyncMFADevice',
    Resource: `arn:aws:iam::*:user/${plain.name}`,
  });
  const expectNoDevice = async ({ action }: Asks, spare: string) => {
    const { serialNumber: SerialNumber } = administrator.device;
    const Tags = [{ Key: 'by', Value: 'thief' }];
    for (const [name, input] of [
      ['TagMFADevice', { SerialNumber, Tags }],
      ['ListMFADeviceTags', { SerialNumber }],
      ['DeleteVirtualMFADevice', { SerialNumber: spare }],
    ] as const)
      expectRefusal(await action(name, input), 404, 'NO_SUCH_ENTITY');
  };
  const seen = async (client: Asks) =>
    data(await client.action<{ VirtualMFADevices: unknown[] }>('ListVirtualMFADevices')).VirtualMFADevices
      .length;

  test('are not opened by a right over one user, and nor is the inventory (C7)', async () => {
    const { client } = await withPolicy(onOne());
    const spare = await createVirtual(administrator.client);
    await expectNoDevice({ action: (...asked) => client.action(...asked) }, spare.serialNumber);
    expect(await seen(client)).toBe(1);
    const pair = { AuthenticationCode1: '123456', AuthenticationCode2: '654321' };
    const claim = () => client.action('EnableMFADevice', { SerialNumber: 'NO-SUCH-TOKEN', ...pair });
    const answers = [];
    for (let at = 0; at < 11; at += 1) answers.push((await claim()).status);
    expect(answers.at(-1)).toBe(429);
  });

  test('are not opened by a key whose person needs MFA for such rights', async () => {
    const withMfa = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } };
    const user = await withPolicy({ ...ALL, Condition: withMfa });
    const key = await createKey(gateway, user);
    const spare = await createVirtual(administrator.client);
    await expectNoDevice({ action: (...asked) => key.action(...asked) }, spare.serialNumber);
    expect(await seen(key)).toBe(1);
    // In his own session, with MFA: the control.
    expect(await seen(user.client)).toBeGreaterThan(2);
    data(await user.client.action('DeleteVirtualMFADevice', { SerialNumber: spare.serialNumber }));
  });

  test('are there for whoever may do it to their holders: the control', async () => {
    const actions = ['iam:TagMFADevice', 'iam:DeactivateMFADevice', 'iam:DeleteVirtualMFADevice'];
    const { client } = await withPolicy({ Effect: 'Allow', Action: actions, Resource: '*' });
    const Tags = [{ Key: 'desk', Value: '4' }];
    data(await client.action('TagMFADevice', { SerialNumber: plain.device.serialNumber, Tags }));
  });
});

describe('a refusal', () => {
  test('calls users and devices as they were asked for, whether there are such or not (C7)', async () => {
    const user = await createUser(gateway, owner);
    const { name } = user;
    const aws = new AwsClient(gateway, await accessKeyOf(user));
    data(await owner.client.action('CreateUser', { UserName: `Boss${name}`, Path: '/secret/team/' }));
    const messages = async (UserName: string) =>
      (await aws.action('GetUser', { UserName })).error?.Message ?? '';
    const [there, absent] = [await messages(`boss${name}`), await messages(`nobody${name}`)];
    expect(there).toContain(`user/boss${name} `);
    expect(there.replace(`boss${name}`, '*')).toBe(absent.replace(`nobody${name}`, '*'));
  });
});

describe('a long-term key of somebody who administers (7.4)', () => {
  test('assigns its person no device, the first neither: the device would make more of a stolen key', async () => {
    const user = await createUser(gateway, owner);
    data(
      await owner.client.action('AttachUserPolicy', { UserName: user.name, PolicyArn: ADMINISTRATOR_ACCESS }),
    );
    // A promotion ends what was begun before it.
    const { client } = await beginSignIn(gateway, user);
    const key = await createKey(gateway, { ...user, client });
    const device = await createVirtual(key);
    expectRefusal(await enable(key, device), 403, 'ACCESS_DENIED');
    expect(
      withStoreFile(gateway, store =>
        store
          .prepare('select person_id from devices where serial_number = ?')
          .pluck()
          .get(device.serialNumber),
      ),
    ).toBeNull();
  });
});

describe('session credentials', () => {
  test('are no way around MFA that is required once their device is gone, and change rights for an hour only', async () => {
    const person = await createAdministrator(gateway, owner);
    const aws = new AwsClient(gateway, await accessKeyOf(person));
    const { serialNumber: SerialNumber } = person.device;
    const given = await person.device.spend(TokenCode =>
      aws.action('GetSessionToken', { SerialNumber, TokenCode }, { service: 'sts' }),
    );
    const { AccessKeyId, SecretAccessKey, SessionToken } = (
      given.result as { Credentials: Record<string, string> }
    ).Credentials as Record<'AccessKeyId' | 'SecretAccessKey' | 'SessionToken', string>;
    const signed = new AwsClient(gateway, { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey });
    const ask = (name: string, input: Record<string, string>) =>
      signed.action(name, input, { sessionToken: SessionToken });
    const attach = { UserName: plain.name, PolicyArn: 'arn:aws:iam::aws:policy/ManageOwnMFA' };
    expect((await ask('AttachUserPolicy', attach)).status).toBe(200);
    withStoreFile(gateway, store =>
      store
        .prepare('update sessions set proved_at = proved_at - 3600000 where access_key_id = ?')
        .run(AccessKeyId),
    );
    expect(await ask('AttachUserPolicy', attach)).toMatchObject({
      status: 403,
      error: { Code: 'AccessDenied' },
    });
    expect((await ask('CreateUser', { UserName: `by-${AccessKeyId}` })).status).toBe(200);

    data(await owner.client.action('SetUserMFARequirement', { UserName: person.name, Required: true }));
    withStoreFile(gateway, store =>
      store.prepare('update devices set person_id = null where serial_number = ?').run(SerialNumber),
    );
    expect(await ask('CreateUser', { UserName: `more-${AccessKeyId}` })).toMatchObject({
      status: 403,
      error: { Code: 'AccessDenied' },
    });
  });
});
