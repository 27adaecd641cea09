import type { Random } from './ports.ts';

const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A 12-digit account id. Random, not a secret. */
export function newAccountId(random: Random): string {
  const digits = Array.from(random.bytes(12), byte => byte % 10);
  if (digits[0] === 0) digits[0] = 1;
  return digits.join('');
}

/** `prefix` and 17 characters of A-Z2-7 (85 bits), the shape of AWS unique ids: `AIDA` names a user. */
export function newUniqueId(prefix: string, random: Random): string {
  return prefix + Array.from(random.bytes(17), byte => BASE32[byte & 31]).join('');
}

/** Names are compared case-insensitively and in one Unicode form, so that one person has one spelling (B12). */
export function comparable(name: string): string {
  return name.normalize('NFKC').trim().toLowerCase();
}

/** Owners' ids say so. */
export const OWNER_ID = 'ROOT';

export function userArn(accountId: string, path: string, userName: string): string {
  return `arn:aws:iam::${accountId}:user${path}${userName}`;
}

export function ownerArn(accountId: string): string {
  return `arn:aws:iam::${accountId}:root`;
}
