import { BeginFIDORegistration } from './begin-fido-registration.ts';
import { ChangePassword } from './change-password.ts';
import { CreateUser } from './create-user.ts';
import { CreateVirtualMFADevice } from './create-virtual-mfa-device.ts';
import { DeactivateMFADevice } from './deactivate-mfa-device.ts';
import { DeleteUser } from './delete-user.ts';
import { DeleteVirtualMFADevice } from './delete-virtual-mfa-device.ts';
import { DisableUser } from './disable-user.ts';
import { EnableMFADevice } from './enable-mfa-device.ts';
import { EnableUser } from './enable-user.ts';
import { EndAllSessions } from './end-all-sessions.ts';
import { EndSession } from './end-session.ts';
import { FinishFIDORegistration } from './finish-fido-registration.ts';
import { GetAccount } from './get-account.ts';
import { GetUser } from './get-user.ts';
import { ListMFADevices } from './list-mfa-devices.ts';
import { ListSessions } from './list-sessions.ts';
import { ListUsers } from './list-users.ts';
import { ListVirtualMFADevices } from './list-virtual-mfa-devices.ts';
import { RenameMFADevice } from './rename-mfa-device.ts';
import { ResetUserPassword } from './reset-user-password.ts';
import { UnlockMFADevice } from './unlock-mfa-device.ts';
import { UpdateAccount } from './update-account.ts';

/** THE TABLE. Codecs, OpenAPI, the command line and the pages' client read it; nothing else lists actions. */
export const actions = {
  BeginFIDORegistration,
  ChangePassword,
  CreateUser,
  CreateVirtualMFADevice,
  DeactivateMFADevice,
  DeleteUser,
  DeleteVirtualMFADevice,
  DisableUser,
  EnableMFADevice,
  EnableUser,
  EndAllSessions,
  EndSession,
  FinishFIDORegistration,
  GetAccount,
  GetUser,
  ListMFADevices,
  ListSessions,
  ListUsers,
  ListVirtualMFADevices,
  RenameMFADevice,
  ResetUserPassword,
  UnlockMFADevice,
  UpdateAccount,
} as const;

export type Actions = typeof actions;
export type ActionName = keyof Actions;
