/** A long-term key of a user that signs requests (Signature V4). Its secret is sealed: whoever checks a signature needs it. */
export interface AccessKey {
  /** `AKIA` and 16 characters of A-Z2-7. */
  readonly id: string;
  readonly personId: string;
  readonly status: 'Active' | 'Inactive';
  readonly createdAt: number;
  /** Who made it: the person, or an administrator for him. */
  readonly createdBy: string;
  readonly lastUsed:
    | { readonly at: number; readonly service: string; readonly region: string; readonly from: string }
    | undefined;
}

/** Keys a user may have, as on AWS: one in use, and the one that replaces it. */
export const ACCESS_KEYS_PER_USER = 2;

/** How often a key in use is written down as used, milliseconds. */
export const ACCESS_KEY_TOUCH = 60_000;

/** What a sealed secret is bound to. */
export function accessKeyContext(keyId: string): string {
  return `access_keys|secret|${keyId}`;
}
