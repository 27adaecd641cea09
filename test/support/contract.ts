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
  Status: 'Active' | 'Locked';
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
