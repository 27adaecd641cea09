import { describe, expect, test } from 'vitest';
import { checkNewPassword, normalized } from '../../../src/core/password/rules.ts';

const verdict = (password: string, ...names: (string | undefined)[]) =>
  checkNewPassword(password, names)?.details.message ?? 'accepted';

describe('length (ASVS 6.2.1, 6.2.9; NIST 3.1.1.2)', () => {
  test('7 characters are too few, 8 are enough', () => {
    expect(verdict('kzq4wvx')).toMatch(/at least 8/);
    expect(verdict('kzq4wvxb')).toBe('accepted');
  });

  test('256 characters are accepted, 257 are not', () => {
    expect(verdict('qx'.repeat(128))).toBe('accepted');
    expect(verdict(`${'qx'.repeat(128)}z`)).toMatch(/at most 256/);
  });

  test('counts code points: eight emoji are eight characters, 256 of them are not too long', () => {
    expect(verdict('🦊'.repeat(7))).toMatch(/at least 8/);
    expect(verdict('🦊🐢🦉🐝🦀🐙🦔🐌')).toBe('accepted');
    expect(verdict('🦊'.repeat(256))).toBe('accepted');
    expect(verdict('🦊'.repeat(257))).toMatch(/at most 256/);
  });

  test('counts what NFC leaves: seven letters with combining marks are seven characters', () => {
    const seven = 'e\u0301'.repeat(7);
    expect([...seven]).toHaveLength(14);
    expect(verdict(seven)).toMatch(/at least 8/);
    expect(verdict('e\u0301'.repeat(8))).toBe('accepted');
  });

  test('no rule on kinds of characters: 64 lower-case letters are fine (ASVS 6.2.5)', () => {
    expect(verdict('correcthorsebatterystaple'.repeat(3).slice(0, 64))).toBe('accepted');
    expect(verdict('   many   spaces   are   fine   ')).toBe('accepted');
  });
});

describe('one Unicode form', () => {
  test('two keyboards that type é differently type the same password', () => {
    expect(normalized('caf\u00e9-cafe\u0301')).toBe(normalized('cafe\u0301-caf\u00e9'));
  });

  test('letters that only look alike stay different: NFC, not NFKC', () => {
    expect(normalized('ﬁle')).not.toBe(normalized('file'));
  });
});

describe("the person's own names", () => {
  test.each([
    ['oleksandrina', 'oleksandrina'],
    ['OLEKSANDRINA', 'oleksandrina'],
    ['oleksandrina1', 'oleksandrina'],
    ['99oleksandrina', 'Oleksandrina'],
    ['oleksandrina@example.org', 'oleksandrina@example.org'],
    ['oleksandrina!', 'oleksandrina@example.org'],
    ['Oleksandrina.Example@Example.org1', 'oleksandrina.example@example.org'],
  ])('%s is refused for %s', (password, name) => {
    expect(verdict(password, name)).toMatch(/too close to your name/);
  });

  test('a name inside something longer is accepted', () => {
    expect(verdict('oleksandrina-likes-otters', 'oleksandrina')).toBe('accepted');
  });

  test('a short name forbids nothing, and neither does a missing one', () => {
    expect(verdict('bob-kzq4wv', 'bob')).toBe('accepted');
    expect(verdict('kzq4wvxb', undefined, '')).toBe('accepted');
    expect(verdict('kzq4wvxb', '@example.org')).toBe('accepted');
  });

  test('every name counts, not only the first', () => {
    expect(verdict('oleksandrina', undefined, 'someone', 'oleksandrina')).toMatch(/too close/);
  });
});

test('a refusal never repeats the password', () => {
  for (const password of ['kzq4wvx', 'password1', 'oleksandrina1', 'qx'.repeat(200)]) {
    const refused = checkNewPassword(password, ['oleksandrina']);
    expect(refused?.reason).toBe('PasswordUnacceptable');
    expect(JSON.stringify(refused)).not.toContain(password);
  }
});
