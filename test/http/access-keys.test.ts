import { afterAll, describe, expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import { noticesTo } from '../support/outbox.ts';
import {
  ADMINISTRATOR_ACCESS,
  beginSignIn,
  createAdministrator,
  createUser,
  createUserWithDevice,
  enrolVirtual,
  setUpOwner,
  withMailbox,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

/* Access keys and who asks, by the JSON surface; what is signed with them is in session-credentials.test.ts. */

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const user = await createUserWithDevice(gateway, owner);
const stranger = await createUserWithDevice(gateway, owner);

interface AccessKey {
  UserName: string;
  AccessKeyId: string;
  Status: string;
  SecretAccessKey: string;
}
const create = async (client: Client, input: object = {}) =>
  data(await client.action<{ AccessKey: AccessKey }>('CreateAccessKey', input)).AccessKey;
type Entry = Omit<AccessKey, 'SecretAccessKey'> & { CreatedByOther: boolean };
const list = async (client: Client, input: object = {}) =>
  data(
    await client.action<{ AccessKeyMetadata: Entry[]; IsTruncated: boolean; Marker?: string }>(
      'ListAccessKeys',
      input,
    ),
  );
const lastUsed = (client: Client, AccessKeyId: string) =>
  client.action('GetAccessKeyLastUsed', { AccessKeyId });
const UNKNOWN = 'AKIAQQQQQQQQQQQQQQQQ';

describe('an access key (contract 4.10)', () => {
  test('is shown with its secret once, told of by mail, and its secret is stored sealed alone (F16)', async () => {
    const person = await createUserWithDevice(gateway, owner);
    const mailbox = await withMailbox(owner, person);
    const key = await create(person.client);
    expect(key).toEqual({
      UserName: person.name,
      AccessKeyId: expect.stringMatching(/^AKIA[A-Z2-7]{16}$/),
      Status: 'Active',
      SecretAccessKey: expect.stringMatching(/^[\w+/]{40}$/),
      CreateDate: expect.any(String),
    });
    const told = JSON.stringify(await noticesTo(gateway, mailbox));
    expect(told).toContain(key.AccessKeyId);
    const listed = JSON.stringify(await list(person.client));
    const stored = withStoreFile(gateway, database =>
      database
        .prepare<[], string>("select name from sqlite_master where type = 'table'")
        .pluck()
        .all()
        .map(table => JSON.stringify(database.prepare(`select * from "${table}"`).all()))
        .join(),
    );
    expect(stored).toContain(key.AccessKeyId);
    for (const text of [told, listed, stored, gateway.output()])
      expect(text).not.toContain(key.SecretAccessKey);
    const logged = withStoreFile(gateway, database =>
      database
        .prepare("select count(*) from audit_log where event = 'CreateAccessKey' and resource = ?")
        .pluck()
        .get(key.AccessKeyId),
    );
    expect(logged).toBe(1);
  });

  test('is one of two at most; they are listed in pages, oldest first (7.6)', async () => {
    const person = await createUserWithDevice(gateway, owner);
    const [first, second] = [
      await create(person.client),
      await create(administrator.client, { UserName: person.name }),
    ];
    expectRefusal(await person.client.action('CreateAccessKey'), 409, 'LIMIT_EXCEEDED');
    const page = await list(person.client, { MaxItems: 1 });
    expect(page).toMatchObject({
      IsTruncated: true,
      AccessKeyMetadata: [{ AccessKeyId: first.AccessKeyId }],
    });
    const rest = await list(person.client, { Marker: page.Marker });
    expect(rest).toMatchObject({
      IsTruncated: false,
      AccessKeyMetadata: [{ AccessKeyId: second.AccessKeyId, UserName: person.name, CreatedByOther: true }],
    });
    data(await person.client.action('DeleteAccessKey', { AccessKeyId: first.AccessKeyId }));
    expect((await list(person.client, { Marker: page.Marker })).AccessKeyMetadata).toHaveLength(1);
    await create(person.client);
  });

  test('is switched off and on, and deleted', async () => {
    const { AccessKeyId } = await create(user.client);
    const statusOf = async () => (await list(user.client)).AccessKeyMetadata[0]?.Status;
    for (const Status of ['Inactive', 'Inactive', 'Active']) {
      data(await user.client.action('UpdateAccessKey', { AccessKeyId, Status }));
      expect(await statusOf()).toBe(Status);
    }
    const unknown = await user.client.action('UpdateAccessKey', { AccessKeyId, Status: 'Expired' });
    expectRefusal(unknown, 400, 'VALIDATION_ERROR');
    data(await user.client.action('DeleteAccessKey', { AccessKeyId }));
    expect((await list(user.client)).AccessKeyMetadata).toEqual([]);
    expectRefusal(await user.client.action('DeleteAccessKey', { AccessKeyId }), 404, 'NO_SUCH_ENTITY');
    const gone = await user.client.action('UpdateAccessKey', { AccessKeyId, Status: 'Active' });
    expectRefusal(gone, 404, 'NO_SUCH_ENTITY');
  });

  test('of somebody else is not found, not changed and not deleted by its id (C7)', async () => {
    const { AccessKeyId } = await create(user.client);
    for (const [name, more] of [
      ['DeleteAccessKey', {}],
      ['UpdateAccessKey', { Status: 'Inactive' }],
    ] as const) {
      const input = { AccessKeyId, ...more };
      expectRefusal(await stranger.client.action(name, input), 404, 'NO_SUCH_ENTITY');
      const named = await stranger.client.action(name, { UserName: user.name, ...input });
      expectRefusal(named, 403, 'ACCESS_DENIED');
      const misnamed = await administrator.client.action(name, { UserName: stranger.name, ...input });
      expectRefusal(misnamed, 404, 'NO_SUCH_ENTITY');
    }
    expect((await list(user.client)).AccessKeyMetadata).toMatchObject([{ AccessKeyId, Status: 'Active' }]);
    data(await administrator.client.action('DeleteAccessKey', { UserName: user.name, AccessKeyId }));
  });

  test("is never the owner's, and of whoever administers only his own (A1)", async () => {
    const none = await owner.client.action('CreateAccessKey');
    expectRefusal(none, 400, 'INVALID_INPUT');
    expect(none.body.error.message).toMatch(/^The owner has no access keys/);
    expect((await list(owner.client)).AccessKeyMetadata).toEqual([]);
    const forHim = await owner.client.action('CreateAccessKey', { UserName: administrator.name });
    expectRefusal(forHim, 403, 'ACCESS_DENIED');
    await create(administrator.client);
  });

  test('is made with a fresh proof of a device alone (A6)', async () => {
    const person = await createUser(gateway, owner);
    const { client } = await beginSignIn(gateway, person);
    await enrolVirtual(client);
    expectRefusal(await client.action('CreateAccessKey'), 403, 'STEP_UP_REQUIRED');
    expect((await list(client)).AccessKeyMetadata).toEqual([]);
  });

  test('made for others ends with the rights to make it (A1)', async () => {
    const maker = await createAdministrator(gateway, owner);
    const person = await createUserWithDevice(gateway, owner);
    await create(maker.client, { UserName: person.name });
    const own = await create(person.client);
    const demotion = { UserName: maker.name, PolicyArn: ADMINISTRATOR_ACCESS };
    data(await owner.client.action('DetachUserPolicy', demotion));
    expect((await list(person.client)).AccessKeyMetadata).toMatchObject([{ AccessKeyId: own.AccessKeyId }]);
  });
});

describe('GetAccessKeyLastUsed (contract 4.10)', () => {
  test('of a key that nobody has used says N/A, to its user and to whoever may act on him', async () => {
    const { AccessKeyId } = await create(user.client);
    for (const { client } of [user, administrator, owner]) {
      expect(data(await lastUsed(client, AccessKeyId))).toEqual({
        UserName: user.name,
        AccessKeyLastUsed: { ServiceName: 'N/A', Region: 'N/A' },
      });
    }
    const program = await createKey(gateway, user);
    data(await program.action('GetAccessKeyLastUsed', { AccessKeyId }));
  });

  test("tells a stranger nothing: somebody else's key and one that is none look alike (C7)", async () => {
    const { AccessKeyId } = await create(user.client);
    const theirs = await lastUsed(stranger.client, AccessKeyId);
    const unknown = await lastUsed(stranger.client, UNKNOWN);
    for (const answer of [theirs, unknown]) expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
    expect(theirs.body.error.message).toBe(unknown.body.error.message);
    expectRefusal(await lastUsed(administrator.client, UNKNOWN), 404, 'NO_SUCH_ENTITY');
  });

  test('of a key of another account is not found, by its owner either (C7)', async () => {
    const { AccessKeyId } = await create(stranger.client);
    const move = (to: string) =>
      withStoreFile(gateway, database =>
        database.prepare('update people set account_id = ? where user_name = ?').run(to, stranger.name),
      );
    const { accountId } = withStoreFile(gateway, database =>
      database.prepare('select id as accountId from accounts').get(),
    ) as { accountId: string };
    move('999999999999');
    expectRefusal(await lastUsed(owner.client, AccessKeyId), 404, 'NO_SUCH_ENTITY');
    move(accountId);
    data(await lastUsed(owner.client, AccessKeyId));
  });
});

describe('STS by other credentials than access keys (contract 5)', () => {
  test('GetCallerIdentity says who asks: a user, the owner as the account, an API key as its person', async () => {
    const identity = async (client: Pick<Client, 'action'>) =>
      data(await client.action<{ UserId: string; Account: string; Arn: string }>('GetCallerIdentity'));
    const own = await identity(user.client);
    expect(own).toEqual({
      UserId: expect.stringMatching(/^AIDA[A-Z2-7]{17}$/),
      Account: expect.stringMatching(/^\d{12}$/),
      Arn: `arn:aws:iam::${own.Account}:user/${user.name}`,
    });
    expect(await identity((await createKey(gateway, user)) as unknown as Client)).toEqual(own);
    expect(await identity(owner.client)).toEqual({
      UserId: own.Account,
      Account: own.Account,
      Arn: `arn:aws:iam::${own.Account}:root`,
    });
  });

  test('GetSessionToken gives them nothing', async () => {
    for (const client of [user.client, owner.client, await createKey(gateway, user)])
      expectRefusal(await client.action('GetSessionToken'), 403, 'ACCESS_DENIED');
  });
});
