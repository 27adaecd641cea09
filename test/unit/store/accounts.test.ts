import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewAccount } from '../../../src/core/account/store.ts';
import { account, audit, NOW, newAccount, owner, session, user } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

let file: GatewayFile;
beforeEach(() => {
  file = new GatewayFile();
});
afterEach(() => file.delete());

const stores = () => [file.first.store, file.second.store];
const won = (results: unknown[]) => results.filter(result => result === true).length;

function another(at: number): NewAccount {
  const id = String(200_000_000_000 + at);
  return {
    account: { ...account, id, alias: `acme-${at}` },
    owner: { ...owner, id: `ROOT-${at}`, accountId: id, email: `o${at}@example.org`, userHandle: `h${at}` },
    sealedPhone: 'k1.sealed',
  };
}

function setUp(at: number, token = 'token', now = NOW) {
  const created = another(at);
  const opened = session(`S${at}`, created.owner.id);
  return stores()[at % 2]?.setUp(token, created, opened, audit('CreateAccount', created.owner.id), now);
}

describe('the set-up link', () => {
  test('creates one account, however many open it at once (C6)', async () => {
    await file.first.store.putSetUpToken('token', NOW + 1_000);
    const results = await Promise.all(Array.from({ length: 20 }, (_, at) => setUp(at)));
    expect(won(results)).toBe(1);
    for (const table of ['accounts', 'people', 'sessions', 'audit_log'])
      expect(file.count(table), table).toBe(1);
    expect(await setUp(77)).toBe(false);
  });

  test('works until its time and not at it', async () => {
    await file.first.store.putSetUpToken('token', NOW + 1_000);
    expect(await file.first.store.setUpTokenIsValid('token', NOW + 1_000)).toBe(false);
    expect(await setUp(0, 'token', NOW + 1_000)).toBe(false);
    expect(file.count('accounts') + file.count('people') + file.count('sessions')).toBe(0);
    await file.first.store.putSetUpToken('token', NOW + 1_000);
    expect(await setUp(0, 'token', NOW + 999)).toBe(true);
  });

  test('a newer one ends the older; an invented one creates nothing (D3)', async () => {
    await file.first.store.putSetUpToken('older', NOW + 1_000);
    await file.second.store.putSetUpToken('newer', NOW + 1_000);
    expect(await setUp(0, 'older')).toBe(false);
    expect(await setUp(1, 'invented')).toBe(false);
    expect(await setUp(2, 'newer')).toBe(true);
  });
});

describe('accounts', () => {
  test('of one e-mail address or alias there is one, 10 created at once', async () => {
    const sameAddress = Array.from({ length: 10 }, (_, at) => {
      const made = another(at);
      return { ...made, owner: { ...made.owner, email: 'same@example.org' } };
    });
    const create = (made: NewAccount, at: number) =>
      stores()[at % 2]?.createAccount(made, audit('CreateAccount'));
    expect(won(await Promise.all(sameAddress.map(create)))).toBe(1);
    const sameAlias = Array.from({ length: 10 }, (_, at) => {
      const made = another(100 + at);
      return { ...made, account: { ...made.account, alias: 'same' } };
    });
    expect(won(await Promise.all(sameAlias.map(create)))).toBe(1);
    for (const table of ['accounts', 'people', 'audit_log']) expect(file.count(table), table).toBe(2);
  });

  test('are found by id and by alias, and alone only while alone', async () => {
    await file.first.store.createAccount(newAccount, audit('CreateAccount'));
    const { store } = file.second;
    expect(await store.findAccount(account.id)).toEqual(account);
    expect(await store.findAccount('acme')).toEqual(account);
    expect(await store.soleAccount()).toEqual(account);
    await store.createAccount(another(1), audit('CreateAccount'));
    expect(await store.soleAccount()).toBeUndefined();
    expect(await store.countAccounts()).toBe(2);
  });

  test('an alias that another account has is not taken over', async () => {
    const { store } = file.first;
    await store.createAccount(newAccount, audit('CreateAccount'));
    await store.createAccount(another(1), audit('CreateAccount'));
    expect(await store.updateAccount(account.id, { alias: 'acme-1' }, audit('U'))).toBe(false);
    expect(await store.updateAccount(account.id, { requireMfa: 'required' }, audit('U'))).toBe(true);
    expect(await store.findAccount('acme')).toMatchObject({ id: account.id, requireMfa: 'required' });
  });
});

describe('users', () => {
  beforeEach(() => file.first.store.createAccount(newAccount, audit('CreateAccount')));

  test('of one name there is one, whatever its case, 20 created at once (B12)', async () => {
    const names = ['alice', 'ALICE', 'Alice', 'aLiCe'];
    const results = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        stores()[at % 2]?.createUser(user(`AIDA${at}`, names[at % 4] ?? ''), audit('CreateUser')),
      ),
    );
    expect(won(results)).toBe(1);
    expect(file.count('audit_log', "event = 'CreateUser'")).toBe(1);
    expect((await file.first.store.findUser(account.id, 'alice'))?.kind).toBe('user');
  });

  test('are deleted with everything that is theirs, and the owner never', async () => {
    const { store } = file.first;
    await store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    await store.openPasswordSession(session('S', 'AIDA1'), 'phc-of-the-owner', audit('SignIn'));
    expect(await store.deleteUser(owner.id, true, audit('DeleteUser'))).toBe(false);
    expect(await store.deleteUser('AIDA1', true, audit('DeleteUser'))).toBe(true);
    expect(file.count('people')).toBe(1);
    expect(file.count('sessions')).toBe(0);
    expect(file.count('audit_log', "event = 'DeleteUser'")).toBe(1);
  });

  test('a hash is renewed only in place of the one that was verified', async () => {
    const { store } = file.first;
    await store.rehash(owner.id, 'an older phc', 'phc-2');
    expect((await store.findOwner('owner@example.org'))?.password).toBe('phc-of-the-owner');
    await store.rehash(owner.id, 'phc-of-the-owner', 'phc-2');
    expect((await store.findOwner('owner@example.org'))?.password).toBe('phc-2');
  });
});
