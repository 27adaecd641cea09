import { afterAll, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import type { Account, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { beginSignIn, createUser, createUserWithDevice, newPassword, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const { AccountId } = data(await owner.client.action<Account>('UpdateAccount', { Alias: 'castle-gate' }));

/** Guesses at one name in all, before the gateway slows down. */
const BUDGET = 10;

function guess(credentials: object): Promise<Answer<Step>> {
  return new Client(gateway).post('/api/sign-in/password', { ...credentials, password: newPassword() });
}

/** Guesses under one spelling after the other, round and round; returns how many were looked at. */
async function exhaust(spellings: object[]): Promise<number> {
  for (let guesses = 0; guesses < 60; guesses += 1) {
    const answer = await guess(spellings[guesses % spellings.length] ?? {});
    if (answer.status === 429) return guesses;
    expectRefusal(answer, 401, 'SIGN_IN_REFUSED');
  }
  return expect.fail('sixty wrong passwords and no end');
}

test('ten guesses in all, over every spelling of account and name (B12)', async () => {
  const { name } = await createUserWithDevice(gateway, owner);
  const accounts = [undefined, AccountId, 'castle-gate', 'Castle-Gate', 'CASTLE-GATE', 'cAsTlE-gAtE'];
  const spellings = accounts.flatMap(account =>
    [name, name.toUpperCase()].map(userName => ({ as: 'user', ...(account && { account }), userName })),
  );
  // Fewer in one run of hundreds: names share 4,096 buckets.
  expect(await exhaust(spellings)).toBeLessThanOrEqual(BUDGET);
  for (const spelling of spellings) expectRefusal(await guess(spelling), 429, 'TOO_MANY_ATTEMPTS');
});

test("ten guesses in all, over every spelling of the owner's address (B12)", async () => {
  const spellings = [owner.name, owner.name.toUpperCase(), 'Owner@Example.com'].map(email => ({
    as: 'owner',
    email,
  }));
  // Fewer in one run of hundreds: names share 4,096 buckets.
  expect(await exhaust(spellings)).toBeLessThanOrEqual(BUDGET);
  for (const spelling of spellings) expectRefusal(await guess(spelling), 429, 'TOO_MANY_ATTEMPTS');
});

test('the right sign-ins of another person give no guess at the victim back (B12)', async () => {
  const victim = await createUserWithDevice(gateway, owner);
  const thief = await createUserWithDevice(gateway, owner);
  expect(await exhaust([victim.credentials])).toBeLessThanOrEqual(BUDGET);
  for (let round = 0; round < 5; round += 1) {
    await beginSignIn(gateway, thief);
    expectRefusal(await guess(victim.credentials), 429, 'TOO_MANY_ATTEMPTS');
  }
});

test('guesses that are refused for one name do not slow the first guess at another name (3.12)', async () => {
  const victim = await createUserWithDevice(gateway, owner);
  const neighbour = await createUserWithDevice(gateway, owner);
  await exhaust([victim.credentials]);
  // More than a network may guess at all.
  for (let round = 0; round < 20; round += 1) {
    const refused = await Promise.all(Array.from({ length: 20 }, () => guess(victim.credentials)));
    for (const answer of refused) expectRefusal(answer, 429, 'TOO_MANY_ATTEMPTS');
  }
  expectRefusal(await guess(neighbour.credentials), 401, 'SIGN_IN_REFUSED');
  expect((await beginSignIn(gateway, neighbour)).step.next).toBe('mfa');
});

test('wherever the password is asked for, its guesses are counted together (B13)', async () => {
  const { name, client } = await createUser(gateway, owner);
  for (let round = 0; round < BUDGET / 2; round += 1) {
    const stepUp = await client.post('/api/session/step-up/password', { password: newPassword() });
    expect([401, 429]).toContain(stepUp.status);
    const change = { OldPassword: newPassword(), NewPassword: newPassword() };
    expect([401, 429]).toContain((await client.action('ChangePassword', change)).status);
  }
  expectRefusal(await guess({ as: 'user', userName: name }), 429, 'TOO_MANY_ATTEMPTS');
  const password = newPassword();
  expectRefusal(await client.post('/api/session/step-up/password', { password }), 429, 'TOO_MANY_ATTEMPTS');
});
