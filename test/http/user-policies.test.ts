import { afterAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import type { User } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { noticesTo } from '../support/outbox.ts';
import {
  ADMINISTRATOR_ACCESS,
  createAdministrator,
  createUser,
  createUserWithDevice,
  type Person,
  setUpOwner,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1, POLICY_2 } from '../support/seed-policies.ts';
import { withStoreFile } from '../support/store-file.ts';
import { EVERYTHING, policy, put } from '../support/user-policies.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);

const putAs = ({ client }: Person, UserName: string, PolicyDocument: unknown, PolicyName = 'own') =>
  client.action('PutUserPolicy', { UserName, PolicyName, PolicyDocument });

const stored = ({ name }: Person) =>
  withStoreFile(gateway, database =>
    database.prepare('select policies, policy_version from people where user_name = ?').get(name),
  );

async function namesOf({ name }: Person): Promise<string[]> {
  const answer = await owner.client.action<{ PolicyNames: string[] }>('ListUserPolicies', {
    UserName: name,
  });
  return data(answer).PolicyNames;
}

const READS = policy({ Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' });

describe("a user's own policies", () => {
  test('are put, shown as they were written, replaced, listed by name in pages, and deleted', async () => {
    const user = await createUser(gateway, owner);
    for (const name of ['b', 'a', 'c+=,.@-_']) await put(owner, user, POLICY_1, name);
    await put(administrator, user, POLICY_2, 'a');
    const { name: UserName } = user;
    const shown = await owner.client.action('GetUserPolicy', { UserName, PolicyName: 'a' });
    expect(data(shown)).toEqual({ UserName, PolicyName: 'a', PolicyDocument: POLICY_2 });
    const page = (input: object) => owner.client.action('ListUserPolicies', { UserName, ...input });
    expect(data(await page({}))).toEqual({ PolicyNames: ['a', 'b', 'c+=,.@-_'], IsTruncated: false });
    const first = data(await page({ MaxItems: 2 })) as { Marker: string };
    expect(first).toMatchObject({ PolicyNames: ['a', 'b'], IsTruncated: true });
    const second = data(await page({ MaxItems: 2, Marker: first.Marker }));
    expect(second).toEqual({ PolicyNames: ['c+=,.@-_'], IsTruncated: false });
    data(await owner.client.action('DeleteUserPolicy', { UserName, PolicyName: 'b' }));
    expect(await namesOf(user)).toEqual(['a', 'c+=,.@-_']);
    for (const action of ['GetUserPolicy', 'DeleteUserPolicy'])
      expectRefusal(await owner.client.action(action, { UserName, PolicyName: 'b' }), 404, 'NO_SUCH_ENTITY');
  });

  test('decide from the next request on, in the session that is open', async () => {
    const user = await createUserWithDevice(gateway, owner);
    expectRefusal(await user.client.action('ListUsers'), 403, 'ACCESS_DENIED');
    await put(owner, user, READS);
    data(await user.client.action('ListUsers'));
    data(
      await owner.client.action('PutUserPolicy', {
        UserName: user.name,
        PolicyName: 'but',
        PolicyDocument: policy({ Effect: 'Deny', Action: 'iam:List*', Resource: '*' }),
      }),
    );
    for (const action of ['ListUsers', 'ListMFADevices'])
      expectRefusal(await user.client.action(action), 403, 'ACCESS_DENIED');
  });

  test('are named __proto__ like anything else', async () => {
    const user = await createUser(gateway, owner);
    await put(owner, user, READS, '__proto__');
    expect(await namesOf(user)).toEqual(['__proto__']);
  });

  test('are told to him by mail when they change', async () => {
    const user = await createUser(gateway, owner);
    const mailbox = await withMailbox(owner, user);
    await put(owner, user, READS, 'reads-users');
    data(await owner.client.action('DeleteUserPolicy', { UserName: user.name, PolicyName: 'reads-users' }));
    const said = (await noticesTo(gateway, mailbox)).map(({ text }) => text).join('\n');
    expect(said).toContain('The policy reads-users was given to you.');
    expect(said).toContain('The policy reads-users was taken from you.');
  });

  test('are his to see where a policy says so, and nobody gives them to himself', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const own = 'arn:aws:iam::*:user/${aws:username}';
    expectRefusal(await user.client.action('ListUserPolicies'), 403, 'ACCESS_DENIED');
    await put(owner, user, policy({ Effect: 'Allow', Action: 'iam:*UserPol*', Resource: own }));
    expect(data(await user.client.action('ListUserPolicies'))).toMatchObject({ PolicyNames: ['own'] });
    data(await user.client.action('GetUserPolicy', { PolicyName: 'own' }));
    for (const who of [user, administrator]) {
      const UserName = who.name;
      expectRefusal(await putAs(who, UserName, READS), 403, 'ACCESS_DENIED');
      const named = { UserName, PolicyName: 'own' };
      expectRefusal(await who.client.action('DeleteUserPolicy', named), 403, 'ACCESS_DENIED');
    }
  });

  test('the owner has none', async () => {
    for (const [action, input] of [
      ['ListUserPolicies', {}],
      ['GetUserPolicy', { PolicyName: 'own' }],
    ] as const)
      expectRefusal(await owner.client.action(action, input), 400, 'INVALID_INPUT');
  });
});

describe('what is no policy is refused with each fault at its line, and nothing is stored:', async () => {
  const user = await createUser(gateway, owner);
  const lines = (...text: string[]) => text.join('\n');
  const deep = `${'['.repeat(4_000)}${']'.repeat(4_000)}`;
  const DOCUMENTS: [string, string, number, RegExp][] = [
    ['no JSON', '{"Version": "2012-10-17",\n"Statement": [}', 2, /No JSON/],
    ['a text', 'hello', 1, /No JSON/],
    ['a list', '[]', 1, /object/],
    ['an empty object', '{}', 1, /Statement is missing/],
    ['a deep one', deep, 1, /deeper/],
    ['a deep one that is cut off', '{"Statement":'.repeat(700), 1, /deeper/],
    [
      'an element that does not exist',
      lines(
        '{"Version":"2012-10-17","Statement":{',
        '"Effect":"Allow","Action":"*","Resource":"*",',
        '"Foo":1}}',
      ),
      3,
      /"Foo"/,
    ],
    [
      'a principal',
      lines(
        '{"Version":"2012-10-17","Statement":{',
        '"Principal":"*","Effect":"Allow","Action":"*","Resource":"*"}}',
      ),
      2,
      /principals/,
    ],
    [
      'a condition on a key that is never there',
      lines(
        '{"Version":"2012-10-17","Statement":{"Effect":"Deny","Action":"*","Resource":"*",',
        '"Condition":{"Bool":{"aws:SecureTransport":"false"}}}}',
      ),
      2,
      /aws:SecureTransport/,
    ],
    ['a member twice', lines('{"Statement":[],', '"Statement":[]}'), 2, /twice/],
    ['a comment', `${EVERYTHING} // all`, 1, /comments/],
    [
      'a control character',
      policy({ Sid: '\u0001', Effect: 'Allow', Action: '*', Resource: '*' }),
      1,
      /control characters/,
    ],
  ];

  test.each(DOCUMENTS)('%s (S3, MalformedPolicyDocument)', async (_, document, line, message) => {
    const before = stored(user);
    const answer = await putAs(owner, user.name, document);
    expectRefusal(answer, 400, 'MALFORMED_POLICY_DOCUMENT');
    const { faults = [], message: first } = answer.body.error;
    const fault = faults.find(fault => message.test(fault.message));
    expect(fault, answer.text).toMatchObject({ line, column: expect.any(Number) });
    expect(first).toBe(`Line ${faults[0]?.line}, column ${faults[0]?.column}: ${faults[0]?.message}`);
    expect(stored(user)).toEqual(before);
  });

  test('several faults are all told, in the order of their lines', async () => {
    const text = lines(
      '{"Version": "2012-10-18",',
      '"Statement": [{"Effect": "allow",',
      '"Action": "GetUser",',
      '"Resource": "user/*"}]}',
    );
    const { error } = (await putAs(owner, user.name, text)).body;
    expect(error.faults?.map(({ line }) => line)).toEqual([1, 2, 3, 4]);
    expect(await namesOf(user)).toEqual([]);
  });

  test('what is no text, no name, or too long for the reader is refused as a parameter', async () => {
    const before = stored(user);
    for (const document of [undefined, null, 7, '', {}, [EVERYTHING], `${EVERYTHING}${' '.repeat(10_240)}`])
      expectRefusal(await putAs(owner, user.name, document), 400, 'VALIDATION_ERROR');
    for (const name of ['', 'a b', 'ä', 'a/b', 'a'.repeat(129)])
      expectRefusal(await putAs(owner, user.name, EVERYTHING, name), 400, 'VALIDATION_ERROR');
    expect(stored(user)).toEqual(before);
  });

  test('more than 2,048 characters together, or 10,240 with white space, are over the limit', async () => {
    const user = await createUser(gateway, owner);
    const long = (length: number) => {
      const text = policy({ Sid: '', Effect: 'Deny', Action: 'iam:GetUser', Resource: '*' });
      return text.replace('"Sid":""', `"Sid":"${'a'.repeat(length - text.length)}"`);
    };
    await put(owner, user, long(1024), 'a');
    await put(owner, user, `${long(1024)}${' '.repeat(5_000)}`, 'b');
    const before = stored(user);
    for (const [name, document] of [
      ['c', long(150)],
      ['b', long(1025)],
      ['a', `${long(1024)}${' '.repeat(5_000)}`],
    ] as const)
      expectRefusal(await putAs(owner, user.name, document, name), 409, 'LIMIT_EXCEEDED');
    expect(stored(user)).toEqual(before);
  });
});

describe('the built-in policies', () => {
  test.each(['AdministratorAccess', 'ManageOwnMFA'])('%s is shown with its document', async name => {
    const PolicyArn = `arn:aws:iam::aws:policy/${name}`;
    const { Policy } = data(
      await administrator.client.action<{ Policy: object }>('GetPolicy', { PolicyArn }),
    );
    expect(Policy).toEqual({
      ...{ PolicyName: name, Arn: PolicyArn, Path: '/' },
      ...{ DefaultVersionId: 'v1', IsAttachable: true },
    });
    const version = await administrator.client.action<{ PolicyVersion: { Document: string } }>(
      'GetPolicyVersion',
      { PolicyArn, VersionId: 'v1' },
    );
    expect(JSON.parse(data(version).PolicyVersion.Document)).toMatchObject({ Version: '2012-10-17' });
    const later = await administrator.client.action('GetPolicyVersion', { PolicyArn, VersionId: 'v2' });
    expectRefusal(later, 404, 'NO_SUCH_ENTITY');
  });
});

describe('rights over others', () => {
  const LIMITED = policy({
    Effect: 'Allow',
    Action: [
      ...['iam:*UserPolicy', 'iam:ResetUserPassword', 'iam:DisableUser', 'iam:DeactivateMFADevice'],
      ...['iam:ResyncMFADevice', 'iam:SetUserRecovery', 'iam:CreateAPIKey', 'iam:GetUser'],
    ],
    Resource: '*',
  });

  test('with some, somebody acts on plain users, gives them policies about themselves, and no rights over others', async () => {
    const limited = await createUserWithDevice(gateway, owner);
    await put(owner, limited, LIMITED, 'limited');
    const user = await createUserWithDevice(gateway, owner);
    await put(limited, user, POLICY_1, 'first');
    data(await limited.client.action('ResetUserPassword', { UserName: user.name }));
    const before = stored(user);
    for (const document of [
      EVERYTHING,
      LIMITED,
      policy({ Effect: 'Allow', Action: 'iam:ResetUserPassword', Resource: 'arn:aws:iam::*:user/x' }),
      policy({ Effect: 'Allow', NotAction: 'iam:DeleteUser', Resource: '*' }),
      policy({ Effect: 'Allow', Action: 'iam:DisableUser', NotResource: 'arn:aws:iam::*:user/x' }),
    ])
      expectRefusal(await putAs(limited, user.name, document), 403, 'ACCESS_DENIED');
    const attach = { UserName: user.name, PolicyArn: ADMINISTRATOR_ACCESS };
    expectRefusal(await limited.client.action('AttachUserPolicy', attach), 403, 'ACCESS_DENIED');
    expect(stored(user)).toEqual(before);
  });

  test('with some, somebody does nothing to people who have any (A1)', async () => {
    const [limited, another] = [
      await createUserWithDevice(gateway, owner),
      await createUserWithDevice(gateway, owner),
    ];
    const full = await createAdministrator(gateway, owner);
    for (const user of [limited, another]) await put(owner, user, LIMITED, 'limited');
    for (const { name: UserName, device, client } of [full, another]) {
      const { serialNumber: SerialNumber } = device;
      for (const [action, input] of [
        ['ResetUserPassword', {}],
        ['DisableUser', {}],
        ['DeactivateMFADevice', { SerialNumber }],
        ['ResyncMFADevice', { SerialNumber, ...(await device.pairAt(device.now() + 100)) }],
        ['SetUserRecovery', { Recovery: 'allowed' }],
        ['CreateAPIKey', { Name: 'a way in' }],
        ['PutUserPolicy', { PolicyName: 'limited', PolicyDocument: READS }],
        ['DeleteUserPolicy', { PolicyName: 'limited' }],
        ['DetachUserPolicy', { PolicyArn: ADMINISTRATOR_ACCESS }],
      ] as const)
        expectRefusal(await limited.client.action(action, { UserName, ...input }), 403, 'ACCESS_DENIED');
      data(await limited.client.action('GetUser', { UserName }));
      data(await client.get('/api/session'));
    }
    // Whoever has all of them does.
    data(await full.client.action('ResetUserPassword', { UserName: another.name }));
  });

  test('coming of a policy, they make him an administrator', async () => {
    const user = await createUser(gateway, owner);
    await put(owner, user, LIMITED, 'limited');
    const shown = await owner.client.action<{ User: User }>('GetUser', { UserName: user.name });
    expect(data(shown).User.Administrator).toBe(true);
  });

  test.each([
    ['deleted', (user: Person) => owner.client.action('DeleteUserPolicy', own(user))],
    ['replaced by less', (user: Person) => putAs(owner, user.name, READS)],
  ])('gone with the policy, %s, they end his sessions', async (_, take) => {
    const user = await createUserWithDevice(gateway, owner);
    await put(owner, user, LIMITED);
    data(await user.client.get('/api/session'));
    data(await take(user));
    expectRefusal(await user.client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  });

  test('a request that arrives while its policy is taken away changes nothing', async () => {
    const user = await createUserWithDevice(gateway, owner);
    const victim = await createUser(gateway, owner);
    await put(owner, user, LIMITED);
    const input = { UserName: victim.name };
    const answer = await user.client.heldAction('DisableUser', input, async () =>
      data(await owner.client.action('DeleteUserPolicy', own(user))),
    );
    expectRefusal(answer, answer.status, ['NOT_SIGNED_IN', 'ACCESS_DENIED']);
    data(await victim.client.get('/api/session'));
  });
});

const own = ({ name }: Person) => ({ UserName: name, PolicyName: 'own' });

describe("two administrators change one user's policies at the same time", () => {
  const NAMES = Array.from({ length: 10 }, (_, at) => `policy-${at}`);

  test('and each change that was answered as done is there: none is lost', async () => {
    const user = await createUser(gateway, owner);
    const answers = await Promise.all(
      NAMES.map((name, at) => putAs(at % 2 ? owner : administrator, user.name, READS, name)),
    );
    const isDone = ({ status }: Answer) => status === 200;
    for (const answer of answers.filter(answer => !isDone(answer)))
      expectRefusal(answer, 409, 'CONCURRENT_MODIFICATION');
    const done = NAMES.filter((_, at) => answers[at] !== undefined && isDone(answers[at]));
    expect(done.length).toBeGreaterThan(0);
    expect(await namesOf(user)).toEqual(done);
  });

  test('the naive control, read then write, loses some of the same ten', async () => {
    let text = '{}';
    await Promise.all(
      NAMES.map(async name => {
        const read = JSON.parse(text);
        await new Promise(resolve => setImmediate(resolve));
        text = JSON.stringify({ ...read, [name]: READS });
      }),
    );
    expect(Object.keys(JSON.parse(text)).length).toBeLessThan(NAMES.length);
  });
});
