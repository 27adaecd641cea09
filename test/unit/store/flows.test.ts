import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { devices, sessions } from '../../../src/adapters/store/schema.ts';
import type { Proof } from '../../../src/core/devices/proof.ts';
import {
  audit,
  codeProof,
  fido,
  flow,
  keyProof,
  NOW,
  newAccount,
  owner,
  PHC,
  STEP,
  session,
  user,
  virtual,
} from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const phone = virtual('phone');
const key = fido('key');
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('CreateAccount'));
  await store.createVirtual(phone, 16, audit('CreateVirtualMFADevice'));
  await store.assign(phone.id, owner.id, { lastStep: STEP, drift: 0 }, 8, audit('EnableMFADevice'));
  await store.addCredential(key, 8, audit('FinishFIDORegistration'));
});
afterEach(() => file.delete());

const gateways = () => [file.first.store, file.second.store];
const signIn = (which: number, token: string, proof: Proof, id: string) =>
  gateways()[which % 2]?.advanceFlow(
    { tokenHash: token, state: 'mfa' },
    owner.id,
    proof,
    { to: 'session', session: session(id) },
    audit('SignIn'),
  );
const won = (results: unknown[]) => results.filter(result => result === true).length;

test('a passkey opens nothing for whoever lost the password since it was asked for (contract 4.10)', async () => {
  const { store } = file.first;
  const passkey = { ...flow('p', 'passkey'), personId: undefined, amr: [] };
  const open = (id: string) =>
    store.advanceFlow(
      { tokenHash: 'p', state: 'passkey' },
      owner.id,
      keyProof(key, 6),
      { to: 'session', session: session(id) },
      audit('SignIn'),
    );
  await store.openPasskeyFlow(passkey);
  file.raw.prepare('update people set password = null where id = ?').run(owner.id);
  expect(await open('S')).toBe(false);
  expect(file.count('sessions')).toBe(0);
  file.raw.prepare('update people set password = ? where id = ?').run(PHC, owner.id);
  file.raw.prepare('update devices set sign_count = 5 where id = ?').run(key.id);
  expect(await open('S')).toBe(true);
});

describe('one proof, one session (B4, B5)', () => {
  test('the same code 50 times at once, on two gateways, in 50 flows: one session', async () => {
    for (let at = 0; at < 50; at++)
      await file.first.store.openFlow(flow(`f${at}`), PHC, audit('SignIn.Password'));
    const proof = codeProof(phone, STEP + 1);
    const results = await Promise.all(
      Array.from({ length: 50 }, (_, at) => signIn(at, `f${at}`, proof, `S${at}`)),
    );
    expect(won(results)).toBe(1);
    expect(file.count('sessions')).toBe(1);
    expect(file.count('audit_log', "event = 'SignIn'")).toBe(1);
    expect(file.count('flows', "state = 'done'")).toBe(1);
    expect(file.device(phone.id)).toMatchObject({ last_step: STEP + 1, failures: 0, last_used_at: NOW });
  });

  test('control: reading the last step and then writing it lets many through', async () => {
    const { reader, writer } = file.first.database;
    const naive = async (id: string) => {
      const row = await reader.select().from(devices).where(eq(devices.id, phone.id)).get();
      if ((row?.lastStep ?? 0) >= STEP + 1) return false;
      await writer
        .update(devices)
        .set({ lastStep: STEP + 1 })
        .where(eq(devices.id, phone.id));
      await writer.insert(sessions).values({ ...session(id), amr: 'pwd' });
      return true;
    };
    expect(won(await Promise.all(Array.from({ length: 50 }, (_, at) => naive(`S${at}`))))).toBeGreaterThan(1);
  });

  test.each([STEP - 1, STEP])('a code of step %i, not newer than the last one, opens nothing', async step => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    expect(await signIn(0, 'f', codeProof(phone, step), 'S')).toBe(false);
    expect(file.count('sessions')).toBe(0);
    expect(file.count('flows', "state = 'mfa'")).toBe(1);
  });

  test('two fresh codes in one flow: the flow ends once', async () => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    const steps = [STEP + 1, STEP + 2];
    const results = await Promise.all(
      steps.map((step, at) => signIn(at, 'f', codeProof(phone, step), `S${at}`)),
    );
    expect(won(results)).toBe(1);
    expect(file.count('sessions')).toBe(1);
  });

  test('a code that came too late for its flow is not spent: it works in the next one', async () => {
    await file.first.store.openFlow({ ...flow('old'), expiresAt: NOW }, PHC, audit('SignIn.Password'));
    await file.first.store.openFlow(flow('new'), PHC, audit('SignIn.Password'));
    const proof = codeProof(phone, STEP + 1);
    expect(await signIn(0, 'old', proof, 'S1')).toBe(false);
    expect(file.device(phone.id).last_step).toBe(STEP);
    expect(await signIn(0, 'new', proof, 'S2')).toBe(true);
  });
});

describe("a key's counter (A7)", () => {
  test('the same assertion twice: one session', async () => {
    for (const token of ['a', 'b'])
      await file.first.store.openFlow(flow(token), PHC, audit('SignIn.Password'));
    const proof = keyProof(key, 6);
    const results = await Promise.all(['a', 'b'].map((token, at) => signIn(at, token, proof, `S${at}`)));
    expect(won(results)).toBe(1);
    expect(file.device(key.id).sign_count).toBe(6);
  });

  test.each([
    0, 4, 5,
  ])('a counter that does not grow, 5 to %i, opens nothing and is not stored', async count => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    expect(await signIn(0, 'f', keyProof(key, count), 'S')).toBe(false);
    expect(file.device(key.id).sign_count).toBe(5);
  });

  test('a key that does not count stays at zero and works again', async () => {
    const plain = { ...fido('plain'), signCount: 0 };
    await file.first.store.addCredential(plain, 8, audit('FinishFIDORegistration'));
    for (const token of ['a', 'b']) {
      await file.first.store.openFlow(flow(token), PHC, audit('SignIn.Password'));
      expect(await signIn(0, token, keyProof(plain, 0), `S-${token}`)).toBe(true);
    }
  });
});

describe('whoever lost the right meanwhile', () => {
  const proof = codeProof(phone, STEP + 1);

  test('a disabled person opens nothing', async () => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    file.raw.prepare('update people set disabled_at = 1').run();
    expect(await signIn(0, 'f', proof, 'S')).toBe(false);
    expect(file.device(phone.id).last_step).toBe(STEP);
  });

  test('a device that was deactivated opens nothing', async () => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    await file.second.store.deactivate({ ...phone, personId: owner.id }, false, undefined, audit('D'));
    expect(await signIn(0, 'f', proof, 'S')).toBe(false);
  });

  test('a flow of another state, a cancelled one and an invented one open nothing', async () => {
    await file.first.store.openFlow(flow('p', 'new-password'), PHC, audit('SignIn.Password'));
    await file.first.store.openFlow(flow('c'), PHC, audit('SignIn.Password'));
    await file.second.store.cancelFlow('c');
    for (const token of ['p', 'c', 'invented']) expect(await signIn(0, token, proof, 'S')).toBe(false);
    expect(file.device(phone.id).last_step).toBe(STEP);
  });
});

describe('opening a flow', () => {
  const open = (phc = PHC) => file.first.store.openFlow(flow('f'), phc, audit('SignIn.Password'));
  const signedIn = () => file.count('audit_log', "event = 'SignIn.Password'");

  test('takes the password that was verified, and is written down once', async () => {
    expect(await open()).toBe(true);
    expect(await file.second.store.findFlow('f', NOW)).toMatchObject({ person: { id: owner.id } });
    expect(signedIn()).toBe(1);
  });

  test('after the password was changed meanwhile opens nothing and reports nothing', async () => {
    const next = { phc: 'phc-2', state: 'own', expiresAt: undefined } as const;
    await file.second.store.setPassword(owner.id, next, PHC, undefined, audit('P'));
    expect(await open()).toBe(false);
    expect(file.count('flows')).toBe(0);
    expect(signedIn()).toBe(0);
    expect(await open('phc-2')).toBe(true);
  });

  test('of a person who was disabled meanwhile opens nothing and reports nothing', async () => {
    await file.second.store.setDisabled(owner.id, NOW, audit('DisableUser'));
    expect(await open()).toBe(false);
    expect(file.count('flows')).toBe(0);
    expect(signedIn()).toBe(0);
  });

  test('of nobody opens nothing, and an empty hash is not a right one', async () => {
    const { store } = file.first;
    const nobodys = { ...flow('f'), personId: 'AIDA-gone' };
    expect(await store.openFlow(nobodys, PHC, audit('SignIn.Password'))).toBe(false);
    file.raw.prepare('update people set password = null').run();
    expect(await open('')).toBe(false);
    expect(file.count('flows') + signedIn()).toBe(0);
  });
});

describe('submissions in one flow', () => {
  const open = (token = 'f') => file.first.store.openFlow(flow(token), PHC, audit('SignIn.Password'));
  const submit = async (times: number, token = 'f', now = NOW) => {
    const all = Array.from({ length: times }, (_, at) => gateways()[at % 2]?.takeFlowAttempt(token, now));
    return won(await Promise.all(all));
  };

  test('are twenty, 100 at once on two gateways, and then none', async () => {
    await open();
    expect(await submit(100)).toBe(20);
    expect(await submit(1)).toBe(0);
    expect(await submit(1, 'f', NOW + 599_999)).toBe(0);
  });

  test('of one flow are none of another', async () => {
    await open();
    await open('g');
    expect(await submit(30)).toBe(20);
    expect(await submit(30, 'g')).toBe(20);
  });

  test('of a passkey flow are twenty, too', async () => {
    const passkey = { ...flow('p', 'passkey'), personId: undefined };
    await file.first.store.openPasskeyFlow(passkey);
    expect(await submit(30, 'p')).toBe(20);
  });

  test('are none at its end, and none in one that nobody opened', async () => {
    await open();
    const { expiresAt } = flow('f');
    expect(await submit(1, 'f', expiresAt)).toBe(0);
    expect(await submit(1, 'invented')).toBe(0);
    expect(await submit(1, 'f', expiresAt - 1)).toBe(1);
  });

  test('are none in one that is done or cancelled', async () => {
    await open();
    await open('g');
    expect(await signIn(0, 'f', codeProof(phone, STEP + 1), 'S')).toBe(true);
    await file.first.store.cancelFlow('g');
    expect(await submit(1)).toBe(0);
    expect(await submit(1, 'g')).toBe(0);
  });

  test('go on being counted when the flow moves on to the new password', async () => {
    await open();
    expect(await submit(15)).toBe(15);
    file.raw.prepare("update flows set state = 'new-password'").run();
    expect(await submit(30)).toBe(5);
  });
});

describe('the way to a new password', () => {
  const onward = (token: string, step: number) =>
    file.first.store.advanceFlow(
      flow(token),
      owner.id,
      codeProof(phone, step),
      { to: 'new-password', amr: ['pwd', 'otp', 'mfa'], deviceId: phone.id },
      audit('SignIn.Code'),
    );

  const finish = (which = 0, id = 'S', deviceId: string | undefined = phone.id, at = NOW) =>
    gateways()[which]?.finishWithNewPassword(
      'f',
      PHC,
      `phc-${id}`,
      { ...session(id, owner.id, deviceId), signedInAt: at },
      audit('New'),
    );
  const initial = (state = 'initial') =>
    file.raw.prepare('update people set password_state = ?, password_expires_at = 9e15').run(state);
  /** A flow that waits for the new password, after a code of the phone. */
  const ready = async () => {
    initial();
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    expect(await onward('f', STEP + 1)).toBe(true);
  };
  /** One of a person without a device: right after the initial password. */
  const readyWithoutDevice = async () => {
    initial();
    file.raw.prepare('update devices set person_id = null').run();
    await file.first.store.openFlow(flow('f', 'new-password'), PHC, audit('SignIn.Password'));
  };
  const expectNothing = async (result: unknown, phc = PHC) => {
    expect(await result).toBe(false);
    expect(file.count('sessions', "id = 'S'")).toBe(0);
    expect(file.count('people', 'password = ?', phc)).toBe(1);
    expect(file.count('audit_log', "event = 'New'")).toBe(0);
    expect(file.count('flows', "token_hash = 'f' and state = 'done'")).toBe(0);
  };

  test('moves the flow on without a session; the new password ends it, once', async () => {
    const { store } = file.first;
    await ready();
    expect(file.count('sessions')).toBe(0);
    expect((await store.findFlow('f', NOW))?.flow).toMatchObject({
      state: 'new-password',
      amr: ['pwd', 'otp', 'mfa'],
      deviceId: phone.id,
    });
    expect(won(await Promise.all([finish(0, 'S1'), finish(1, 'S2')]))).toBe(1);
    expect(file.count('sessions')).toBe(1);
    expect(file.count('audit_log', "event = 'New'")).toBe(1);
    expect(file.count('people', "password in ('phc-S1', 'phc-S2')")).toBe(1);
    expect(await store.findOwner('owner@example.org')).toMatchObject({
      passwordState: 'own',
      passwordExpiresAt: undefined,
      passwordLastUsed: NOW,
    });
    expect(await store.findFlow('f', NOW)).toBeUndefined();
  });

  test('ends every other session and flow of the person, and nobody else loses one', async () => {
    const { store } = file.first;
    await ready();
    await store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    await store.openPasswordSession(session('hers', 'AIDA1'), PHC, audit('S'));
    await store.openFlow({ ...flow('her-flow'), personId: 'AIDA1' }, PHC, audit('SignIn.Password'));
    await store.openFlow(flow('other'), PHC, audit('SignIn.Password'));
    await store.openFlow(flow('third', 'new-password'), PHC, audit('SignIn.Password'));
    const insert = file.raw.prepare(
      `insert into sessions values (?, ?, 'ROOT1', 'mfa', 'pwd', 1, 1, 1, 9e15, null, 'a', null, 'u', null, null, null)`,
    );
    for (const id of ['old1', 'old2']) insert.run(id, `hash-of-${id}`);
    expect(await finish()).toBe(true);
    expect(file.raw.prepare('select id from sessions order by id').all()).toEqual([
      { id: 'S' },
      { id: 'hers' },
    ]);
    for (const token of ['other', 'third']) expect(await store.findFlow(token, NOW)).toBeUndefined();
    expect(await store.findFlow('her-flow', NOW)).toBeDefined();
  });

  test('loses nothing when it is refused: other sessions and flows go on', async () => {
    await ready();
    await file.first.store.openFlow(flow('other'), PHC, audit('SignIn.Password'));
    initial('own');
    await expectNothing(finish());
    expect(await file.first.store.findFlow('other', NOW)).toBeDefined();
  });

  test('does nothing where another initial password was set meanwhile', async () => {
    await ready();
    file.raw.prepare("update people set password = 'phc-2'").run();
    await expectNothing(finish(), 'phc-2');
  });

  test.each(['own', 'none'])('does nothing where the password is not initial but %s', async state => {
    await ready();
    initial(state);
    await expectNothing(finish());
  });

  test('does nothing for a person who was disabled meanwhile', async () => {
    await ready();
    file.raw.prepare('update people set disabled_at = 1').run();
    await expectNothing(finish());
  });

  test('does nothing at the end of the flow, one millisecond before it works', async () => {
    await ready();
    const { expiresAt } = flow('f');
    await expectNothing(finish(0, 'S', phone.id, expiresAt));
    expect(await finish(0, 'S', phone.id, expiresAt - 1)).toBe(true);
  });

  test('does nothing in a flow that still waits for the device', async () => {
    initial();
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    await expectNothing(finish());
  });

  test('does nothing where the device that was asked for is gone meanwhile', async () => {
    await ready();
    await file.second.store.deactivate({ ...phone, personId: owner.id }, false, undefined, audit('D'));
    await expectNothing(finish());
  });

  test('does nothing where the device that was asked for has another holder by now', async () => {
    await ready();
    file.raw.prepare("update devices set person_id = 'AIDA1' where id = 'phone'").run();
    await expectNothing(finish());
  });

  test('without a device: works while there still is none', async () => {
    await readyWithoutDevice();
    const bare = { ...session('S'), level: 'password' } as const;
    expect(await file.first.store.finishWithNewPassword('f', PHC, 'phc-S', bare, audit('New'))).toBe(true);
    expect(file.count('sessions', "id = 'S' and level = 'password'")).toBe(1);
  });

  test('without a device: does nothing where there is one meanwhile, which the flow never asked', async () => {
    await readyWithoutDevice();
    file.raw.prepare("update devices set person_id = ? where id = 'key'").run(owner.id);
    const bare = { ...session('S'), level: 'password' } as const;
    await expectNothing(file.first.store.finishWithNewPassword('f', PHC, 'phc-S', bare, audit('New')));
  });
});
