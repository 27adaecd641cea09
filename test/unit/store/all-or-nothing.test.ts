import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { devices, flows, sessions } from '../../../src/adapters/store/schema.ts';
import { StoreUnavailable } from '../../../src/core/ports.ts';
import { audit, codeProof, flow, NOW, newAccount, owner, PHC, STEP, session, virtual } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const phone = virtual('phone');
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('CreateAccount'));
  await store.createVirtual(phone, 16, audit('C'));
  await store.assign(phone.id, owner.id, { lastStep: STEP, drift: 0 }, 8, audit('E'));
});
afterEach(() => file.delete());

describe('a batch', () => {
  const spend = () =>
    file.first.database.writer
      .update(devices)
      .set({ lastStep: STEP + 5 })
      .where(eq(devices.id, phone.id))
      .returning({ id: devices.id });
  const insert = (id: string, gateway = file.first) =>
    gateway.database.writer
      .insert(sessions)
      .values({ ...session(id), amr: 'pwd' })
      .returning({ id: sessions.id });

  test('returns the rows of each statement in order', async () => {
    const rows = await file.first.database.atomically([spend(), insert('S')]);
    expect(rows).toEqual([[{ id: phone.id }], [{ id: 'S' }]]);
  });

  test('whose second statement fails leaves nothing of the first (B2)', async () => {
    await file.first.database.atomically([insert('S')]);
    await expect(file.first.database.atomically([spend(), insert('S')])).rejects.toThrow();
    expect(file.device(phone.id).last_step).toBe(STEP);
    expect(file.count('sessions')).toBe(1);
  });

  test('control: the same two statements one after the other leave the code spent for nothing', async () => {
    await insert('S').all();
    await spend().all();
    await expect(async () => insert('S').all()).rejects.toThrow();
    expect(file.device(phone.id).last_step).toBe(STEP + 5);
  });

  test('leaves the connection good for the next one', async () => {
    await file.first.database.atomically([insert('S')]);
    await expect(file.first.database.atomically([spend(), insert('S')])).rejects.toThrow();
    expect(await file.first.database.atomically([spend()])).toHaveLength(1);
    expect(file.device(phone.id).last_step).toBe(STEP + 5);
    expect(await file.second.database.atomically([insert('S2', file.second)])).toHaveLength(1);
  });
});

describe('batches that share a commit', () => {
  test('one that fails takes none of the others with it, and leaves nothing of its own', async () => {
    const { writer, atomically } = file.first.database;
    const open = (token: string) =>
      writer
        .insert(flows)
        .values({ ...flow(token), amr: 'pwd' })
        .returning({ tokenHash: flows.tokenHash });
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        atomically(at === 7 ? [open('f7'), open('f3'), open('never')] : [open(`f${at}`)]),
      ),
    );
    expect(results.map(({ status }) => status).indexOf('rejected')).toBe(7);
    expect(results.filter(({ status }) => status === 'rejected')).toHaveLength(1);
    expect(file.count('flows')).toBe(19);
    expect(file.count('flows', "token_hash in ('f7', 'never')")).toBe(0);
  });
});

describe('a sign-in whose last statement fails', () => {
  const advance = () =>
    file.first.store.advanceFlow(
      { tokenHash: 'f', state: 'mfa' },
      owner.id,
      codeProof(phone, STEP + 1),
      { to: 'session', session: session('S') },
      audit('SignIn.Code'),
    );

  test('spends no code, ends no flow, opens no session (3.16: fails closed)', async () => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    file.raw.exec(
      `create trigger broken before insert on audit_log when new.event = 'SignIn.Code' begin select raise(abort, 'disk full'); end`,
    );
    const before = file.device(phone.id);
    await expect(advance()).rejects.toBeInstanceOf(StoreUnavailable);
    expect(file.device(phone.id)).toEqual(before);
    expect(file.count('sessions')).toBe(0);
    expect((await file.first.store.findFlow('f', NOW))?.flow.state).toBe('mfa');
    file.raw.exec('drop trigger broken');
    expect(await advance()).toBe(true);
  });
});
