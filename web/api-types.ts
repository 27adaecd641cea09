/** What the pages need of the gateway's contract. Types only: a value import would bring the whole contract along. */

export type DeviceKind = 'virtual' | 'hardware' | 'fido';

export interface OfferedDevice {
  serialNumber: string;
  name: string;
  kind: DeviceKind;
  lastUsed: string | null;
}

export type Step =
  | { next: 'mfa'; devices: OfferedDevice[] }
  | { next: 'new-password' }
  | { next: 'signed-in' };

export interface SignInState {
  setUp: boolean;
  severalAccounts: boolean;
  step: Step | null;
}

export interface Session {
  person: {
    kind: 'owner' | 'user';
    name: string;
    userName?: string;
    email?: string;
    accountId: string;
    accountAlias?: string;
    arn: string;
  };
  level: 'password' | 'recovered' | 'mfa';
  provedAt: string;
  must: null | 'enrol' | 'step-up';
}

export type Proof = { with: 'password' } | { with: 'mfa'; devices: OfferedDevice[] };

export interface Device {
  SerialNumber: string;
  DeviceName: string;
  Kind: DeviceKind;
  EnableDate: string;
  LastUsed?: string;
  Status: 'Active' | 'Locked';
}

export interface VirtualDevice {
  SerialNumber: string;
  DeviceName: string;
  CreateDate: string;
}

export interface NewVirtualDevice {
  SerialNumber: string;
  Base32StringSeed: string;
  OtpauthUri: string;
}

export interface OpenSession {
  SessionId: string;
  Current: boolean;
  Level: Session['level'];
  SignedInAt: string;
  LastSeenAt: string;
  Address: string;
  Place?: string;
  UserAgent: string;
}

export interface User {
  UserName: string;
  CreateDate: string;
  PasswordLastUsed?: string;
  Status: 'Active' | 'Disabled';
  PasswordState: 'none' | 'initial' | 'own';
  MFADevices: number;
}

export interface Account {
  AccountId: string;
  Alias?: string;
  RequireMfa: 'optional' | 'required';
  MFADevicesPerUser: number;
}

type Nothing = Record<string, never>;

/** Name of an action -> what goes in, what comes out. */
export interface Actions {
  ListMFADevices: [Nothing, { MFADevices: Device[] }];
  ListVirtualMFADevices: [{ AssignmentStatus: 'Unassigned' }, { VirtualMFADevices: VirtualDevice[] }];
  CreateVirtualMFADevice: [
    { VirtualMFADeviceName: string; DeviceName: string },
    { VirtualMFADevice: NewVirtualDevice },
  ];
  EnableMFADevice: [
    { SerialNumber: string; AuthenticationCode1: string; AuthenticationCode2: string },
    Nothing,
  ];
  BeginFIDORegistration: [
    Nothing,
    { Options: import('@simplewebauthn/browser').PublicKeyCredentialCreationOptionsJSON },
  ];
  FinishFIDORegistration: [
    { DeviceName: string; Credential: import('@simplewebauthn/browser').RegistrationResponseJSON },
    { SerialNumber: string },
  ];
  RenameMFADevice: [{ SerialNumber: string; DeviceName: string }, Nothing];
  DeactivateMFADevice: [{ SerialNumber: string }, Nothing];
  DeleteVirtualMFADevice: [{ SerialNumber: string }, Nothing];
  UnlockMFADevice: [{ SerialNumber: string }, Nothing];
  ChangePassword: [{ OldPassword: string; NewPassword: string }, Nothing];
  ListSessions: [Nothing, { Sessions: OpenSession[] }];
  EndSession: [{ SessionId: string }, Nothing];
  EndAllSessions: [{ KeepCurrent?: boolean }, { Ended: number }];
  ListUsers: [Nothing, { Users: User[] }];
  CreateUser: [{ UserName: string }, { User: User }];
  ResetUserPassword: [{ UserName: string }, { InitialPassword: string; ExpiresAt: string }];
  DisableUser: [{ UserName: string }, Nothing];
  EnableUser: [{ UserName: string }, Nothing];
  DeleteUser: [{ UserName: string; Force?: boolean }, Nothing];
  GetAccount: [Nothing, Account];
  UpdateAccount: [
    { Alias?: string | null; RequireMfa?: Account['RequireMfa']; MFADevicesPerUser?: number },
    Account,
  ];
}
