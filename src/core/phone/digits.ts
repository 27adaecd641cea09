import type { Random } from '../ports.ts';
import type { ChallengeMode, PhoneChallenge } from './challenge.ts';

/** Digits that the page shows and the phone takes, or the phone brings and the page takes (security.md 3.7). */
const LENGTH: Record<ChallengeMode, number> = { keypad: 6, spoken: 8, sms: 8 };

/** How often a code may be typed; a call takes digits once. */
export const GUESSES: Record<ChallengeMode, number> = { keypad: 1, spoken: 3, sms: 3 };

export function newDigits(mode: ChallengeMode, random: Random): string {
  let digits = '';
  while (digits.length < LENGTH[mode]) {
    // 250 is the last multiple of ten: what lies above would favour the small digits.
    for (const byte of random.bytes(16)) if (byte < 250) digits += byte % 10;
  }
  return digits.slice(0, LENGTH[mode]);
}

/** What the sealed values of a challenge are bound to. */
export function codeContext({ id }: Pick<PhoneChallenge, 'id'>): string {
  return `phone_challenges|code|${id}`;
}

export function numberContext({ id }: Pick<PhoneChallenge, 'id'>): string {
  return `phone_challenges|number|${id}`;
}
