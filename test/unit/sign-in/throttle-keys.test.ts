import { describe, expect, test } from 'vitest';
import { digest } from '../../../src/adapters/crypto/node.ts';
import type { Account } from '../../../src/core/account/account.ts';
import { type Context, HashingBusy, type Store } from '../../../src/core/ports.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import { submitPassword } from '../../../src/core/sign-in/password.ts';
import { reservePasswordAttempt } from '../../../src/core/sign-in/throttle.ts';

const account = { id: '111122223333', alias: 'acme' } as Account;

/** A request that fails, and the counters that it was charged to. */
function attempts(address = '203.0.113.7', nextAt?: (key: string) => number | undefined) {
  const keys: string[] = [];
  const hashed: (string | undefined)[] = [];
  const store: Partial<Store> = {
    takeAttempt(throttles) {
      keys.push(...throttles.map(({ key }) => key));
      return throttles.map(({ key }) => nextAt?.(key)).find(next => next !== undefined);
    },
    record: () => undefined,
    findOwner: () => undefined,
    findUser: () => undefined,
    findAccount: idOrAlias => ([account.id, account.alias].includes(idOrAlias) ? account : undefined),
    soleAccount: () => account,
  };
  const passwords = {
    async verify(phc: string | undefined) {
      hashed.push(phc);
      return false;
    },
  };
  const caller = { requestId: 'r', address, place: undefined, userAgent: '' };
  const context = { now: 1_800_000_000_000, caller, digest, store, passwords } as unknown as Context;
  return { context, keys, hashed };
}

async function keysOf(input: Parameters<typeof submitPassword>[1], address?: string): Promise<string[]> {
  const { context, keys } = attempts(address);
  await submitPassword(context, input);
  return keys;
}

const owner = (email: string) => ({ as: 'owner', email, password: 'wrong' }) as const;
const user = (userName: string, account?: string) =>
  ({ as: 'user', userName, password: 'wrong', ...(account && { account }) }) as const;

describe('guesses at a password (3.12)', () => {
  test.each([
    'ALICE@EXAMPLE.ORG',
    ' alice@example.org',
    'alice@example.org\u00a0',
    'ａｌｉｃｅ@example.org',
    'Alice@Example.org',
  ])('one e-mail address has one counter however it is spelled: %s (B12)', async spelled => {
    expect(await keysOf(owner(spelled))).toEqual(await keysOf(owner('alice@example.org')));
  });

  test.each([
    ['ALICE', 'alice'],
    [' alice ', 'alice'],
    ['mi\u212Ae', 'mike'],
    ['andre\u0301', 'andr\u00e9'],
    ['ﬁona', 'fiona'],
  ])('one user name has one counter however it is spelled: %s (B12)', async (spelled, plain) => {
    expect(await keysOf(user(spelled, '111122223333'))).toEqual(await keysOf(user(plain, '111122223333')));
  });

  test.each([
    ['the alias', 'acme'],
    ['the alias in capitals', 'ACME'],
    ['the alias with spaces and wide letters', ' ａcme '],
    ['the id', '111122223333'],
    ['the id in wide digits', '１１１１２２２２３３３３'],
    ['nothing at all', undefined],
  ])('one user has one counter, his account named by %s (B12)', async (_, spelled) => {
    expect(await keysOf(user('Alice', spelled))).toEqual(await keysOf(user('alice', account.id)));
  });

  test('users of one name in two accounts, and an owner, have a counter each', async () => {
    const names = [user('alice', 'acme'), user('alice', 'unknown'), user('bob', 'acme'), owner('alice')];
    const keys = new Set((await Promise.all(names.map(input => keysOf(input)))).map(([name]) => name));
    expect(keys.size).toBe(4);
  });

  test('an account that is unknown has one counter, too, however it is spelled', async () => {
    expect(await keysOf(user('alice', 'UNKNOWN'))).toEqual(await keysOf(user('alice', 'unknown')));
  });

  test('are charged to the network too: a /24 or a /64, not an address', async () => {
    expect(await keysOf(owner('a@b.c'), '203.0.113.200')).toEqual(await keysOf(owner('a@b.c')));
    expect(await keysOf(owner('a@b.c'), '2001:db8::1')).toEqual(await keysOf(owner('a@b.c'), '2001:db8::2'));
    expect(await keysOf(owner('a@b.c'), '198.51.100.7')).not.toEqual(await keysOf(owner('a@b.c')));
  });

  test('hold nobody back in another network: no counter is without its network', async () => {
    for (const key of await keysOf(owner('alice@example.org'))) expect(key).toContain('203.0.113.0/24');
  });

  test('a million invented names leave at most 4,096 counters a network behind', async () => {
    const names = new Set<string>();
    for (let index = 0; index < 20_000; index++) {
      const { context, keys } = attempts();
      await reservePasswordAttempt(context, `user||invented-${index}`);
      for (const key of keys) names.add(key);
    }
    expect(names.size).toBeLessThanOrEqual(4_097);
    expect(names.size).toBeGreaterThan(3_900);
  });

  test('no key holds what was typed', async () => {
    expect((await keysOf(owner('alice@example.org'))).join()).not.toContain('alice');
  });
});

describe('the order', () => {
  test('the attempt is reserved before the password is hashed: refused guesses cost nothing', async () => {
    const { context, hashed } = attempts('203.0.113.7', () => 1_800_000_030_000);
    const result = await submitPassword(context, owner('alice@example.org'));
    expect(result).toBeInstanceOf(Refusal);
    expect(result).toMatchObject({ reason: 'TooManyAttempts', details: { retryAfter: 30 } });
    expect(hashed).toEqual([]);
  });

  test('the network is asked even where the name still has attempts', async () => {
    const only = (key: string) => (key.startsWith('passwords|') ? 1_800_000_000_400 : undefined);
    const { context, hashed } = attempts('203.0.113.7', only);
    const result = await submitPassword(context, owner('alice@example.org'));
    expect(result).toMatchObject({ reason: 'TooManyAttempts', details: { retryAfter: 1 } });
    expect(hashed).toEqual([]);
  });

  test('an unknown name is hashed once like a known one (3.5)', async () => {
    for (const input of [owner('nobody@example.org'), user('nobody'), user('nobody', 'no-such-account')]) {
      const { context, hashed } = attempts();
      expect(await submitPassword(context, input)).toMatchObject({ reason: 'SignInRefused' });
      expect(hashed).toEqual([undefined]);
    }
  });

  test('whoever was told that the machine is busy has not guessed: the attempt is given back (HashingBusy)', async () => {
    const { context, keys } = attempts();
    const returned: string[] = [];
    context.store.returnAttempt = throttles => void returned.push(...throttles.map(({ key }) => key));
    context.passwords.verify = () => Promise.reject(new HashingBusy());
    await expect(submitPassword(context, user('alice', 'acme'))).rejects.toBeInstanceOf(HashingBusy);
    expect(returned).toEqual(keys);
  });

  test('a wrong guess is not given back; it waits in the line of its network', async () => {
    const { context } = attempts();
    const sources: string[] = [];
    context.store.returnAttempt = () => expect.fail('a wrong guess was given back');
    context.passwords.verify = async (_, __, source) => sources.push(source) < 0;
    expect(await submitPassword(context, user('alice', 'acme'))).toMatchObject({ reason: 'SignInRefused' });
    expect(sources).toEqual(['203.0.113.0/24']);
  });
});
