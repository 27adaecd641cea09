import { afterAll, describe, expect, test } from 'vitest';
import type { AccessKey } from '../support/access-keys.ts';
import { AwsClient, type QueryAnswer } from '../support/aws-client.ts';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createAdministrator,
  createUserWithDevice,
  newPassword,
  type PersonWithDevice,
  setUpOwner,
  stepUp,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

/* What programs get for a code, and what ends it; signed by aws4fetch, answered in XML. */

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

/** A person whose programs have a key, and what they ask with it. */
interface Programmer extends PersonWithDevice {
  key: AccessKey;
  aws: AwsClient;
}
interface Credentials {
  AccessKeyId: string;
  SecretAccessKey: string;
  SessionToken: string;
  Expiration: string;
}
type Ask = (name: string, input?: Record<string, string>) => Promise<QueryAnswer>;

async function programmer(): Promise<Programmer> {
  const person = await createUserWithDevice(gateway, owner);
  const answer = await person.client.action<{ AccessKey: Record<string, string> }>('CreateAccessKey');
  const { AccessKeyId = '', SecretAccessKey = '' } = data(answer).AccessKey;
  const key = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
  return { ...person, key, aws: new AwsClient(gateway, key) };
}

async function credentialsOf({ aws, device }: Programmer, withCode = true): Promise<Credentials> {
  const ask = (input = {}) => aws.action('GetSessionToken', input, { service: 'sts' });
  const { serialNumber: SerialNumber } = device;
  const answer = withCode ? await device.spend(TokenCode => ask({ SerialNumber, TokenCode })) : await ask();
  expect(answer.status, answer.text).toBe(200);
  return (answer.result as { Credentials: Credentials }).Credentials;
}

/** Asks with credentials as AWS clients do; `sessionToken` undefined: without the token. */
function asking(credentials: Credentials, sessionToken: string | undefined = credentials.SessionToken): Ask {
  const { AccessKeyId: accessKeyId, SecretAccessKey: secretAccessKey } = credentials;
  const client = new AwsClient(gateway, { accessKeyId, secretAccessKey });
  return (name, input) =>
    client.action(name, input, {
      service: /^(GetCallerIdentity|GetSessionToken)$/.test(name) ? 'sts' : 'iam',
      ...(sessionToken !== '' && { sessionToken }),
    });
}

function expectError({ status, error, text }: QueryAnswer, code: string, message?: string): void {
  expect([status, error?.Code], text).toEqual([403, code]);
  if (message !== undefined) expect(error?.Message).toBe(message);
}

describe('credentials of GetSessionToken (contract 5)', () => {
  test('with a code do what wants MFA, and change the own devices, which the key alone may not (7.4)', async () => {
    const { aws, device, ...person } = await programmer();
    const ask = asking(await credentialsOf({ aws, device, ...person }));
    const rename = { SerialNumber: device.serialNumber, DeviceName: 'renamed' };
    expectError(
      await aws.action('RenameMFADevice', rename),
      'AccessDenied',
      'To complete this action, please ensure that you are authenticated with an MFA device that is enabled for this user.',
    );
    expect((await ask('RenameMFADevice', rename)).status).toBe(200);
    const second = await ask('CreateAccessKey', {});
    expect(second.result, second.text).toMatchObject({ AccessKey: { UserName: person.name } });
    const identity = await ask('GetCallerIdentity');
    expect(identity.result).toEqual((await aws.action('GetCallerIdentity', {}, { service: 'sts' })).result);
    // Then it goes: the credentials that deactivated it can tidy up after it.
    const { serialNumber: SerialNumber } = device;
    expect((await ask('DeactivateMFADevice', { UserName: person.name, SerialNumber })).status).toBe(200);
    expect((await ask('DeleteVirtualMFADevice', { SerialNumber })).status).toBe(200);
  });

  test('without one call nothing of IAM, but may ask who they are', async () => {
    const ask = asking(await credentialsOf(await programmer(), false));
    for (const name of ['GetUser', 'ListMFADevices', 'ListAccessKeys', 'CreateAccessKey'])
      expectError(
        await ask(name),
        'InvalidClientTokenId',
        'The security token included in the request is invalid.',
      );
    expect((await ask('GetCallerIdentity')).status).toBe(200);
    expectError(
      await ask('GetSessionToken'),
      'AccessDenied',
      'Cannot call GetSessionToken with session credentials',
    );
  });

  test('sign with their own token alone: not without, not with a wrong one, and not as a cookie or a bearer', async () => {
    const credentials = await credentialsOf(await programmer());
    const { SessionToken } = credentials;
    for (const token of ['', SessionToken.toLowerCase(), `${SessionToken}x`, 'dummy/session+token=='])
      expectError(await asking(credentials, token)('GetUser'), 'InvalidClientTokenId');
    expect((await asking(credentials)('GetUser')).status).toBe(200);
    const thief = new Client(gateway);
    for (const name of owner.client.cookies.keys()) thief.cookies.set(name, SessionToken);
    expectRefusal(await thief.get('/api/session'), 401, 'NOT_SIGNED_IN');
    expectRefusal(await thief.action('GetUser'), 401, 'NOT_SIGNED_IN');
    const bearer = await thief.send({
      ...{ method: 'POST', path: '/api/actions/GetUser', body: '{}' },
      headers: { authorization: `Bearer ${SessionToken}`, 'content-type': 'application/json' },
    });
    expectRefusal(bearer, 401, 'NOT_SIGNED_IN');
  });

  test('beside the token, a long-term key is refused (2.2)', async () => {
    const person = await programmer();
    const { SessionToken } = await credentialsOf(person);
    const answer = await person.aws.action('GetUser', {}, { sessionToken: SessionToken });
    expectError(answer, 'InvalidClientTokenId');
  });

  test('that are over are ExpiredToken', async () => {
    const credentials = await credentialsOf(await programmer());
    withStoreFile(gateway, database =>
      database
        .prepare('update sessions set expires_at = ? where access_key_id = ?')
        .run(Date.now() - 6 * 86_400_000, credentials.AccessKeyId),
    );
    expectError(
      await asking(credentials)('GetUser'),
      'ExpiredToken',
      'The security token included in the request is expired',
    );
  });

  test('are listed among the sessions, and ended there', async () => {
    const person = await programmer();
    const credentials = await credentialsOf(person);
    const answer = await person.client.action<{ Sessions: { SessionId: string; AccessKeyId?: string }[] }>(
      'ListSessions',
    );
    const listed = data(answer).Sessions.filter(({ AccessKeyId }) => AccessKeyId !== undefined);
    expect(listed).toMatchObject([{ AccessKeyId: credentials.AccessKeyId, Level: 'mfa' }]);
    data(await person.client.action('EndSession', { SessionId: listed[0]?.SessionId }));
    expectError(await asking(credentials)('GetUser'), 'InvalidClientTokenId');
  });
});

const ON_HIM: [string, string, object?][] = [
  ['the user is disabled', 'DisableUser'],
  ['an administrator resets the password', 'ResetUserPassword'],
  ['all sessions are ended', 'EndAllSessions'],
  ['the user is deleted', 'DeleteUser', { Force: true }],
];
const BY_HIMSELF: [string, (person: Programmer) => Promise<unknown>][] = [
  [
    'the key is switched off',
    ({ client, key }) =>
      client.action('UpdateAccessKey', { AccessKeyId: key.accessKeyId, Status: 'Inactive' }).then(data),
  ],
  [
    'the key is deleted',
    ({ client, key }) => client.action('DeleteAccessKey', { AccessKeyId: key.accessKeyId }).then(data),
  ],
  [
    'the device is deactivated',
    ({ client, device }) =>
      client.action('DeactivateMFADevice', { SerialNumber: device.serialNumber }).then(data),
  ],
  [
    'the password is changed',
    ({ client, password }) =>
      client.action('ChangePassword', { OldPassword: password, NewPassword: newPassword() }).then(data),
  ],
];

describe('credentials end', () => {
  test.each<[string, (person: Programmer) => Promise<unknown>]>([
    ...BY_HIMSELF,
    ...ON_HIM.map(([when, name, more]) => {
      const end = ({ name: UserName }: Programmer) =>
        administrator.client.action(name, { UserName, ...more }).then(data);
      return [when, end] as [string, typeof end];
    }),
  ])('when %s', async (_, end) => {
    const person = await programmer();
    const ask = asking(await credentialsOf(person));
    expect((await ask('GetUser')).status).toBe(200);
    await end(person);
    expectError(await ask('GetUser'), 'InvalidClientTokenId');
  });

  test('and a key that is switched off signs nothing until it is on again', async () => {
    const { client, key, aws } = await programmer();
    const to = (Status: string) =>
      client.action('UpdateAccessKey', { AccessKeyId: key.accessKeyId, Status }).then(data);
    await to('Inactive');
    expectError(await aws.action('GetUser'), 'InvalidClientTokenId');
    await to('Active');
    expect((await aws.action('GetUser')).status).toBe(200);
  });
});

describe('the code of GetSessionToken (contract 5)', () => {
  const token = ({ aws }: Programmer, SerialNumber: string, TokenCode: string) =>
    aws.action('GetSessionToken', { SerialNumber, TokenCode }, { service: 'sts' });
  const WRONG_CODE = 'MultiFactorAuthentication failed with invalid MFA one time pass code. ';

  test('20 times at once opens one session; a repeat is refused', async () => {
    const person = await programmer();
    const code = await person.device.next();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => token(person, person.device.serialNumber, code)),
    );
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const repeat = await token(person, person.device.serialNumber, code);
    expect([repeat.status, repeat.error?.Code]).toEqual([403, 'AccessDenied']);
    expect(repeat.text).toContain(WRONG_CODE);
  });

  test('wrong ten times locks the device for sign-in, too', async () => {
    const person = await programmer();
    const { serialNumber } = person.device;
    for (const wrong of await person.device.wrongCodes(10))
      expect((await token(person, serialNumber, wrong)).text).toContain(WRONG_CODE);
    const right = await person.device.next();
    expect((await token(person, serialNumber, right)).text).toContain(WRONG_CODE);
    const { client } = await beginSignIn(gateway, person);
    expectRefusal(await submitCode(client, person.device), 403, 'DEVICE_LOCKED');
  });

  test('that was spent elsewhere is spent here, and the other way round (B4)', async () => {
    const person = await programmer();
    const { client, device } = person;
    const { serialNumber } = device;
    const first = await device.next();
    await stepUp(client, device);
    expect((await token(person, serialNumber, first)).text).toContain(WRONG_CODE);
    const second = await device.next();
    expect((await token(person, serialNumber, second)).status).toBe(200);
    const again = await client.post('/api/session/step-up/code', { serialNumber, code: second });
    expectRefusal(again, 401, 'SECOND_FACTOR_REFUSED');
  });

  test('that is no code is a ValidationError, without its value', async () => {
    const person = await programmer();
    const answer = await token(
      person,
      person.device.serialNumber,
      'ccccccbchvthlivuitriujjifivbvtrjkjfirllluurj',
    );
    expect([answer.status, answer.error?.Code]).toEqual([400, 'ValidationError']);
    expect(answer.text).not.toContain('ccccccb');
  });
});

test('GetAccessKeyLastUsed says what the key was used for, and where (contract 4.10)', async () => {
  const { aws, key, client, name } = await programmer();
  await aws.action('GetCallerIdentity', {}, { service: 'sts', region: 'eu-west-1' });
  const input = { AccessKeyId: key.accessKeyId };
  const used = data(await client.action('GetAccessKeyLastUsed', input));
  expect(used).toEqual({
    UserName: name,
    AccessKeyLastUsed: { LastUsedDate: expect.any(String), ServiceName: 'sts', Region: 'eu-west-1' },
  });
  expect((await aws.action('GetAccessKeyLastUsed', input)).status).toBe(200);
  const other = await programmer();
  const hidden = await other.aws.action('GetAccessKeyLastUsed', input);
  expect([hidden.status, hidden.error]).toEqual([
    404,
    {
      Type: 'Sender',
      Code: 'NoSuchEntity',
      Message: `The Access Key with id ${key.accessKeyId} cannot be found.`,
    },
  ]);
});
