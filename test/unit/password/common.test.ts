import { describe, expect, test } from 'vitest';
import { comparable } from '../../../src/core/identifiers.ts';
import { isCommon } from '../../../src/core/password/common.ts';
import { COMMON_PASSWORDS } from '../../../src/core/password/common-passwords.ts';
import { checkNewPassword } from '../../../src/core/password/rules.ts';

const list = COMMON_PASSWORDS.split(' ');
const refused = (password: string) => checkNewPassword(password, [])?.reason === 'PasswordUnacceptable';

describe('the blocklist (ASVS 6.2.4, 6.2.12)', () => {
  test('holds at least 10,000 passwords that the length rule lets through, each once', () => {
    const long = list.filter(password => [...password].length >= 8);
    expect(new Set(long).size).toBeGreaterThanOrEqual(10_000);
    expect(new Set(list).size).toBe(list.length);
  });

  test('every entry is written as it is compared, or it would never be found', () => {
    expect(list.filter(password => comparable(password) !== password)).toEqual([]);
  });

  test('every entry is refused: as it is, in capitals, and with a capital in front', () => {
    const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
    const missed = list.filter(
      password => !(refused(password) && refused(password.toUpperCase()) && refused(capital(password))),
    );
    expect(missed).toEqual([]);
  });

  test.each([
    'password1',
    'PASSWORD',
    'iloveyou',
    'Qwertyuiop',
    '1234567890',
    'sunshine',
    'letmein1',
  ])('%s is on it, as anybody would expect', password => {
    expect(refused(password)).toBe(true);
  });

  test('full-width letters and spaces around do not hide an entry', () => {
    expect(refused('ｐａｓｓｗｏｒｄ１')).toBe(true);
    expect(refused(' password1 ')).toBe(true);
  });

  test('what nobody uses is not on it', () => {
    expect(isCommon('kzq4wvxb')).toBe(false);
    expect(refused('otters juggle at midnight')).toBe(false);
  });
});
