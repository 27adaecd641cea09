import { describe, expect, test } from 'vitest';
import { newInitialPassword } from '../../../src/core/password/initial.ts';
import { checkNewPassword } from '../../../src/core/password/rules.ts';
import { Seeded } from '../seeded.ts';

const seeded = new Seeded('initial');
const random = { bytes: (length: number) => seeded.bytes(length), token: () => '' };
const many = Array.from({ length: 4_000 }, () => newInitialPassword(random));

describe('initial passwords (ASVS 6.4.1)', () => {
  test('are four groups of five from the generator that is passed in', () => {
    expect(many.filter(password => !/^[a-z2-9]{5}(-[a-z2-9]{5}){3}$/.test(password))).toEqual([]);
    expect(new Set(many).size).toBe(many.length);
  });

  test('use 32 characters, none of which looks like another', () => {
    const used = new Set(many.join('').replaceAll('-', ''));
    expect(used.size).toBe(32);
    expect([...'lo01'].filter(character => used.has(character))).toEqual([]);
  });

  test('use all of them alike: 20 characters of 5 bits are 100 bits', () => {
    const counts = new Map<string, number>();
    for (const character of many.join('').replaceAll('-', ''))
      counts.set(character, (counts.get(character) ?? 0) + 1);
    const expected = (many.length * 20) / 32;
    // Chi squared with 31 degrees of freedom: 61.1 is passed once in a thousand.
    const chi = [...counts.values()].reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    expect(chi).toBeLessThan(61.1);
  });

  test('depend on every one of 20 random bytes', () => {
    const fixed = (changed: number) => ({
      bytes: (length: number) => Uint8Array.from({ length }, (_, at) => (at === changed ? 1 : 0)),
      token: () => '',
    });
    const made = Array.from({ length: 20 }, (_, changed) => newInitialPassword(fixed(changed)));
    expect(new Set([...made, newInitialPassword(fixed(-1))]).size).toBe(21);
  });

  test('pass the rules that the next password has to pass', () => {
    expect(many.slice(0, 200).filter(password => checkNewPassword(password, []) !== undefined)).toEqual([]);
  });
});
