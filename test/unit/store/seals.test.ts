import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { SecretKey } from '../../../src/adapters/crypto/keys.ts';
import * as node from '../../../src/adapters/crypto/node.ts';
import * as worker from '../../../src/adapters/crypto/worker.ts';
import { secretContext } from '../../../src/core/devices/device.ts';
import { phoneContext } from '../../../src/core/people/person.ts';
import { SealBroken } from '../../../src/core/ports.ts';
import { checkSeals } from '../../../src/core/seal-check.ts';
import { webhookSecretContext } from '../../../src/core/webhooks/webhook.ts';
import { Seeded } from '../seeded.ts';
import { audit, newAccount, owner, virtual, webhook } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

const random = new Seeded('seals');
const secretKey = (id: string): SecretKey => ({ id, bytes: random.bytes(32) });
const [older, newer] = [secretKey('k1'), secretKey('k2')];
let file: GatewayFile;
beforeEach(() => {
  file = new GatewayFile();
});
afterEach(() => file.delete());

const sealed = (key: SecretKey, context: string) => node.createSeal([key]).seal(random.bytes(20), context);

/** The owner's phone number under one key, three seeds under it and two under another. */
async function fill(phoneKey: SecretKey, seedKeys: readonly SecretKey[]): Promise<void> {
  const { store } = file.first;
  const sealedPhone = await sealed(phoneKey, phoneContext(owner.id));
  await store.createAccount({ ...newAccount, sealedPhone }, audit('CreateAccount'));
  for (const [at, key] of seedKeys.entries()) {
    const id = `phone${at}`;
    const sealedSecret = await sealed(key, secretContext(id));
    await store.createVirtual({ ...virtual(id), sealedSecret }, 16, audit('C'));
  }
}

describe.each([
  ['Node', node.createSeal],
  ['workerd', worker.createSeal],
])('the keys that a gateway on %s starts with', (_, createSeal) => {
  const check = (...keys: [SecretKey, ...SecretKey[]]) =>
    checkSeals({ store: file.second.store, seal: createSeal(keys) });

  test('are not asked for by an empty store', async () => {
    await check(older);
  });

  test('are good when each key in use is among them, in any order, and more besides', async () => {
    await fill(older, [older, newer, older, newer]);
    await check(older, newer);
    await check(newer, older);
    await check(secretKey('k3'), newer, older);
  });

  test('are refused when one of two in use is missing, whichever it is', async () => {
    await fill(newer, [older, newer, newer]);
    await expect(check(newer)).rejects.toBeInstanceOf(SealBroken);
    await expect(check(older)).rejects.toBeInstanceOf(SealBroken);
  });

  test('are refused when only a phone number is sealed with the missing one', async () => {
    await fill(older, [newer, newer]);
    await expect(check(newer)).rejects.toBeInstanceOf(SealBroken);
    await check(newer, older);
  });

  test('are refused when only the secret of a webhook is sealed with the missing one', async () => {
    await fill(older, [older]);
    const sealedSecret = await sealed(newer, webhookSecretContext('hook'));
    await file.first.store.createWebhook({ ...webhook('hook'), sealedSecret }, 5, audit('W'));
    await expect(check(older)).rejects.toBeInstanceOf(SealBroken);
    await check(older, newer);
  });

  test('are refused when one has the right id and other bytes', async () => {
    await fill(older, [older]);
    await expect(check({ id: older.id, bytes: newer.bytes })).rejects.toBeInstanceOf(SealBroken);
    await expect(check(newer, { id: older.id, bytes: newer.bytes })).rejects.toBeInstanceOf(SealBroken);
  });
});

test('a key whose id begins like another has a sample of its own', async () => {
  const longer = secretKey('k12');
  await fill(older, [older, longer, older]);
  const ids = (await file.first.store.sealedSamples()).map(sample => sample.sealed.split('.')[0]);
  expect(ids.sort()).toEqual(['k1', 'k1', 'k12']);
});

test('samples are few: one of each key and column, however many devices there are', async () => {
  await fill(older, [older, older, newer, newer, older, newer]);
  const samples = await file.first.store.sealedSamples();
  expect(samples).toHaveLength(3);
  for (const { sealed: value, context } of samples)
    expect(await node.createSeal([older, newer]).open(value, context)).toHaveLength(20);
});
