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

  test('whoever acts on the person that UserName names passes the check of who that is', () => {
    const unguarded = named(action => {
      const { properties = {} } = action.input.toJSONSchema() as { properties?: Record<string, unknown> };
      return action.about === 'account' && 'UserName' in properties && action.reach !== 'owner';
    });
    expect(unguarded).toEqual([]);
  });

  test('nothing about a person is open to everyone: a user would reach other users', () => {
    expect(named(action => action.about === 'person' && action.reach === 'everyone')).toEqual([]);
  });

  test('whatever changes devices, passwords, users or settings asks for a fresh proof (ASVS 7.5.1)', () => {
    const changes = named(action => !/^(Get|List|End)/.test(action.name));
    expect(changes.length).toBeGreaterThanOrEqual(15);
    expect(named(action => changes.includes(action.name) && action.proof !== 'fresh')).toEqual([]);
  });

  test('before MFA is met: assigning a first device, looking at oneself and leaving, nothing else (A9)', () => {
    expect(named(action => action.whileUnproven === true)).toEqual([
      'BeginFIDORegistration',
      'CreateVirtualMFADevice',
      'DeleteVirtualMFADevice',
      'EnableMFADevice',
      'EndAllSessions',
      'EndSession',
      'FinishFIDORegistration',
      'GetAccount',
      'ListMFADevices',
      'ListVirtualMFADevices',
    ]);
  });

  test('inputs are strict: a parameter that is not known is refused (F11, D7)', () => {
    const open = named(action => {
      const schema = action.input.toJSONSchema({ io: 'input' }) as { additionalProperties?: unknown };
      return schema.additionalProperties !== false;
    });
    expect(open).toEqual([]);
  });
});
