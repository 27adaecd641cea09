/** The answers of the HTTP contract that the tests read, written down independently of the product's own types. */
export interface SignInDevice {
  serialNumber: string;
  name: string;
  kind: 'virtual' | 'hardware' | 'fido';
  lastUsed: string | null;
}

export type Step =
  | { next: 'mfa'; devices: SignInDevice[] }
  | { next: 'new-password'; devices?: undefined }
  | { next: 'signed-in'; devices?: undefined };

export interface SignInState {
  setUp: boolean;
  severalAccounts: boolean;
  session: Session | null;
  step: Step | null;
}

export interface Session {
  person: {
    kind: 'owner' | 'user';
    name: string;
    userName?: string;
    email?: string;
    accountId: string;
    arn: string;
    administrator?: boolean;
  };
  level: 'password' | 'recovered' | 'mfa';
  amr: string[];
  signedInAt: string;
  provedAt: string;
  expiresAt: string;
  must: null | 'enrol' | 'step-up';
}

export interface MFADevice {
  SerialNumber: string;
  DeviceName: string;
  Kind: 'virtual' | 'hardware' | 'fido';
  EnableDate: string;
  LastUsed?: string;
  Drift?: number;
  Status: 'Active' | 'Locked';
}

export interface DeviceClock {
  MFADevice: MFADevice;
  Clock?: { Drift: number; Period: number; Digits: number; Resynced?: number; ResyncAdvised: boolean };
  History?: { At: string; Drift: number; By: 'assignment' | 'code' | 'resync' | 'reset' }[];
}

export interface APIKey {
  APIKeyId: string;
  Name: string;
  Secret: string;
}

export interface VirtualMFADevice {
  SerialNumber: string;
  Base32StringSeed: string;
  OtpauthUri: string;
}

export interface User {
  UserName: string;
  UserId: string;
  Arn: string;
  Status: 'Active' | 'Disabled';
  PasswordState: 'none' | 'initial' | 'own';
  MFADevices: number;
  LockedMFADevices: number;
  Administrator: boolean;
  MFARequired: boolean;
  Email?: string;
}

export interface SessionEntry {
  SessionId: string;
  Current: boolean;
  Level: string;
  SignedInAt: string;
  LastSeenAt: string;
  Address: string;
  UserAgent: string;
}

export interface Account {
  AccountId: string;
  Alias?: string;
  RequireMfa: 'optional' | 'required';
  MFADevicesPerUser: number;
}
