/** What a program shows instead of a session. The key itself is known to whoever was shown it, once. */
export interface ApiKey {
  readonly id: string;
  readonly personId: string;
  /** What people call it, up to 64 characters. */
  readonly name: string;
  readonly createdAt: number;
  /** Who made it: the person, or an administrator for him. */
  readonly createdBy: string;
  readonly lastUsedAt: number | undefined;
  readonly lastUsedFrom: string | undefined;
}

/** Keys a person may have. */
export const API_KEYS_PER_PERSON = 8;

/** How often a key in use is written down as used, milliseconds. */
export const API_KEY_TOUCH = 60_000;

/** The prefix lets secret scanners find a key that was published. */
const PREFIX = 'sallyport_';

/** `token`: 256 random bits. */
export function apiKeySecret(token: string): string {
  return PREFIX + token;
}

/** An `Authorization` header's key; undefined when it holds anything else. */
export function readApiKey(header: string): string | undefined {
  return /^Bearer (sallyport_[\w-]{43})$/i.exec(header)?.[1];
}
