import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Proof } from '../../../src/core/devices/proof.ts';
import {
  account,
  audit,
  codeProof,
  flow,
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

const HOUR = 3_600_000;
const phone = virtual('phone');
let file: GatewayFile;

beforeEach(async () => {
  file = new GatewayFile();
  const { store } = file.first;
  await store.createAccount(newAccount, audit('CreateAccount'));
  await store.createVirtual(phone, 16, audit('C'));
});
afterEach(() => file.delete());

const stores = () => [file.first.store, file.second.store];
const won = (results: unknown[]) => results.filter(result => result === true).length;
const open = (id: string, phc = 'phc-of-the-owner') =>
  file.first.store.openPasswordSession(session(id), phc, audit('SignIn.Password'));
const assign = () => file.first.store.assign(phone.id, owner.id, { lastStep: STEP, drift: 0 }, 8, audit('E'));

describe('a session on a password alone', () => {
  test('opens for the person without a device', async () => {
    expect(await open('S')).toBe(true);
    const principal = await file.second.store.findPrincipal('hash-of-S');
    expect(principal).toMatchObject({ person: { id: owner.id }, account, devices: 0 });
  });

  test('does not open once there is a device: the second door cannot be outrun (A7)', async () => {
    await assign();
    expect(await open('S')).toBe(false);
    expect(file.count('sessions')).toBe(0);
    expect(file.count('audit_log', "event = 'SignIn.Password'")).toBe(0);
  });

  test('does not open after the password changed, nor for a disabled person', async () => {
    expect(await open('S', 'an older phc')).toBe(false);
    file.raw.prepare('update people set disabled_at = 1').run();
    expect(await open('S')).toBe(false);
    expect(file.count('sessions')).toBe(0);
  });
});

describe('step-up (ASVS 7.2.4)', () => {
  const stepUp = (which: number, token: string, proof: Proof | undefined, provedAt = NOW) =>
    stores()[which]?.stepUp(
      { sessionId: 'S', newTokenHash: token, level: 'mfa', amr: ['pwd', 'otp', 'mfa'], provedAt },
      proof,
      audit('StepUp.Code'),
    );

  test('goes on under a new token; the old one opens nothing from then on', async () => {
    await open('S');
    await assign();
    expect(await stepUp(0, 'renewed', codeProof(phone, STEP + 1))).toBe(true);
    expect(await file.second.store.findPrincipal('hash-of-S')).toBeUndefined();
    const principal = await file.second.store.findPrincipal('renewed');
    expect(principal?.session).toMatchObject({ id: 'S', level: 'mfa', deviceId: phone.id, provedAt: NOW });
  });

  test('one code steps up once, whichever gateway hears it', async () => {
    await open('S');
    await assign();
    const proof = codeProof(phone, STEP + 1);
    expect(won(await Promise.all([stepUp(0, 'a', proof), stepUp(1, 'b', proof)]))).toBe(1);
    expect(file.count('audit_log', "event = 'StepUp.Code'")).toBe(1);
  });

  test('a code that signed in does not step up as well (B4)', async () => {
    await open('S');
    await assign();
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    const proof = codeProof(phone, STEP + 1);
    const outcome = { to: 'session', session: session('other') } as const;
    await file.first.store.advanceFlow(flow('f'), owner.id, proof, outcome, audit('SignIn'));
    expect(await stepUp(1, 'a', proof)).toBe(false);
    expect(await file.first.store.findPrincipal('hash-of-S')).toBeDefined();
  });

  test('a session that is over is not renewed, and the code is not spent on it', async () => {
    await open('S');
    await assign();
    const late = NOW + HOUR;
    expect(await stepUp(0, 'a', codeProof(phone, STEP + 1, late), late)).toBe(false);
    await file.first.store.endSession(owner.id, 'S', audit('EndSession'));
    expect(await stepUp(0, 'a', codeProof(phone, STEP + 1))).toBe(false);
    expect(file.device(phone.id).last_step).toBe(STEP);
  });

  test('by password: only while there is no device (A11)', async () => {
    await open('S');
    expect(await stepUp(0, 'by-password', undefined)).toBe(true);
    await assign();
    expect(await stepUp(0, 'again', undefined)).toBe(false);
    expect(await file.first.store.findPrincipal('by-password')).toBeDefined();
  });

  test("somebody else's session is not renewed with one's own device", async () => {
    await file.first.store.createUser(user('AIDA1', 'alice'), audit('CreateUser'));
    await open('S');
    file.raw.prepare("update sessions set person_id = 'AIDA1'").run();
    await assign();
    expect(await stepUp(0, 'a', codeProof(phone, STEP + 1))).toBe(false);
  });
});

describe('ending', () => {
  beforeEach(async () => {
    for (const id of ['A', 'B', 'C']) await open(id);
  });

  test('one session ends on every gateway at once; the others go on (F13)', async () => {
    expect(await file.first.store.endSession(owner.id, 'B', audit('EndSession'))).toBe(true);
    expect(await file.second.store.findPrincipal('hash-of-B')).toBeUndefined();
    expect(await file.second.store.findPrincipal('hash-of-A')).toBeDefined();
  });

  test("nobody ends another person's session (C7)", async () => {
    expect(await file.first.store.endSession('AIDA1', 'B', audit('EndSession'))).toBe(false);
    expect(await file.first.store.findPrincipal('hash-of-B')).toBeDefined();
  });

  test('all but the one that asks, and every flow under way', async () => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    expect(await file.first.store.endSessions(owner.id, 'A', audit('EndAllSessions'))).toBe(2);
    expect(file.count('sessions')).toBe(1);
    expect(file.count('flows')).toBe(0);
    expect(await file.first.store.endSessions(owner.id, undefined, audit('EndAllSessions'))).toBe(1);
  });

  test('a new password ends the other sessions and every flow; an outdated one changes nothing', async () => {
    const { store } = file.first;
    await store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    const next = { phc: 'phc-2', state: 'own', expiresAt: undefined } as const;
    expect(await store.setPassword(owner.id, next, 'an older phc', 'A', audit('P'))).toBe(false);
    expect(file.count('sessions')).toBe(3);
    expect(await store.setPassword(owner.id, next, 'phc-of-the-owner', 'A', audit('P'))).toBe(true);
    expect(file.raw.prepare('select id from sessions').all()).toEqual([{ id: 'A' }]);
    expect(file.count('flows')).toBe(0);
    expect(file.count('audit_log', "event = 'P'")).toBe(1);
  });

  test('disabling ends everything at once', async () => {
    await file.first.store.openFlow(flow('f'), PHC, audit('SignIn.Password'));
    await file.first.store.setDisabled(owner.id, NOW, audit('DisableUser'));
    expect(file.count('sessions') + file.count('flows')).toBe(0);
  });
});
