import { afterAll, describe, expect, test } from 'vitest';
import type { User } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createKey } from '../support/key-client.ts';
import { createAdministrator, createUserWithDevice, type Person, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1, POLICY_2 } from '../support/seed-policies.ts';
import { EVERYTHING, policy, put, putAlone } from '../support/user-policies.ts';

interface Result {
  EvalActionName: string;
  EvalResourceName: string;
  EvalDecision: string;
  MatchedStatements: {
    SourcePolicyId: string;
    SourcePolicyType: string;
    StartPosition: { Line: number; Column: number };
    EndPosition: { Line: number; Column: number };
  }[];
  MissingContextValues: string[];
}

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const administrator = await createAdministrator(gateway, owner);
const user = await createUserWithDevice(gateway, owner);
await putAlone(owner, user, POLICY_1);
const other = await createUserWithDevice(gateway, owner);

async function arnOf({ name }: Person): Promise<string> {
  return data(await owner.client.action<{ User: User }>('GetUser', { UserName: name })).User.Arn;
}
const arn = await arnOf(user);
const ownersArn = `${arn.slice(0, arn.lastIndexOf(':'))}:root`;

const ask = (who: Person, input: object) =>
  who.client.action<{ EvaluationResults: Result[]; IsTruncated: boolean }>('SimulatePrincipalPolicy', {
    PolicySourceArn: arn,
    ActionNames: ['iam:ResyncMFADevice'],
    ...input,
  });
const simulate = async (input: object, who: Person = owner) => data(await ask(who, input)).EvaluationResults;
const decisions = async (input: object) => (await simulate(input)).map(({ EvalDecision }) => EvalDecision);

const mfa = (present: string) => ({
  ContextKeyName: 'aws:MultiFactorAuthPresent',
  ContextKeyValues: [present],
  ContextKeyType: 'boolean',
});
/** The line of the document, from 1, on which the statement begins. */
const lineOf = (document: string, sid: string) =>
  document.slice(0, document.lastIndexOf('{', document.indexOf(sid))).split('\n').length;

describe('a policy is tried', () => {
  test('S0-18 S0-19: with MFA and without: allowed or denied, by which statement, at which line', async () => {
    const input = { ActionNames: ['iam:ListMFADevices', 'iam:GetUser'], ResourceArns: [arn] };
    const [listed, shown] = await simulate({ ...input, ContextEntries: [mfa('false')] });
    expect(listed).toMatchObject({
      ...{ EvalActionName: 'iam:ListMFADevices', EvalResourceName: arn, EvalDecision: 'allowed' },
      MatchedStatements: [{ SourcePolicyId: 'own', SourcePolicyType: 'user' }],
      MissingContextValues: [],
    });
    expect(shown).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [
        {
          StartPosition: {
            Line: lineOf(POLICY_1, 'BlockAllExceptListedIfNoMFA'),
            Column: expect.any(Number),
          },
        },
      ],
    });
    const [start, end] = [
      shown?.MatchedStatements[0]?.StartPosition.Line ?? 0,
      shown?.MatchedStatements[0]?.EndPosition.Line ?? 0,
    ];
    expect(end).toBeGreaterThan(start);
    expect(await decisions({ ...input, ContextEntries: [mfa('true')] })).toEqual(['allowed', 'implicitDeny']);
    // Absent, as with a long-term key.
    expect(await decisions(input)).toEqual(['allowed', 'explicitDeny']);
  });

  test('for each action on each resource; without one, on anything', async () => {
    const others = await arnOf(other);
    const results = await simulate({
      ActionNames: ['iam:ListMFADevices', 'iam:ResyncMFADevice'],
      ResourceArns: [arn, others],
    });
    expect(results.map(one => [one.EvalActionName, one.EvalResourceName, one.EvalDecision])).toEqual([
      ['iam:ListMFADevices', arn, 'allowed'],
      ['iam:ListMFADevices', others, 'implicitDeny'],
      ['iam:ResyncMFADevice', arn, 'allowed'],
      ['iam:ResyncMFADevice', others, 'implicitDeny'],
    ]);
    const [anything] = await simulate({ ActionNames: ['iam:ListVirtualMFADevices'] });
    expect(anything).toMatchObject({ EvalResourceName: '*', EvalDecision: 'allowed' });
  });

  test('before it is stored, beside what the user has or in the place of the one that it replaces', async () => {
    const input = { ActionNames: ['iam:GetUser'], ResourceArns: [arn], PolicyInputList: [POLICY_2] };
    const [beside] = await simulate(input);
    expect(beside).toMatchObject({
      EvalDecision: 'explicitDeny',
      MatchedStatements: [{ SourcePolicyId: 'own' }],
    });
    const [instead] = await simulate({ ...input, ReplacedPolicyName: 'own' });
    expect(instead).toMatchObject({
      EvalDecision: 'allowed',
      MatchedStatements: [
        {
          ...{ SourcePolicyId: 'PolicyInputList.1', SourcePolicyType: 'none' },
          StartPosition: { Line: lineOf(POLICY_2, 'AllowManageOwnUserMFA') },
        },
      ],
    });
    const stored = await owner.client.action('GetUserPolicy', { UserName: user.name, PolicyName: 'own' });
    expect(data(stored)).toMatchObject({ PolicyDocument: POLICY_1 });
  });

  test('with the built-in ones that the user has', async () => {
    const PolicySourceArn = await arnOf(other);
    const results = await simulate({ PolicySourceArn, ResourceArns: [PolicySourceArn] });
    expect(results).toMatchObject([
      { MatchedStatements: [{ SourcePolicyId: 'ManageOwnMFA', SourcePolicyType: 'aws-managed' }] },
    ]);
  });

  test('with an age of the proof, and an address that the request comes from', async () => {
    const tried = policy(
      {
        ...{ Effect: 'Allow', Action: 'iam:GetAccount', Resource: '*' },
        Condition: { NumericLessThan: { 'aws:MultiFactorAuthAge': '300' } },
      },
      {
        ...{ Effect: 'Allow', Action: 'iam:ListUsers', Resource: '*' },
        Condition: { IpAddress: { 'aws:SourceIp': '192.0.2.0/24' } },
      },
    );
    const entry = (ContextKeyName: string, value: string) => ({ ContextKeyName, ContextKeyValues: [value] });
    const decide = (...ContextEntries: object[]) =>
      decisions({
        ActionNames: ['iam:GetAccount', 'iam:ListUsers'],
        ...{ PolicyInputList: [tried], ReplacedPolicyName: 'own', ContextEntries },
      });
    const [no, yes] = ['implicitDeny', 'allowed'];
    expect(await decide()).toEqual([no, no]);
    expect(await decide(mfa('true'))).toEqual([yes, no]);
    expect(await decide(mfa('true'), entry('AWS:multifactorauthage', '300'))).toEqual([no, no]);
    expect(await decide(mfa('true'), entry('aws:MultiFactorAuthAge', '299'))).toEqual([yes, no]);
    expect(await decide(entry('aws:SourceIp', '192.0.2.7'))).toEqual([no, yes]);
  });

  test('and decides as the gate does', async () => {
    const key = await createKey(gateway, owner, { UserName: user.name });
    const actions = ['ListMFADevices', 'ListVirtualMFADevices', 'GetUser', 'ListSessions', 'GetAccount'];
    for (const name of actions) {
      const about = ['ListVirtualMFADevices', 'GetAccount'].includes(name) ? '*' : arn;
      const [decision] = await decisions({ ActionNames: [`iam:${name}`], ResourceArns: [about] });
      const answer = await key.action(name);
      expect([name, answer.status], answer.text).toEqual([name, decision === 'allowed' ? 200 : 403]);
    }
  });
});

describe('who may try it', () => {
  test('administrators, about any user; users about themselves where a policy says so; keys, too', async () => {
    expect(await simulate({}, administrator)).toHaveLength(1);
    expectRefusal(await ask(user, {}), 403, 'ACCESS_DENIED');
    const curious = await createUserWithDevice(gateway, owner);
    const [own, others] = [await arnOf(curious), await arnOf(other)];
    const allowed = {
      Effect: 'Allow',
      Action: 'iam:Simulate*',
      Resource: 'arn:aws:iam::*:user/${aws:username}',
    };
    await put(owner, curious, policy(allowed));
    expect(await simulate({ PolicySourceArn: own }, curious)).toHaveLength(1);
    expectRefusal(await ask(curious, { PolicySourceArn: others }), 403, 'ACCESS_DENIED');
    const unknown = `${others}-unknown`;
    expectRefusal(await ask(curious, { PolicySourceArn: unknown }), 403, 'ACCESS_DENIED');
    expectRefusal(await ask(administrator, { PolicySourceArn: unknown }), 404, 'NO_SUCH_ENTITY');
    const key = await createKey(gateway, administrator);
    data(await key.action('SimulatePrincipalPolicy', { PolicySourceArn: arn, ActionNames: ['iam:GetUser'] }));
  });

  test('the owner is above policies, and nobody else asks about him', async () => {
    const [result] = await simulate({ PolicySourceArn: ownersArn, ActionNames: ['iam:DeleteUser'] });
    expect(result).toMatchObject({ EvalDecision: 'allowed', MatchedStatements: [] });
    const answer = await ask(administrator, { PolicySourceArn: ownersArn });
    expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
  });

  test('an ARN of another account, or with another path, names nobody', async () => {
    const foreign = arn.replace(/:\d{12}:/, ':999999999999:');
    for (const PolicySourceArn of [foreign, arn.replace('user/', 'user/path/')])
      expectRefusal(await ask(owner, { PolicySourceArn }), 404, 'NO_SUCH_ENTITY');
  });
});

describe('is refused, and decides nothing:', () => {
  test('a policy that is none, with its faults', async () => {
    const answer = await ask(owner, { PolicyInputList: [EVERYTHING, '{"Statement":[]}'] });
    expectRefusal(answer, 400, 'MALFORMED_POLICY_DOCUMENT');
    expect(answer.body.error.faults).toHaveLength(1);
  });

  test('what could not be stored either', async () => {
    const many = Array.from({ length: 16 }, () => EVERYTHING);
    expectRefusal(await ask(owner, { PolicyInputList: many }), 409, 'LIMIT_EXCEEDED');
  });

  test('more than 32 results, each of which costs a reading of all policies', async () => {
    const ActionNames = ['iam:GetUser', 'iam:ListUsers', 'iam:GetAccount'];
    const ResourceArns = Array.from({ length: 11 }, (_, at) => `arn:aws:iam::123456789012:user/${at}`);
    expectRefusal(await ask(owner, { ActionNames, ResourceArns }), 400, 'INVALID_INPUT');
    data(await ask(owner, { ActionNames, ResourceArns: ResourceArns.slice(0, 10) }));
    const names = Array.from({ length: 33 }, (_, at) => `iam:Get${at}`);
    expectRefusal(await ask(owner, { ActionNames: names }), 400, 'VALIDATION_ERROR');
  });

  test('the same action or resource twice', async () => {
    const twice = { ActionNames: ['iam:GetUser', 'IAM:getuser'] };
    expectRefusal(await ask(owner, twice), 400, 'INVALID_INPUT');
    expectRefusal(await ask(owner, { ResourceArns: ['*', '*'] }), 400, 'INVALID_INPUT');
  });

  test.each<[string, object]>([
    ['no ARN of a user', { PolicySourceArn: 'alice' }],
    ['a device', { PolicySourceArn: 'arn:aws:iam::123456789012:mfa/alice' }],
    ['no action', { ActionNames: [] }],
    ['an action with a wildcard', { ActionNames: ['iam:*'] }],
    ['a resource that is none', { ResourceArns: ['alice'] }],
    ['a key that no request has', { ContextEntries: [{ ...mfa('true'), ContextKeyName: 'aws:username' }] }],
    ['a value that the key never has', { ContextEntries: [mfa('yes')] }],
    ['a key twice', { ContextEntries: [mfa('true'), mfa('false')] }],
    ['two values', { ContextEntries: [{ ...mfa('true'), ContextKeyValues: ['true', 'false'] }] }],
    ['a member that AWS has and we do not', { CallerArn: 'arn:aws:iam::123456789012:user/alice' }],
  ])('%s', async (_, input) => {
    expectRefusal(await ask(owner, input), 400, 'VALIDATION_ERROR');
  });
});
