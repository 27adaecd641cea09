import { AttachUserPolicy } from './attach-user-policy.ts';
import { BeginFIDORegistration } from './begin-fido-registration.ts';
import { BeginPhoneVerification } from './begin-phone-verification.ts';
import { BeginPrimaryContactVerification } from './begin-primary-contact-verification.ts';
import { ChangeEmail } from './change-email.ts';
import { ChangePassword } from './change-password.ts';
import { CheckMFADevice } from './check-mfa-device.ts';
import { CreateAccessKey } from './create-access-key.ts';
import { CreateAccountAlias } from './create-account-alias.ts';
import { CreateAPIKey } from './create-api-key.ts';
import { CreateLoginProfile } from './create-login-profile.ts';
import { CreateUser } from './create-user.ts';
import { CreateVirtualMFADevice } from './create-virtual-mfa-device.ts';
import { CreateWebhook } from './create-webhook.ts';
import { DeactivateMFADevice } from './deactivate-mfa-device.ts';
import { DeleteAccessKey } from './delete-access-key.ts';
import { DeleteAccountAlias } from './delete-account-alias.ts';
import { DeleteAPIKey } from './delete-api-key.ts';
import { DeleteHardwareMFADevice } from './delete-hardware-mfa-device.ts';
import { DeleteLoginProfile } from './delete-login-profile.ts';
import { DeleteUser } from './delete-user.ts';
import { DeleteUserPolicy } from './delete-user-policy.ts';
import { DeleteVirtualMFADevice } from './delete-virtual-mfa-device.ts';
import { DeleteWebhook } from './delete-webhook.ts';
import { DetachUserPolicy } from './detach-user-policy.ts';
import { DisableUser } from './disable-user.ts';
import { EnableMFADevice } from './enable-mfa-device.ts';
import { EnableUser } from './enable-user.ts';
import { EndAllSessions } from './end-all-sessions.ts';
import { EndSession } from './end-session.ts';
import { FinishFIDORegistration } from './finish-fido-registration.ts';
import { FinishPhoneVerification } from './finish-phone-verification.ts';
import { GetAccessKeyLastUsed } from './get-access-key-last-used.ts';
import { GetAccount } from './get-account.ts';
import { GetAccountSummary } from './get-account-summary.ts';
import { GetCallerIdentity } from './get-caller-identity.ts';
import { GetContactInformation } from './get-contact-information.ts';
import { GetLoginProfile } from './get-login-profile.ts';
import { GetMFADevice } from './get-mfa-device.ts';
import { GetPhoneVerification } from './get-phone-verification.ts';
import { GetPolicy } from './get-policy.ts';
import { GetPolicyVersion } from './get-policy-version.ts';
import { GetSessionToken } from './get-session-token.ts';
import { GetUser } from './get-user.ts';
import { GetUserPolicy } from './get-user-policy.ts';
import { ImportHardwareMFADevices } from './import-hardware-mfa-devices.ts';
import { ListAccessKeys } from './list-access-keys.ts';
import { ListAccountAliases } from './list-account-aliases.ts';
import { ListAPIKeys } from './list-api-keys.ts';
import { ListAttachedUserPolicies } from './list-attached-user-policies.ts';
import { ListHardwareMFADevices } from './list-hardware-mfa-devices.ts';
import { ListMFADeviceClocks } from './list-mfa-device-clocks.ts';
import { ListMFADeviceTags } from './list-mfa-device-tags.ts';
import { ListMFADevices } from './list-mfa-devices.ts';
import { ListSessions } from './list-sessions.ts';
import { ListUserPolicies } from './list-user-policies.ts';
import { ListUsers } from './list-users.ts';
import { ListVirtualMFADevices } from './list-virtual-mfa-devices.ts';
import { ListWebhooks } from './list-webhooks.ts';
import { PutUserPolicy } from './put-user-policy.ts';
import { RenameMFADevice } from './rename-mfa-device.ts';
import { ResetMFADeviceDrift } from './reset-mfa-device-drift.ts';
import { ResetUserPassword } from './reset-user-password.ts';
import { ResyncMFADevice } from './resync-mfa-device.ts';
import { RotateWebhookSecret } from './rotate-webhook-secret.ts';
import { SetContactEmail } from './set-contact-email.ts';
import { SetUserMFARequirement } from './set-user-mfa-requirement.ts';
import { SetUserRecovery } from './set-user-recovery.ts';
import { SimulatePrincipalPolicy } from './simulate-principal-policy.ts';
import { TagMFADevice } from './tag-mfa-device.ts';
import { UnlockMFADevice } from './unlock-mfa-device.ts';
import { UntagMFADevice } from './untag-mfa-device.ts';
import { UpdateAccessKey } from './update-access-key.ts';
import { UpdateAccount } from './update-account.ts';
import { UpdateLoginProfile } from './update-login-profile.ts';
import { UpdateUser } from './update-user.ts';

/** THE TABLE. Codecs, OpenAPI, the command line and the pages' client read it; nothing else lists actions. */
export const actions = {
  AttachUserPolicy,
  BeginFIDORegistration,
  BeginPhoneVerification,
  BeginPrimaryContactVerification,
  ChangeEmail,
  ChangePassword,
  CheckMFADevice,
  CreateAPIKey,
  CreateAccessKey,
  CreateAccountAlias,
  CreateLoginProfile,
  CreateUser,
  CreateVirtualMFADevice,
  CreateWebhook,
  DeactivateMFADevice,
  DeleteAPIKey,
  DeleteAccessKey,
  DeleteAccountAlias,
  DeleteHardwareMFADevice,
  DeleteLoginProfile,
  DeleteUser,
  DeleteUserPolicy,
  DeleteVirtualMFADevice,
  DeleteWebhook,
  DetachUserPolicy,
  DisableUser,
  EnableMFADevice,
  EnableUser,
  EndAllSessions,
  EndSession,
  FinishFIDORegistration,
  FinishPhoneVerification,
  GetAccessKeyLastUsed,
  GetAccount,
  GetAccountSummary,
  GetCallerIdentity,
  GetContactInformation,
  GetLoginProfile,
  GetMFADevice,
  GetPhoneVerification,
  GetPolicy,
  GetPolicyVersion,
  GetSessionToken,
  GetUser,
  GetUserPolicy,
  ImportHardwareMFADevices,
  ListAPIKeys,
  ListAccessKeys,
  ListAccountAliases,
  ListAttachedUserPolicies,
  ListHardwareMFADevices,
  ListMFADeviceClocks,
  ListMFADeviceTags,
  ListMFADevices,
  ListSessions,
  ListUserPolicies,
  ListUsers,
  ListVirtualMFADevices,
  ListWebhooks,
  PutUserPolicy,
  RenameMFADevice,
  ResetMFADeviceDrift,
  ResetUserPassword,
  ResyncMFADevice,
  RotateWebhookSecret,
  SetContactEmail,
  SetUserMFARequirement,
  SetUserRecovery,
  SimulatePrincipalPolicy,
  TagMFADevice,
  UnlockMFADevice,
  UntagMFADevice,
  UpdateAccessKey,
  UpdateAccount,
  UpdateLoginProfile,
  UpdateUser,
} as const;

export type Actions = typeof actions;
export type ActionName = keyof Actions;
