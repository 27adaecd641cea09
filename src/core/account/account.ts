/** The tenant: owner, users and settings hang on it. */
export interface Account {
  /** 12 digits. */
  readonly id: string;
  readonly alias: string | undefined;
  readonly requireMfa: RequireMfa;
  /** How many devices one person may have, 1 to 8 (row X-01). */
  readonly devicesPerPerson: number;
  readonly createdAt: number;
}

/** `required`: a session below level `mfa` reaches nothing but the assignment of a device. */
export type RequireMfa = 'optional' | 'required';

export const MAX_DEVICES_PER_PERSON = 8;
