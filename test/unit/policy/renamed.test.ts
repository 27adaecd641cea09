import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSeal, digest, random } from '../../../src/adapters/crypto/node.ts';
import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import type { Action } from '../../../src/core/actions/action.ts';
import { perform } from '../../../src/core/actions/perform.ts';
import { actions } from '../../../src/core/actions/table.ts';
import { policiesText } from '../../../src/core/policy/policies.ts';
import type { Context } from '../../../src/core/ports.ts';
import { account, NOW, user } from '../store/cast.ts';
import { GatewayFile } from '../store/gateway-file.ts';
import { ACTOR, BOB, prepare } from '../store/verbs.ts';

/*
 * Policies name people and devices by their ARNs. Whoever can change an ARN, or spell it otherwise, must not get past
 * what they say.
 */

let file: GatewayFile;
let restore: () => void;
beforeAll(async () => {
  file = new GatewayFile();
  await prepare(file);
  restore = file.keep();
});
beforeEach(() => restore());
afterAll(() => file.delete());

const arn = (rest: string) => `arn:aws:iam::${account.id}:${rest}`;
const statement = (Effect: string, Action: string, Resource: string) => ({ Effect, Action, Resource });

/** Carries out an action by an administrator's key, under these statements. */
async function act(name: keyof typeof actions, input: object, statements: object[]): Promise<unknown> {
  const document = JSON.stringify({ Version: '2012-10-17', Statement: statements });
  const policies = policiesText({ attached: [], inline: new Map([['own', document]]) });
  const busy = () => Promise.reject(new Error('no password is needed'));
  const context: Context = {
    ...{ now: NOW, random, digest, tokenCiphers, store: file.first.store, sendsMail: true, phone: undefined },
    seal: createSeal([{ id: 'k1', bytes: new Uint8Array(32).fill(7) }]),
    passwords: { hash: busy, verify: busy, outdated: () => false },
    caller: { requestId: 'request', address: '203.0.113.7', place: undefined, userAgent: 'test' },
    webhooks: { check: async () => false, post: async () => 500 },
    relyingParty: { id: 'localhost', name: 'Gateway', origin: 'http://localhost' },
  };
  file.raw.prepare('update people set policies = ? where id = ?').run(policies, ACTOR);
  const person = { ...user(ACTOR, 'admin'), policies };
  const action: Action = actions[name];
  return perform(context, action, { by: 'api-key', keyId: 'his', person, account, devices: 0 }, { ...input });
}

beforeEach(() =>
  file.raw.prepare("insert into api_keys select 'his', 'hash', ?, 'his', 1, ?, null, null").run(ACTOR, ACTOR),
);

describe('UpdateUser asks the gate about who somebody is and about whom he becomes', () => {
  const onStaff = [statement('Allow', 'iam:*', arn('user/staff/*'))];
  const onBob = [...onStaff, statement('Allow', 'iam:UpdateUser', arn('user/bob'))];
  const move = { UserName: 'bob', NewPath: '/staff/' };

  test('nobody is moved from where one administers nothing', async () => {
    expect(await act('UpdateUser', move, onStaff)).toMatchObject({ reason: 'AccessDenied' });
  });

  test('nor to there, under another path or another name', async () => {
    for (const change of [{ NewPath: '/else/' }, { NewUserName: 'rob' }])
      expect(await act('UpdateUser', { UserName: 'bob', ...change }, onBob)).toMatchObject({
        reason: 'AccessDenied',
      });
    expect(file.count('people', "id = ? and path = '/' and user_name = 'bob'", BOB)).toBe(1);
    expect(file.count('audit_log', "event = 'UpdateUser' and outcome = 'refused'")).toBe(2);
  });

  test('with both, it is done and written down under the new ARN', async () => {
    expect(await act('UpdateUser', move, onBob)).toEqual({});
    expect(file.count('people', "id = ? and path = '/staff/'", BOB)).toBe(1);
    expect(file.count('audit_log', "event = 'UpdateUser' and resource = ?", arn('user/staff/bob'))).toBe(1);
  });
});

describe('a device is denied by its ARN, however its serial number is spelt', () => {
  const statements = [
    statement('Allow', 'iam:*', '*'),
    statement('Deny', 'iam:*MFADevice*', arn('mfa/Loose')),
  ];
  test.each<[keyof typeof actions, object]>([
    ['TagMFADevice', { Tags: [] }],
    ['UntagMFADevice', { TagKeys: [] }],
    ['ListMFADeviceTags', { MaxItems: 9 }],
    ['DeleteVirtualMFADevice', {}],
  ])('%s', async (name, input) => {
    file.raw
      .prepare("update devices set serial_number = ?, created_by = ? where id = 'loose'")
      .run(arn('mfa/Loose'), ACTOR);
    for (const SerialNumber of [arn('mfa/Loose'), arn('mfa/loose'), arn('mfa/LOOSE').toUpperCase()])
      expect(await act(name, { SerialNumber, ...input }, statements), SerialNumber).toMatchObject({
        reason: 'AccessDenied',
      });
    expect(file.count('devices', "id = 'loose'")).toBe(1);
  });
});
