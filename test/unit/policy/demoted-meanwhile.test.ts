import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSeal, digest, random } from '../../../src/adapters/crypto/node.ts';
import { tokenCiphers } from '../../../src/adapters/crypto/token-ciphers-node.ts';
import type { Action } from '../../../src/core/actions/action.ts';
import { perform } from '../../../src/core/actions/perform.ts';
import { actions } from '../../../src/core/actions/table.ts';
import { secretContext, type TotpDevice } from '../../../src/core/devices/device.ts';
import { DEFAULT_POLICIES } from '../../../src/core/policy/policies.ts';
import type { Context, PasswordHash } from '../../../src/core/ports.ts';
import { Refusal } from '../../../src/core/refusal.ts';
import { code } from '../../support/oathtool.ts';
import { ADMINISTRATOR, account, audit, hardware, NOW, STEP, session, user, virtual } from '../store/cast.ts';
import { GatewayFile } from '../store/gateway-file.ts';
import { ACTOR, BOB, everythingIn, prepare, putSession } from '../store/verbs.ts';

/*
 * Only administration gives a right to what somebody else made and to the inventory, though the actions are open to
 * everybody. An administrator is demoted after the gate let him in; his session goes on.
 */

/** RFC 4226 appendix D. */
const SECRET = new TextEncoder().encode('12345678901234567890');
const BASE32 = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
const seal = createSeal([{ id: 'k1', bytes: new Uint8Array(32).fill(7) }]);
const sealed = async (device: TotpDevice, createdBy?: string): Promise<TotpDevice> => ({
  ...device,
  createdBy,
  sealedSecret: await seal.seal(SECRET, secretContext(device.id)),
});
const theirs = virtual('theirs-app');
const his = virtual('his-app');
const token = hardware('locked-token');

let file: GatewayFile;
beforeEach(async () => {
  file = new GatewayFile();
  await prepare(file);
  const { store } = file.first;
  await store.createVirtual(await sealed(theirs, BOB), 16, audit('C'));
  await store.createVirtual(await sealed(his, ACTOR), 16, audit('C'));
  await store.addHardware([await sealed(token)], audit('I'));
  await store.reserveAttempt(token.id, NOW);
  putSession(file, 'S', ACTOR, 'mfa');
});
afterEach(() => file.delete());

const passwords: PasswordHash = {
  hash: () => Promise.reject(new Error('no password is needed')),
  verify: () => Promise.reject(new Error('no password is needed')),
  outdated: () => false,
};

/** Carries out an action in the administrator's session; `meanwhile` lies between the gate and the commit. */
async function act(name: keyof typeof actions, input: object, meanwhile: () => unknown): Promise<unknown> {
  const { store } = file.first;
  const context: Context = {
    ...{ now: NOW, random, digest, seal, passwords, tokenCiphers },
    caller: { requestId: 'request', address: '203.0.113.7', place: undefined, userAgent: 'test' },
    sendsMail: true,
    phone: undefined,
    webhooks: { check: async () => false, post: async () => 500 },
    relyingParty: { id: 'localhost', name: 'Gateway', origin: 'http://localhost' },
    store: {
      ...store,
      async findDevice(...which) {
        const found = await store.findDevice(...which);
        await meanwhile();
        return found;
      },
    },
  };
  const person = { ...user(ACTOR, 'admin'), policies: ADMINISTRATOR };
  const action: Action = actions[name];
  return perform(
    context,
    action,
    { by: 'session', session: { ...session('his', ACTOR), id: 'S' }, person, account, devices: 0 },
    { ...input },
  );
}

const demote = () =>
  file.second.store.setPolicies(
    { id: ACTOR, policyVersion: 0 },
    DEFAULT_POLICIES,
    'less',
    audit('DetachUserPolicy'),
  );
const pair = async (serialNumber: string) => ({
  SerialNumber: serialNumber,
  AuthenticationCode1: await code(BASE32, STEP),
  AuthenticationCode2: await code(BASE32, STEP + 1),
});

const BY_ADMINISTRATION: [keyof typeof actions, string, () => object | Promise<object>][] = [
  ['DeleteVirtualMFADevice', "somebody else's device", () => ({ SerialNumber: theirs.serialNumber })],
  ['EnableMFADevice', "somebody else's device", () => pair(theirs.serialNumber)],
  ['UnlockMFADevice', 'a token of the inventory', () => ({ SerialNumber: token.serialNumber })],
];

/** The devices, without the count of attempts that a pair of codes takes. */
const devices = () =>
  file.raw
    .prepare('select id, person_id, last_step, failures from devices where id != ? order by id')
    .all(theirs.id);

describe('an administrator who is demoted while he acts', () => {
  test.each(
    BY_ADMINISTRATION,
  )('%s on %s: nothing changes, nothing is told as done (B5)', async (name, _, input) => {
    const before = devices();
    expect(await act(name, await input(), demote)).toBeInstanceOf(Refusal);
    expect(devices()).toEqual(before);
    expect(file.device(theirs.id)).toMatchObject({ person_id: null, created_by: BOB, last_step: 0 });
    expect(file.count('audit_log', "event = ? and outcome = 'success'", name)).toBe(0);
  });

  test.each(
    BY_ADMINISTRATION,
  )('%s on %s is carried out while he is one: the control', async (name, _, input) => {
    const before = everythingIn(file);
    expect(await act(name, await input(), () => undefined)).toEqual({});
    expect(everythingIn(file)).not.toEqual(before);
    expect(file.count('audit_log', "event = ? and outcome = 'success'", name)).toBe(1);
  });

  test('what he may do with his own rests on his policies, too: they changed, and he asks again', async () => {
    expect(await act('EnableMFADevice', await pair(his.serialNumber), demote)).toBeInstanceOf(Refusal);
    expect(file.device(his.id)).toMatchObject({ person_id: null });
  });
});
