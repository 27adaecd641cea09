import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { type Connection, done, type Outcome } from '../support/aws/client.ts';
import { expectNoOutput, expectRefused } from '../support/aws/expectations.ts';
import { openSession } from '../support/aws/open-session.ts';
import { startPrograms } from '../support/aws/programs.ts';
import { startProxy } from '../support/aws/proxy.ts';
import { startGateway } from '../support/gateway.ts';
import { ADMINISTRATOR_ACCESS, createAdministrator, newPassword, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1 } from '../support/seed-policies.ts';

const gateway = await startGateway({ runtime });
const [proxy, programs] = await Promise.all([startProxy(gateway), startPrograms()]);
afterAll(() => Promise.all([programs.stop(), proxy.stop(), gateway.stop()]));
const owner = await setUpOwner(gateway);

describe.each(
  programs.all.map(program => ({ program, name: program.name })),
)('contract 4.10: an administrator with $name', ({ program }) => {
  const UserName = `made-by-${program.name}`;
  let admin: Connection;
  let made: Connection;
  let password: string;
  const call = (operation: string, input = {}) => program.call(admin, operation, input);
  const change = async (operation: string, input = {}) =>
    expectNoOutput(program, await call(operation, input));

  beforeAll(async () => {
    const administrator = await createAdministrator(gateway, owner);
    password = administrator.password;
    const key = { endpoint: proxy.endpoint, credentials: await accessKeyOf(administrator) };
    admin = await openSession(program, key, {
      SerialNumber: administrator.device.serialNumber,
      TokenCode: await administrator.device.next(),
    });
  });

  test('makes a user, whom the waiter finds; a second one of the name is none', async () => {
    const { User } = done(await call('CreateUser', { UserName }));
    expect(User).toMatchObject({ UserName, Path: '/', UserId: expect.stringMatching(/^AIDA/) });
    done(await program.waitForUser(admin, UserName));
    const sentence = `User with name ${UserName} already exists.`;
    expectRefused(
      program,
      await call('CreateUser', { UserName }),
      'EntityAlreadyExists',
      sentence,
      'modelled',
    );
  });

  // These two before the keys: a password that is given ends those that there are, administration those made by others.
  test('attaches a built-in policy, lists it, and takes it away', async () => {
    const policy = { UserName, PolicyArn: ADMINISTRATOR_ACCESS };
    const attached = async () => {
      const { AttachedPolicies } = done(await call('ListAttachedUserPolicies', { UserName }));
      return (AttachedPolicies as { PolicyName: string }[]).map(({ PolicyName }) => PolicyName);
    };
    await change('AttachUserPolicy', policy);
    expect(await attached()).toEqual(['AdministratorAccess', 'ManageOwnMFA']);
    await change('DetachUserPolicy', policy);
    expect(await attached()).toEqual(['ManageOwnMFA']);
  });

  test('gives the user a password, changes it, and takes it away', async () => {
    const made = done(await call('CreateLoginProfile', { UserName, Password: newPassword() }));
    expect(made.LoginProfile).toMatchObject({ UserName });
    await change('UpdateLoginProfile', { UserName, Password: newPassword() });
    done(await call('GetLoginProfile', { UserName }));
    await change('DeleteLoginProfile', { UserName });
    const sentence = `Login Profile for User ${UserName} cannot be found.`;
    const gone = await call('GetLoginProfile', { UserName });
    expectRefused(program, gone, 'NoSuchEntity', sentence, 'modelled');
  });

  test('makes the user two keys, and no third', async () => {
    const { AccessKey } = done(await call('CreateAccessKey', { UserName }));
    const { AccessKeyId = '', SecretAccessKey = '' } = AccessKey as Record<string, string>;
    const credentials = { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey };
    made = { endpoint: proxy.endpoint, credentials };
    done(await call('CreateAccessKey', { UserName }));
    const third = await call('CreateAccessKey', { UserName });
    const sentence = 'Cannot exceed quota for AccessKeysPerUser: 2';
    expectRefused(program, third, 'LimitExceeded', sentence, 'modelled');
    expect(done(await call('ListAccessKeys', { UserName })).AccessKeyMetadata).toHaveLength(2);
    const { Arn } = done(await program.call(made, 'GetCallerIdentity'));
    expect(Arn).toMatch(new RegExp(`:user/${UserName}$`));
  });

  test("puts the vendor's policy, reads the same document, and the user's key obeys it", async () => {
    const policy = { UserName, PolicyName: 'seed-000' };
    await change('PutUserPolicy', { ...policy, PolicyDocument: POLICY_1 });
    const { PolicyDocument } = done(await call('GetUserPolicy', policy));
    expect(documentOf(PolicyDocument)).toEqual(JSON.parse(POLICY_1));
    expect(done(await call('ListUserPolicies', { UserName })).PolicyNames).toEqual(['seed-000']);
    expect(done(await program.call(made, 'ListMFADevices')).MFADevices).toEqual([]);
    const denied = await program.call(made, 'ListUsers');
    expectRefused(program, denied, 'AccessDenied', /with an explicit deny in an identity-based policy$/);
  });

  test('7.6: lists users page by page, everybody once, the owner never', async () => {
    const { Users } = done(await program.pages(admin, 'ListUsers', 2));
    const names = (Users as { UserName: string }[]).map(user => user.UserName);
    expect(names).toContain(UserName);
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain(owner.name);
  });

  test('changes his own password', async () => {
    const passwords = { OldPassword: password, NewPassword: newPassword() };
    await change('ChangePassword', passwords);
    const weak = { OldPassword: passwords.NewPassword, NewPassword: '12345678' };
    expectRefused(program, await call('ChangePassword', weak), 'PasswordPolicyViolation', /./, 'modelled');
  });

  test('reads the summary of the account as numbers', async () => {
    const { SummaryMap } = done(await call('GetAccountSummary'));
    expect(SummaryMap).toMatchObject({
      AccountMFAEnabled: 1,
      AccessKeysPerUserQuota: 2,
      Users: expect.any(Number),
    });
  });

  test('gives the account an alias, and takes it away', async () => {
    const alias = { AccountAlias: `alias-of-${program.name}` };
    await change('CreateAccountAlias', alias);
    expect(done(await call('ListAccountAliases')).AccountAliases).toEqual([alias.AccountAlias]);
    await change('DeleteAccountAlias', alias);
    expect(done(await call('ListAccountAliases')).AccountAliases).toEqual([]);
  });

  test('renames the user, and deletes him when nothing is his any more', async () => {
    const renamed = { UserName: `renamed-${UserName}` };
    await change('UpdateUser', { UserName, NewUserName: renamed.UserName });
    const refuses = async (what: string) =>
      expectRefused(
        program,
        await call('DeleteUser', renamed),
        'DeleteConflict',
        `Cannot delete entity, must delete ${what} first.`,
        'modelled',
      );
    await refuses('access keys');
    for (const AccessKeyId of keysIn(await call('ListAccessKeys', renamed)))
      await change('DeleteAccessKey', { ...renamed, AccessKeyId });
    await refuses('policies');
    await change('DeleteUserPolicy', { ...renamed, PolicyName: 'seed-000' });
    await change('DeleteUser', renamed);
    const sentence = `The user with name ${renamed.UserName} cannot be found.`;
    expectRefused(program, await call('GetUser', renamed), 'NoSuchEntity', sentence, 'modelled');
    const key = await program.call(made, 'GetCallerIdentity');
    expectRefused(program, key, 'InvalidClientTokenId', /./);
  });
});

/** The CLI and boto3 decode it and read its JSON; the SDK for JavaScript leaves both to its caller. */
function documentOf(shown: unknown): unknown {
  return typeof shown === 'string' ? JSON.parse(decodeURIComponent(shown)) : shown;
}

function keysIn({ output }: Outcome): string[] {
  return (output.AccessKeyMetadata as { AccessKeyId: string }[]).map(({ AccessKeyId }) => AccessKeyId);
}
