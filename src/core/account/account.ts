/** The tenant: owner, users and settings hang on it. */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  readonly alias: string | undefined;
  readonly requireMfa: RequireMfa;
  /** How many devices one person may have, 1 to 8 (row X-01). */
  readonly devicesPerPerson: number;
  /** Who may come back in by Troubleshoot MFA, unless the person says otherwise. */
  readonly selfServiceRecovery: SelfServiceRecovery;
  /** What a session reaches that came in by Troubleshoot MFA. */
  readonly recoveredSessionReach: RecoveredSessionReach;
  /** How long a finished recovery waits, 0 to 168 hours. */
  readonly recoveryDelayHours: number;
  /** How to reach whoever helps, where the pages say "contact an administrator". */
  readonly supportContact: string | undefined;
  readonly createdAt: number;
}

export type SelfServiceRecovery = 'owner' | 'everyone' | 'nobody';

/** `console`: the page that replaces the device and nothing else. */
export type RecoveredSessionReach = 'console' | 'applications';

export const MAX_RECOVERY_DELAY_HOURS = 168;

/** What a new account starts with. */
export const RECOVERY_DEFAULTS = {
  selfServiceRecovery: 'owner',
  recoveredSessionReach: 'console',
  recoveryDelayHours: 0,
  supportContact: undefined,
} as const satisfies Partial<Account>;

/** `required`: a session below level `mfa` reaches nothing but the assignment of a device. */
export type RequireMfa = 'optional' | 'required';

export const MAX_DEVICES_PER_PERSON = 8;
