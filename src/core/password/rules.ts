import { comparable } from '../identifiers.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isCommon } from './common.ts';

/** Counted in code points (NIST SP 800-63B section 3.1.1.2); no rule on kinds of characters, no truncation. */
const MIN_LENGTH = 8;
const MAX_LENGTH = 256;

/** One Unicode form, so that two keyboards type the same password. */
export function normalized(password: string): string {
  return password.normalize('NFC');
}

/** Says why a new password is not good enough, undefined when it is. `names` are the person's own. */
export function checkNewPassword(
  password: string,
  names: readonly (string | undefined)[],
): Refusal | undefined {
  const length = [...normalized(password)].length;
  if (length < MIN_LENGTH) return unacceptable(`Use at least ${MIN_LENGTH} characters.`);
  if (length > MAX_LENGTH) return unacceptable(`Use at most ${MAX_LENGTH} characters.`);
  const plain = comparable(password);
  if (isCommon(plain))
    return unacceptable('This password is on the lists that attackers try first. Choose another one.');
  const known = names
    .filter(name => name !== undefined)
    .flatMap(name => [comparable(name), comparable(name.split('@')[0] ?? '')]);
  if (
    known.some(
      name => name !== '' && (plain === name || (name.length >= 4 && plain.replace(name, '').length < 4)),
    )
  ) {
    return unacceptable('This password is too close to your name or e-mail address.');
  }
  return undefined;
}

function unacceptable(message: string): Refusal {
  return refuse('PasswordUnacceptable', { message });
}
