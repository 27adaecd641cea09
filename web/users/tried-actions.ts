import type { Actions } from '../api-types.ts';

/** What is suggested while an action is typed; any other can be typed, too. */
const NAMES = [
  'ChangePassword',
  'CreateAccessKey',
  'CreateAPIKey',
  'CreateUser',
  'CreateVirtualMFADevice',
  'DeactivateMFADevice',
  'DeleteUser',
  'DeleteVirtualMFADevice',
  'EnableMFADevice',
  'GetAccount',
  'GetUser',
  'ListAccessKeys',
  'ListMFADevices',
  'ListSessions',
  'ListUsers',
  'ListVirtualMFADevices',
  'PutUserPolicy',
  'ResetUserPassword',
  'ResyncMFADevice',
  'UnlockMFADevice',
] as const satisfies readonly (keyof Actions)[];

export const TRIED_ACTIONS = NAMES.map(name => `iam:${name}`);
