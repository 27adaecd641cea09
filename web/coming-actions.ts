import type { ChallengeMode, ChallengeState } from '../src/core/phone/challenge.ts';

/** The actions of Troubleshoot MFA as agreed, until the table has them; each yields to the table's own. */
export interface ComingActions {
  SetUserRecovery: [{ UserName: string; Recovery: 'default' | 'allowed' | 'denied' }, object];
  GetContactInformation: [object, ContactInformation];
  BeginPhoneVerification: [{ PhoneNumber?: string | undefined }, PhoneVerification];
  BeginPrimaryContactVerification: [{ PhoneNumber: string }, PhoneVerification];
  GetPhoneVerification: [{ VerificationId: string }, PhoneVerification];
  FinishPhoneVerification: [{ VerificationId: string; Code: string }, PhoneVerification];
  ChangeEmail: [{ Email: string }, object];
  CreateWebhook: [{ Url: string }, { WebhookId: string; Url: string; Secret: string }];
  ListWebhooks: [object, { Webhooks: Webhook[] }];
  RotateWebhookSecret: [{ WebhookId: string }, { Secret: string }];
  DeleteWebhook: [{ WebhookId: string }, object];
}

export interface ContactInformation {
  Email?: string | undefined;
  ContactEmail?: string | undefined;
  ContactEmailConfirmed: boolean;
  PhoneNumber?: string | undefined;
  PhoneVerified: boolean;
  PrimaryContactPhone?: string | undefined;
  PrimaryContactPhoneVerified?: boolean | undefined;
  RecoveryBlockedUntil?: string | undefined;
  SelfServiceRecovery: boolean;
  SendsMail: boolean;
  PhoneMode: ChallengeMode | null;
}

export interface PhoneVerification {
  VerificationId: string;
  PhoneNumber: string;
  Mode: ChallengeMode;
  Digits?: string | undefined;
  State: ChallengeState;
  ExpiresAt: string;
}

export interface Webhook {
  WebhookId: string;
  Url: string;
  CreateDate?: string | undefined;
}

export interface RecoverySettings {
  SelfServiceRecovery: 'owner' | 'everyone' | 'nobody';
  RecoveredSessionReach: 'console' | 'applications';
  RecoveryDelayHours: number;
  SupportContact: string | null;
}

export interface RecoveredSession {
  reachesApplications: boolean;
  recovered: null | {
    lostKind: 'virtual' | 'hardware' | 'fido' | null;
    lostSerialNumber: string | null;
    supportContact: string | null;
  };
}
