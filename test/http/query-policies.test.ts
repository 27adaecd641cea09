import { afterAll, expect, test } from 'vitest';
import { accessKeyOf } from '../support/access-keys.ts';
import { AwsClient, type QueryAnswer } from '../support/aws-client.ts';
import { startGateway } from '../support/gateway.ts';
import { createAdministrator, createUserWithDevice, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1, POLICY_2 } from '../support/seed-policies.ts';
import { putAlone } from '../support/user-policies.ts';

/* Policies as clients of AWS ask for them: signed, as a form, answered in XML. */

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const user = await createUserWithDevice(gateway, owner);
const key = new AwsClient(gateway, await accessKeyOf(administrator));

/** What GetSessionToken gives for a code. */
const given = await administrator.device.spend(code =>
  key.action(
    'GetSessionToken',
    { SerialNumber: administrator.device.serialNumber, TokenCode: code },
    { service: 'sts' },
  ),
);
const credentials = (given.result as { Credentials: Record<string, string> }).Credentials;
const withMfa = new AwsClient(gateway, {
  accessKeyId: credentials.AccessKeyId ?? '',
  secretAccessKey: credentials.SecretAccessKey ?? '',
});
const ask = (name: string, input: Record<string, string>) =>
  withMfa.action(name, input, { sessionToken: credentials.SessionToken ?? '' });
const named = { UserName: user.name, PolicyName: 'own' };

function expectError(answer: QueryAnswer, status: number, code: string, message: RegExp): void {
  expect([answer.status, answer.error?.Code], answer.text).toEqual([status, code]);
  expect(answer.error?.Message).toMatch(message);
}

test.each([
  ['S0-12', POLICY_1],
  ['S2-15', POLICY_2],
])('%s: the document is put verbatim, and comes back as clients decode it (RFC 3986)', async (_, document) => {
  const put = await ask('PutUserPolicy', { ...named, PolicyDocument: document });
  expect(put.status, put.text).toBe(200);
  const { PolicyDocument = '' } = (await ask('GetUserPolicy', named)).result as { PolicyDocument?: string };
  expect(PolicyDocument).toMatch(/^[\w.~%-]+$/);
  expect(decodeURIComponent(PolicyDocument)).toBe(document);
});

test('what is no policy is MalformedPolicyDocument, with the line of the first fault', async () => {
  const answer = await ask('PutUserPolicy', { ...named, PolicyDocument: '{\n"Foo": "\u0001"}' });
  expectError(answer, 400, 'MalformedPolicyDocument', /^Line 2, column \d+: /);
});

test('contract 6: a limit is told in the sentence that AWS has for it', async () => {
  const Resource = Array.from(
    { length: 60 },
    (_, at) => `arn:aws:iam::*:user/some-body-of-a-long-name-${at}`,
  );
  const document = { Statement: { Effect: 'Deny', Action: '*', Resource } };
  const answer = await ask('PutUserPolicy', { ...named, PolicyDocument: JSON.stringify(document) });
  expectError(answer, 409, 'LimitExceeded', /^Maximum policy size of 2048 bytes exceeded for user /);
  const missing = await ask('DeleteUserPolicy', { ...named, PolicyName: 'none' });
  expectError(missing, 404, 'NoSuchEntity', /^The user policy with name none cannot be found\.$/);
});

test('a long-term key gives nobody a policy (S2-52)', async () => {
  const answer = await key.action('PutUserPolicy', { ...named, PolicyDocument: POLICY_1 });
  expectError(answer, 403, 'AccessDenied', /authenticated with an MFA device/);
});

test('a policy is tried with lists and context entries as AWS writes them', async () => {
  const shown = (await ask('GetUser', { UserName: user.name })).result as { User: { Arn: string } };
  const input = {
    PolicySourceArn: shown.User.Arn,
    'ActionNames.member.1': 'iam:GetUser',
    'ResourceArns.member.1': shown.User.Arn,
    'PolicyInputList.member.1': POLICY_1,
    'ContextEntries.member.1.ContextKeyName': 'aws:MultiFactorAuthPresent',
    'ContextEntries.member.1.ContextKeyValues.member.1': 'false',
    'ContextEntries.member.1.ContextKeyType': 'boolean',
  };
  const answer = await ask('SimulatePrincipalPolicy', input);
  expect(answer.text).toContain('<EvalDecision>explicitDeny</EvalDecision>');
  expect(answer.text).toContain('<SourcePolicyId>PolicyInputList.1</SourcePolicyId>');
});

test('S0-18 S0-23: with a long-term key MFA is absent: what is listed works, and nothing else', async () => {
  const other = await createUserWithDevice(gateway, owner);
  const own = new AwsClient(gateway, await accessKeyOf(other));
  await putAlone(owner, other, POLICY_1);
  for (const name of ['ListMFADevices', 'ListVirtualMFADevices'])
    expect((await own.action(name)).status, name).toBe(200);
  const { serialNumber: SerialNumber } = other.device;
  const pair = await other.device.pairAt(other.device.nextStep());
  expect((await own.action('ResyncMFADevice', { UserName: other.name, SerialNumber, ...pair })).status).toBe(
    200,
  );
  expectError(
    await own.action('GetUser'),
    403,
    'AccessDenied',
    /with an explicit deny in an identity-based policy$/,
  );
});
