import { DrizzleQueryError } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database } from '../../../src/adapters/store/database.ts';
import { createStore } from '../../../src/adapters/store/store.ts';
import { type Store, StoreUnavailable } from '../../../src/core/ports.ts';
import { audit, codeProof, flow, NOW, newAccount, owner, PHC, STEP, session, user, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const CANARY = 'canary-3f9a';
const phone = { ...virtual('phone'), sealedSecret: `k1.${CANARY}` };

/** One call of every kind of verb, each with something in it that must not come out again. */
const CALLS: [string, (store: Store) => unknown][] = [
  ['ping', store => store.ping()],
  ['sweep', store => store.sweep(NOW)],
  ['findPrincipal', store => store.findPrincipal(CANARY)],
  ['findOwner', store => store.findOwner(CANARY)],
  ['leaseMails', store => store.leaseMails(NOW, 1)],
  ['settleMail', store => store.settleMail(CANARY, 'sent', 0)],
  ['findFlow', store => store.findFlow(CANARY, NOW)],
  ['openFlow', store => store.openFlow(flow(CANARY), CANARY, audit('F'))],
  ['reserveAttempt', store => store.reserveAttempt(CANARY, NOW)],
  ['takeAttempt', store => store.takeAttempt([{ key: CANARY, allowance: { burst: 1, interval: 1 } }], NOW)],
  ['takeChallenge', store => store.takeChallenge(CANARY, 'passkey', NOW)],
  ['createVirtual', store => store.createVirtual(phone, 16, audit('C'))],
  ['record', store => store.record({ ...audit('R'), userAgent: CANARY })],
  ['putSetUpToken', store => store.putSetUpToken(CANARY, NOW)],
  ['createUser', store => store.createUser({ ...user('A', CANARY), password: CANARY }, audit('U'))],
  [
    'advanceFlow',
    store =>
      store.advanceFlow(
        flow(CANARY),
        owner.id,
        codeProof(phone, STEP),
        { to: 'session', session: { ...session('S'), tokenHash: CANARY } },
        audit('SignIn'),
      ),
  ],
];

async function failure(call: (store: Store) => unknown, store: Store): Promise<unknown> {
  try {
    await call(store);
  } catch (error) {
    return error;
  }
  return 'nothing was thrown';
}

function expectSilent(error: unknown): void {
  expect(error).toBeInstanceOf(StoreUnavailable);
  const { message, stack, cause } = error as Error;
  for (const text of [message, stack, String(cause), JSON.stringify(error)])
    expect(text).not.toContain(CANARY);
}

describe('a store that fails', () => {
  let file: GatewayFile;
  beforeEach(async () => {
    file = new GatewayFile();
    await file.first.store.createAccount(newAccount, audit('CreateAccount'));
  });
  afterEach(() => file.delete());

  test.each(CALLS)('%s says so, and nothing of what it was given', async (verb, call) => {
    const tables = file.raw.prepare("select name from sqlite_master where type = 'table'").all();
    for (const { name } of tables as { name: string }[])
      if (!name.startsWith('sqlite_')) file.raw.exec(`drop table ${name}`);
    const error = await failure(call, file.first.store);
    expectSilent(error);
    expect((error as Error).message).toMatch(new RegExp(`^${verb}: SQLITE_`));
  });

  test('a violated constraint names neither row nor value', async () => {
    await file.first.store.openFlow(flow(CANARY), PHC, audit('SignIn.Password'));
    expectSilent(
      await failure(store => store.openFlow(flow(CANARY), PHC, audit('SignIn.Password')), file.second.store),
    );
  });

  test('a database that another process holds is unavailable, not broken, and answers afterwards', async () => {
    await file.first.database.writer.get('pragma busy_timeout = 1');
    file.raw.exec('begin immediate');
    const busy = await failure(
      store => store.openFlow(flow(CANARY), PHC, audit('SignIn.Password')),
      file.first.store,
    );
    file.raw.exec('rollback');
    expectSilent(busy);
    expect((busy as Error).message).toBe('openFlow: SQLITE_BUSY');
    expect(file.count('flows')).toBe(0);
    await file.first.store.openFlow(flow(CANARY), PHC, audit('SignIn.Password'));
    expect(file.count('flows')).toBe(1);
  });
});

describe('an engine that explains too much', () => {
  /** A database whose every query fails with `error`. */
  const failing = (error: Error): Database => {
    const chain: unknown = new Proxy(() => undefined, {
      get: (_, property) => (property === 'then' ? undefined : chain),
      apply: () => chain,
    });
    const none = chain as Database['writer'];
    return { reader: none, writer: none, atomically: () => Promise.reject(error) };
  };

  test("drizzle's message, which quotes statement and parameters, is left out for the engine's own", async () => {
    const cause = new Error('D1_ERROR: no such table');
    const error = new DrizzleQueryError(`insert ${CANARY}`, [CANARY], cause);
    const thrown = await failure(
      store => store.openFlow(flow('f'), PHC, audit('SignIn.Password')),
      createStore(failing(error)),
    );
    expectSilent(thrown);
    expect((thrown as Error).message).toBe('openFlow: D1_ERROR: no such table');
  });

  test("drizzle's message is left out also where the engine gave no reason", async () => {
    for (const cause of [undefined, CANARY as unknown as Error]) {
      const error = new DrizzleQueryError(`insert ${CANARY}`, [CANARY], cause);
      const thrown = await failure(store => store.sweep(NOW), createStore(failing(error)));
      expectSilent(thrown);
      expect((thrown as Error).message).toBe('sweep: query failed');
    }
  });

  test('a mistake of the program is not taken for a store that is away', async () => {
    const thrown = await failure(
      store => store.openFlow(flow('f'), PHC, audit('SignIn.Password')),
      createStore(failing(new TypeError('not a function'))),
    );
    expect(thrown).toBeInstanceOf(TypeError);
  });
});
