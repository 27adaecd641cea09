import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { Authenticator } from '../support/authenticator.ts';
import { type Connection, done, type Input } from '../support/aws/client.ts';
import { expectRefused } from '../support/aws/expectations.ts';
import { openSession } from '../support/aws/open-session.ts';
import { startPrograms } from '../support/aws/programs.ts';
import { startProxy } from '../support/aws/proxy.ts';
import { startGateway } from '../support/gateway.ts';
import { createAdministrator, createUserWithDevice, enrolKey, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
const [proxy, programs] = await Promise.all([startProxy(gateway), startPrograms()]);
afterAll(() => Promise.all([programs.stop(), proxy.stop(), gateway.stop()]));
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const user = await createUserWithDevice(gateway, owner);
const fidoSerial = await enrolKey(user.client, new Authenticator(), gateway.origin);
const { endpoint } = proxy;
const admin: Connection = { endpoint, credentials: await accessKeyOf(administrator) };
const self: Connection = { endpoint, credentials: await accessKeyOf(user) };

const adminSession = await openSession(programs.sdk, admin, {
  SerialNumber: administrator.device.serialNumber,
  TokenCode: await administrator.device.next(),
});

const PAIR = {
  UserName: user.name,
  SerialNumber: user.device.serialNumber,
  AuthenticationCode1: '123456',
  AuthenticationCode2: '654321',
};

beforeEach(() => {
  proxy.counted();
});

describe.each(programs.all.map(program => ({ program, name: program.name })))('$name', ({ program }) => {
  test.each<[string, string, Input, string, RegExp]>([
    [
      'S3-13: a code of seven digits',
      'ResyncMFADevice',
      { ...PAIR, AuthenticationCode1: '1234567' },
      'ValidationError',
      /^1 validation error detected: Value at 'authenticationCode1' failed to satisfy constraint: Member must /,
    ],
    [
      'S3-13: codes of letters',
      'ResyncMFADevice',
      { ...PAIR, AuthenticationCode1: 'abcdef', AuthenticationCode2: 'ghijkl' },
      'ValidationError',
      /^2 validation errors detected: .*authenticationCode1.*; .*authenticationCode2.*\[\\d\]\+$/,
    ],
    [
      'S3-08: a name with a space',
      'GetUser',
      { UserName: 'two words' },
      'ValidationError',
      /^The specified value for userName is invalid\. It must contain only /,
    ],
    [
      'an oversized serial number',
      'ResyncMFADevice',
      { ...PAIR, SerialNumber: 'A'.repeat(300) },
      'ValidationError',
      /'serialNumber' .* less than or equal to 256$/,
    ],
    [
      'a parameter of 70 kB (413)',
      'GetUser',
      { UserName: 'x'.repeat(70_000) },
      'RequestEntityTooLarge',
      /64 kB/,
    ],
    [
      'a word of no list',
      'ListVirtualMFADevices',
      { AssignmentStatus: 'Lost' },
      'ValidationError',
      /enum value set: \[Assigned, Unassigned, Any\]$/,
    ],
    [
      '4.10: a permissions boundary, which nobody has here',
      'CreateUser',
      { UserName: 'bounded', PermissionsBoundary: `arn:aws:iam::aws:policy/${'x'.repeat(8)}` },
      'InvalidInput',
      /^Users have no permissions boundary here\./,
    ],
    [
      'an action that the gateway has not',
      'ListRoles',
      {},
      'InvalidAction',
      /^Could not find operation ListRoles for version 2010-05-08$/,
    ],
  ])('%s', async (_, operation, input, code, sentence) => {
    expectRefused(program, await program.call(admin, operation, input), code, sentence);
    expect(proxy.counted()).toBe(1);
  });

  test('S3-13: what is too short or missing ends before or behind the wire, and changes nothing', async () => {
    const { AuthenticationCode2, ...missing } = PAIR;
    for (const input of [{ ...PAIR, AuthenticationCode1: '12345' }, missing]) {
      const outcome = await program.call(self, 'ResyncMFADevice', input);
      if (program.name === 'sdk-js')
        expectRefused(program, outcome, 'ValidationError', /^1 validation error/);
      else expect(outcome.error?.code).toBe(program.name === 'boto3' ? 'ParamValidationError' : 'exit 252');
      expect(proxy.counted()).toBe(program.name === 'sdk-js' ? 1 : 0);
    }
  });

  test.each([
    ['S3-40: a device of another account', 'arn:aws:iam::210987654321:mfa/RichardsMFA'],
    ['S0-73, S0-74: a hardware token that nobody has', 'ABCD12345678'],
    ['a device of nobody', 'arn:aws:iam::123456789012:mfa/RichardsMFA'],
  ])('%s', async (_, SerialNumber) => {
    const outcome = await program.call(self, 'ResyncMFADevice', { ...PAIR, SerialNumber });
    expectRefused(program, outcome, 'NoSuchEntity', /./, 'modelled');
  });

  test('7.3: a FIDO key never goes out of sync', async () => {
    const outcome = await program.call(self, 'ResyncMFADevice', { ...PAIR, SerialNumber: fidoSerial });
    expectRefused(program, outcome, 'InvalidInput', 'FIDO security keys do not go out of sync', 'modelled');
  });

  test.each([
    ['no JSON', '{"Version": '],
    ['an unknown element', '{"Version":"2012-10-17","Statement":[],"Extra":1}'],
    ['deep', '['.repeat(5_000)],
    ['without an effect', '{"Version":"2012-10-17","Statement":[{"Action":"*","Resource":"*"}]}'],
  ])('9.1: a policy that is %s is stored nowhere', async (_, PolicyDocument) => {
    const policy = { UserName: user.name, PolicyName: 'faulty' };
    const put = await program.call(adminSession, 'PutUserPolicy', { ...policy, PolicyDocument });
    expectRefused(program, put, 'MalformedPolicyDocument', /^Line \d+, column \d+: /, 'modelled');
    const found = await programs.sdk.call(adminSession, 'GetUserPolicy', policy);
    expectRefused(programs.sdk, found, 'NoSuchEntity', /faulty/);
  });

  test('nobody of that name', async () => {
    const outcome = await program.call(admin, 'GetUser', { UserName: 'Nope' });
    expectRefused(program, outcome, 'NoSuchEntity', 'The user with name Nope cannot be found.', 'modelled');
  });

  test('what policies do not allow', async () => {
    expectRefused(
      program,
      await program.call(self, 'ListUsers'),
      'AccessDenied',
      /not authorized to perform: iam:ListUsers/,
    );
  });

  test('S3-31: a request without a signature', async () => {
    const nobody = { endpoint, credentials: undefined };
    const sentence = 'Request is missing Authentication Token';
    expectRefused(program, await program.call(nobody, 'GetUser'), 'MissingAuthenticationToken', sentence);
  });

  test('9.2: an unknown key and a wrong secret are asked for once', async () => {
    const secretAccessKey = 'x'.repeat(40);
    const stranger = { endpoint, credentials: { accessKeyId: 'AKIAQQQQQQQQQQQQQQQQ', secretAccessKey } };
    expectRefused(
      program,
      await program.call(stranger, 'GetUser'),
      'InvalidClientTokenId',
      'The security token included in the request is invalid.',
    );
    const guesser = { endpoint, credentials: { ...stranger.credentials, ...idOf(self), secretAccessKey } };
    expectRefused(
      program,
      await program.call(guesser, 'GetUser'),
      'SignatureDoesNotMatch',
      /^The request signature we calculated does not match the signature you provided\./,
    );
    expect(proxy.counted()).toBe(2);
  });

  test('9.1: a store that fails (503) is asked again, and the end of it can be read', async () => {
    withStoreFile(gateway, store => store.exec('alter table devices rename to elsewhere'));
    const outcome = await program.call({ ...self, attempts: 2 }, 'ListMFADevices');
    withStoreFile(gateway, store => store.exec('alter table elsewhere rename to devices'));
    expectRefused(program, outcome, 'ServiceUnavailable', /Nothing was changed/);
    expect(proxy.counted()).toBe(2);
    done(await program.call(self, 'ListMFADevices'));
  });

  test.each(['/aws', '/a%20b', '/mounted/here/'])('1: mounted at %s', async path => {
    const outcome = await program.call({ ...self, endpoint: endpoint + path }, 'GetUser');
    expect(done(outcome)).toMatchObject({ User: { UserName: user.name } });
  });

  test.each(['us-east-1', 'aws-global', 'xx'])('S3-28: a gateway in the region %s', async region => {
    expect(done(await program.call({ ...self, region }, 'GetUser'))).toMatchObject({
      User: { UserName: user.name },
    });
  });
});

describe('9.2: a clock that is 20 minutes late', () => {
  test('Python does not set it', async () => {
    const outcome = await programs.boto3.call({ ...self, late: 20 * 60 }, 'GetUser');
    expectRefused(programs.boto3, outcome, 'SignatureDoesNotMatch', /^Signature expired: .* - 15 min\.\)$/);
    expect(proxy.counted()).toBe(1);
    done(await programs.boto3.call({ ...self, late: 14 * 60 }, 'GetUser'));
  });

  test('the SDK for JavaScript sets it by the answer and asks again', async () => {
    const now = Date.now;
    vi.spyOn(Date, 'now').mockImplementation(() => now() - 20 * 60_000);
    try {
      done(await programs.sdk.call(self, 'GetUser'));
    } finally {
      vi.restoreAllMocks();
    }
    expect(proxy.counted()).toBe(2);
  });
});

function idOf({ credentials }: Connection): { accessKeyId: string } {
  return { accessKeyId: credentials?.accessKeyId ?? '' };
}
