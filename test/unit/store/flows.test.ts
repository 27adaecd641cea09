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

describe('the way to a new password', () => {
  const onward = (token: string, step: number) =>
    file.first.store.advanceFlow(
      flow(token),
      owner.id,
      codeProof(phone, step),
      { to: 'new-password', amr: ['pwd', 'otp', 'mfa'], deviceId: phone.id },
      audit('SignIn.Code'),
    );

  test('moves the flow on without a session; the new password ends it, once', async () => {
    const { store } = file.first;
    await store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    expect(await onward('f', STEP + 1)).toBe(true);
    expect(file.count('sessions')).toBe(0);
    const open = await store.findFlow('f', NOW);
    expect(open?.flow).toMatchObject({
      state: 'new-password',
      amr: ['pwd', 'otp', 'mfa'],
      deviceId: phone.id,
    });
    const finish = (which: number, id: string) =>
      gateways()[which]?.finishWithNewPassword(
        'f',
        'phc-of-the-owner',
        `phc-${id}`,
        session(id),
        audit('New'),
      );
    expect(won(await Promise.all([finish(0, 'S1'), finish(1, 'S2')]))).toBe(1);
    expect(file.count('sessions')).toBe(1);
    expect(file.count('people', "password in ('phc-S1', 'phc-S2')")).toBe(1);
    expect(await store.findFlow('f', NOW)).toBeUndefined();
  });

  test('does nothing where the password was changed meanwhile', async () => {
    await file.first.store.openFlow(flow('f', 'new-password'), PHC, audit('SignIn.Password'));
    const late = file.first.store.finishWithNewPassword(
      'f',
      'an older phc',
      'phc',
      session('S'),
      audit('New'),
    );
    expect(await late).toBe(false);
    expect(file.count('sessions')).toBe(0);
    expect(file.count('people', "password = 'phc-of-the-owner'")).toBe(1);
  });
});
