import { describe, expect, test } from 'vitest';
import { comparable, newAccountId, newUniqueId } from '../../src/core/identifiers.ts';
import { Seeded } from './seeded.ts';

const seeded = new Seeded('identifiers');
const random = { bytes: (length: number) => seeded.bytes(length), token: () => '' };

describe('how names are compared (B12)', () => {
  test.each(['alice', 'ALICE', ' alice', 'alice\t', 'Ａｌｉｃｅ', 'ALICE\u3000'])('%j is alice', name => {
    expect(comparable(name)).toBe('alice');
  });

  test('the Kelvin sign is k, a ligature its letters, NFD is NFC', () => {
    expect(comparable('mi\u212Ae')).toBe('mike');
    expect(comparable('ﬁona')).toBe('fiona');
    expect(comparable('ANDRE\u0301')).toBe('andr\u00e9');
  });

  test('comparing twice changes nothing', () => {
    for (const name of ['ALICE', 'mi\u212Ae', 'ﬁona', 'ß', 'Ⅷ', '①', 'ﷺ'])
      expect(comparable(comparable(name)), name).toBe(comparable(name));
  });

  test('names that differ stay different', () => {
    const names = ['alice', 'a.lice', 'alice.', 'аlice', 'alíce', 'alice@example.org', 'al ice'];
    expect(new Set(names.map(comparable)).size).toBe(names.length);
  });
});

describe('new identifiers', () => {
  test('an account id has twelve digits and no zero in front', () => {
    const ids = Array.from({ length: 3_000 }, () => newAccountId(random));
    expect(ids.filter(id => !/^[1-9]\d{11}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('a unique id has its prefix and 17 characters of base32 (85 bits)', () => {
    const ids = Array.from({ length: 3_000 }, () => newUniqueId('AIDA', random));
    expect(ids.filter(id => !/^AIDA[A-Z2-7]{17}$/.test(id))).toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });
});
