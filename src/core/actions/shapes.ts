import * as z from 'zod';
import { type Device, isLocked } from '../devices/device.ts';
import { forecastOf } from '../devices/forecast.ts';
import { arnOf, type Person } from '../people/person.ts';
import type { UserOverview } from '../people/store.ts';
import { administers } from '../policy/principal.ts';

/** Shapes that several actions answer with. Members are named as AWS names them, where AWS has the member. */

export const nothing = z.object({});

export const userShape = z.object({
  UserName: z.string(),
  UserId: z.string(),
  Arn: z.string(),
  Path: z.string(),
  CreateDate: z.iso.datetime(),
  PasswordLastUsed: z.iso.datetime().optional(),
  Status: z.enum(['Active', 'Disabled']),
  PasswordState: z.enum(['none', 'initial', 'own']),
  Email: z.string().optional().describe('Where notices go.'),
  Administrator: z.boolean(),
  MFARequired: z.boolean().describe('Needs a device even where the account does not require one.'),
  Recovery: z
    .enum(['default', 'allowed', 'denied'])
    .describe('Whether he may use Troubleshoot MFA; default: as the account says.'),
  MFADevices: z.int().describe('How many devices are assigned.'),
  LockedMFADevices: z.int().describe('... and locked after too many wrong codes.'),
});

export function showUser({ person, devices, lockedDevices }: UserOverview): z.output<typeof userShape> {
  return {
    UserName: person.userName ?? '',
    UserId: person.id,
    Arn: arnOf(person),
    Path: person.path,
    CreateDate: iso(person.createdAt),
    ...(person.passwordLastUsed !== undefined && { PasswordLastUsed: iso(person.passwordLastUsed) }),
    Status: person.disabledAt === undefined ? 'Active' : 'Disabled',
    PasswordState: person.passwordState,
    ...(person.contactEmail !== undefined && { Email: person.contactEmail }),
    Administrator: administers(person),
    MFARequired: person.mfaRequired,
    Recovery: person.recovery,
    MFADevices: devices,
    LockedMFADevices: lockedDevices,
  };
}

export const deviceShape = z.object({
  SerialNumber: z.string(),
  DeviceName: z.string(),
  Kind: z.enum(['virtual', 'hardware', 'fido']),
  UserName: z.string().optional(),
  EnableDate: z.iso.datetime(),
  LastUsed: z.iso.datetime().optional(),
  Drift: z.int().optional().describe('For TOTP devices: steps ahead (+) or behind (-), as learned.'),
  ResyncAdvised: z
    .boolean()
    .optional()
    .describe('... and whether they are about to leave the sign-in window.'),
  Status: z.enum(['Active', 'Locked']).describe('Locked: too many wrong codes; UnlockMFADevice clears it.'),
});

export function showDevice(device: Device, holder: Person, now: number): z.output<typeof deviceShape> {
  return {
    SerialNumber: device.serialNumber,
    DeviceName: device.name,
    Kind: device.kind,
    ...(holder.userName !== undefined && { UserName: holder.userName }),
    EnableDate: iso(device.enabledAt ?? device.createdAt),
    ...(device.lastUsedAt !== undefined && { LastUsed: iso(device.lastUsedAt) }),
    ...(device.kind !== 'fido' && {
      Drift: device.drift,
      ResyncAdvised: forecastOf(device, now)?.resyncAdvised ?? false,
    }),
    Status: isLocked(device, now) ? 'Locked' : 'Active',
  };
}

export const accountShape = z.object({
  AccountId: z.string(),
  Alias: z.string().optional(),
  RequireMfa: z.enum(['optional', 'required']),
  MFADevicesPerUser: z.int(),
  SelfServiceRecovery: z.enum(['owner', 'everyone', 'nobody']),
  RecoveredSessionReach: z.enum(['console', 'applications']),
  RecoveryDelayHours: z.int(),
  SupportContact: z.string().optional(),
  CreateDate: z.iso.datetime(),
});

export function iso(time: number): string {
  return new Date(time).toISOString();
}
