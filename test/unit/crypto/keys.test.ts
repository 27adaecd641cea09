import { describe, expect, test } from 'vitest';
import { parseSecretKeys } from '../../../src/adapters/crypto/keys.ts';
import { newSecretKey } from '../../../src/runtime/data-dir.ts';
import { Seeded } from '../seeded.ts';

const random = new Seeded('keys');
const base64 = (length: number) => Buffer.from(random.bytes(length)).toString('base64');
const good = base64(32);

describe('SECRET_KEYS', () => {
  test('is a list in order; spaces around the keys do not matter', () => {
    const keys = parseSecretKeys(`new:${good}, old_2:${base64(32)} ,third-3:${base64(32)}`);
    if (typeof keys === 'string') throw new Error(keys);
    expect(keys.map(key => key.id)).toEqual(['new', 'old_2', 'third-3']);
    expect(Buffer.from(keys[0]?.bytes ?? []).toString('base64')).toBe(good);
  });

  test('takes what `sallyport keys new` makes', () => {
    expect(parseSecretKeys(newSecretKey('k1'))).toHaveLength(1);
    expect(newSecretKey('k1')).not.toBe(newSecretKey('k1'));
  });

  test.each([
    ['nothing', '', /id:base64/],
    ['a key without an id', good, /id:base64/],
    ['an empty id', `:${good}`, /id:base64/],
    ['an id with a dot, which ends it in a sealed value', `a.b:${good}`, /id:base64/],
    ['an id with a bar, which separates what is authenticated', `a|b:${good}`, /id:base64/],
    ['an id of 33 characters', `${'a'.repeat(33)}:${good}`, /id:base64/],
    ['a third part', `a:${good}:x`, /id:base64/],
    ['a comma at the end', `a:${good},`, /id:base64/],
    ['one id twice', `a:${good},b:${base64(32)},a:${base64(32)}`, /same id/],
    ['31 bytes', `a:${base64(31)}`, /not 32 bytes/],
    ['33 bytes', `a:${base64(33)}`, /not 32 bytes/],
    ['16 bytes, enough for AES-128', `a:${base64(16)}`, /not 32 bytes/],
    ['no bytes', 'a:', /not 32 bytes/],
    ['what is not base64', `a:${'!'.repeat(44)}`, /not 32 bytes/],
    ['a bad key behind a good one', `a:${good},b:short`, /key b/],
  ])('%s: refused', (_, text, reason) => {
    expect(parseSecretKeys(text)).toMatch(reason);
  });

  test('what is wrong is said without the key', () => {
    const secrets = [base64(31), base64(33), `${good.slice(0, 20)}!${good.slice(21)}`];
    for (const secret of secrets)
      for (const text of [secret, `a:${secret}`, `a:${good},b:${secret}`, `a:${secret}:x`]) {
        const said = parseSecretKeys(text);
        expect(said).toEqual(expect.any(String));
        expect(said).not.toContain(secret.slice(0, 8));
        expect(said).not.toContain(good.slice(0, 8));
      }
  });
});
