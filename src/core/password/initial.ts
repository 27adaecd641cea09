import type { Random } from '../ports.ts';

/** How long an initial password waits for its one use, milliseconds (ASVS 6.4.1). */
export const INITIAL_PASSWORD_LIFETIME = 7 * 86_400_000;

/** Letters and digits that nobody mistakes for one another on paper or on the phone: 32 of them, 5 bits each. */
const PLAIN = 'abcdefghijkmnpqrstuvwxyz23456789';

/** Four groups of five, 100 bits: too many to guess in the days that it is good for. */
export function newInitialPassword(random: Random): string {
  const letters = Array.from(random.bytes(20), byte => PLAIN[byte & 31]).join('');
  return letters.replace(/.{5}(?=.)/g, '$&-');
}
