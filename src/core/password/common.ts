import { COMMON_PASSWORDS } from './common-passwords.ts';

let list: Set<string> | undefined;

/** `password` as `comparable()` makes it. The list is unpacked when first asked for, not at start. */
export function isCommon(password: string): boolean {
  list ??= new Set(COMMON_PASSWORDS.split(' '));
  return list.has(password);
}
