import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Challenge } from '../../../src/core/fido/store.ts';
import { NOW } from './cast.ts';
import { GatewayFile } from './gateway-file.ts';

let file: GatewayFile;
beforeEach(() => {
  file = new GatewayFile();
});
afterEach(() => file.delete());

const challenge: Challenge = {
  ...{ binding: 'flow-1', ceremony: 'sign-in', challenge: 'random', deviceId: 'key' },
  expiresAt: NOW + 1_000,
};

test('a challenge is taken once, 20 at once on two gateways (C1, C2)', async () => {
  await file.first.store.putChallenge(challenge);
  const stores = [file.first.store, file.second.store];
  const taken = await Promise.all(
    Array.from({ length: 20 }, (_, at) => stores[at % 2]?.takeChallenge('flow-1', 'sign-in', NOW)),
  );
  expect(taken.filter(one => one !== undefined)).toEqual([challenge]);
});

test('it belongs to its flow and its ceremony', async () => {
  await file.first.store.putChallenge(challenge);
  for (const [binding, ceremony] of [
    ['flow-2', 'sign-in'],
    ['flow-1', 'register'],
    ['flow-1', 'step-up'],
    ['flow-1', 'passkey'],
  ] as const)
    expect(await file.first.store.takeChallenge(binding, ceremony, NOW)).toBeUndefined();
  expect(await file.first.store.takeChallenge('flow-1', 'sign-in', NOW)).toEqual(challenge);
});

test('it is over at its time', async () => {
  await file.first.store.putChallenge(challenge);
  expect(await file.first.store.takeChallenge('flow-1', 'sign-in', NOW + 1_000)).toBeUndefined();
  expect(await file.first.store.takeChallenge('flow-1', 'sign-in', NOW + 999)).toBeDefined();
});

test('a newer one of the same flow ends the older', async () => {
  await file.first.store.putChallenge(challenge);
  await file.first.store.putChallenge({ ...challenge, challenge: 'newer', deviceId: undefined });
  const taken = await file.second.store.takeChallenge('flow-1', 'sign-in', NOW);
  expect(taken).toMatchObject({ challenge: 'newer', deviceId: undefined });
  expect(file.count('challenges')).toBe(0);
});
