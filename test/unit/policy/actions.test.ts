import { describe, expect, test } from 'vitest';
import type { Action } from '../../../src/core/actions/action.ts';
import { actions } from '../../../src/core/actions/table.ts';

const table = Object.entries<Action>(actions);
const named = (which: (action: Action) => boolean) =>
  table.filter(([, action]) => which(action)).map(([name]) => name);

describe('the table of actions', () => {
  test('lists every action under its own name', () => {
    expect(table.filter(([name, action]) => name !== action.name)).toEqual([]);
  });

  test('whoever acts on the person that UserName names passes the check of who that is; a new name is data', () => {
    const unguarded = named(action => {
      const { properties = {} } = action.input.toJSONSchema() as { properties?: Record<string, unknown> };
      return action.about === 'account' && 'UserName' in properties;
    });
    expect(unguarded).toEqual(['CreateUser']);
    expect(actions.CreateUser.reach).toBe('administrator');
  });

  test('nothing about a person is open to everyone: a user would reach other users', () => {
    expect(named(action => action.about === 'person' && action.reach === 'everyone')).toEqual([]);
  });

  test('whatever changes devices, passwords, users or settings asks for a fresh proof (ASVS 7.5.1)', () => {
    const changes = named(action => !/^(Get|List|End|Simulate)/.test(action.name));
    expect(changes.length).toBeGreaterThanOrEqual(25);
    // On oneself: what a device that is out of step cannot prove, and what only takes something away.
    const lenient = named(action => changes.includes(action.name) && action.proof !== 'fresh');
    expect(lenient).toEqual(['CheckMFADevice', 'DeleteAPIKey', 'DeleteAccessKey', 'ResyncMFADevice']);
    for (const name of lenient) expect(actions[name as keyof typeof actions].proof).toBe('fresh-on-others');
  });

  test('nothing that changes somebody else is done on the session alone (ASVS 7.5.1)', () => {
    const changing = named(({ name, proof }) => proof === 'session' && !/^(Get|List|Simulate)/.test(name));
    expect(changing).toEqual([]);
  });

  test('between the first factor and the second there is the resync and nothing else (S0-56)', () => {
    expect(named(action => action.whileSigningIn === true)).toEqual(['ResyncMFADevice']);
  });

  test('what would let a stolen key make itself at home is for the console, or for credentials with MFA (S2-52)', () => {
    expect(named(action => action.consoleOnly === true)).toEqual([
      'AttachUserPolicy',
      'ChangeEmail',
      'CreateAPIKey',
      'CreateAccessKey',
      'CreateAccountAlias',
      'CreateLoginProfile',
      'CreateWebhook',
      'DeleteAPIKey',
      'DeleteAccessKey',
      'DeleteAccountAlias',
      'DeleteLoginProfile',
      'DeleteUserPolicy',
      'DeleteWebhook',
      'DetachUserPolicy',
      'EndAllSessions',
      'EndSession',
      'ListWebhooks',
      'PutUserPolicy',
      'ResetUserPassword',
      'RotateWebhookSecret',
      'SetUserRecovery',
      'UpdateAccessKey',
      'UpdateAccount',
      'UpdateLoginProfile',
    ]);
  });

  test('what needs a browser is for no program', () => {
    expect(named(action => action.browserOnly === true)).toEqual([
      'BeginFIDORegistration',
      'BeginPhoneVerification',
      'BeginPrimaryContactVerification',
      'FinishFIDORegistration',
      'FinishPhoneVerification',
      'GetPhoneVerification',
    ]);
  });

  test('what replaces a lost device, and nothing else, is open to whoever came in without it (A6, 3.9)', () => {
    expect(named(action => action.whileRecovered === true)).toEqual([
      'BeginFIDORegistration',
      'ChangePassword',
      'CheckMFADevice',
      'CreateVirtualMFADevice',
      'DeactivateMFADevice',
      'DeleteAPIKey',
      'DeleteAccessKey',
      'DeleteVirtualMFADevice',
      'EnableMFADevice',
      'EndAllSessions',
      'EndSession',
      'FinishFIDORegistration',
      'GetAccount',
      'GetMFADevice',
      'GetUser',
      'ListAPIKeys',
      'ListAccessKeys',
      'ListMFADevices',
      'ListSessions',
      'ListVirtualMFADevices',
      'RenameMFADevice',
      'ResyncMFADevice',
      'UnlockMFADevice',
    ]);
  });

  test('the address to sign in with and the account changed, by the owner alone', () => {
    expect(named(action => action.reach === 'owner')).toEqual([
      'ChangeEmail',
      'CreateWebhook',
      'DeleteWebhook',
      'ListWebhooks',
      'RotateWebhookSecret',
      'UpdateAccount',
    ]);
  });

  test('before MFA is met: assigning a first device, looking at oneself and leaving, nothing else (A9)', () => {
    expect(named(action => action.whileUnproven === true)).toEqual([
      'BeginFIDORegistration',
      'CheckMFADevice',
      'CreateVirtualMFADevice',
      'DeleteVirtualMFADevice',
      'EnableMFADevice',
      'EndAllSessions',
      'EndSession',
      'FinishFIDORegistration',
      'GetAccount',
      'GetMFADevice',
      'ListMFADevices',
      'ListVirtualMFADevices',
      'ResyncMFADevice',
    ]);
  });

  test('who asks and a session token need no permission, and nothing else (contract 5)', () => {
    expect(named(action => action.service === 'sts')).toEqual(['GetCallerIdentity', 'GetSessionToken']);
  });

  test('inputs are strict: a parameter that is not known is refused (F11, D7)', () => {
    const open = named(action => {
      const schema = action.input.toJSONSchema({ io: 'input' }) as { additionalProperties?: unknown };
      return schema.additionalProperties !== false;
    });
    expect(open).toEqual([]);
  });
});
