import { afterAll, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { type Answer, Client } from '../support/client.ts';
import type { Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUserWithDevice,
  enrolKey,
  newPassword,
  type Person,
  setUpOwner,
  signIn,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

function guess(credentials: object, headers: Record<string, string> = {}): Promise<Answer<Step>> {
  const password = newPassword();
  return new Client(gateway).post<Step>('/api/sign-in/password', { ...credentials, password }, headers);
}

/** Guesses until the gateway slows down; returns how many guesses it looked at. */
async function exhaust(person: Person): Promise<number> {
  for (let guesses = 0; guesses < 100; guesses += 1) {
    const answer = await guess(person.credentials);
    if (answer.status === 429) return guesses;
    expectRefusal(answer, 401, 'SIGN_IN_REFUSED');
  }
  return expect.fail('one hundred wrong passwords and no end');
}

function expectSlowedDown(answer: Answer): void {
  expectRefusal(answer, 429, 'TOO_MANY_ATTEMPTS');
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.body.error.retryAfter).toBeGreaterThan(0);
}

test('wrong passwords are slowed down, and the answer says for how long (ASVS 6.3.1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  expect(await exhaust(user)).toBeLessThanOrEqual(30);
  expectSlowedDown(await guess(user.credentials));
});

test('no spelling of a name and no forwarded address makes a second budget (B12, E11)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await exhaust(user);
  expectSlowedDown(await guess({ as: 'user', userName: user.name.toUpperCase() }));
  // A Worker is reached through Cloudflare's edge alone, which writes cf-connecting-ip itself.
  const forNode = runtime === 'node' ? ['cf-connecting-ip'] : [];
  for (const header of ['x-forwarded-for', 'x-real-ip', 'true-client-ip', 'forwarded', ...forNode]) {
    const address = header === 'forwarded' ? 'for=203.0.113.77' : '203.0.113.77';
    expectSlowedDown(await guess(user.credentials, { [header]: address }));
  }
});

test('an unknown name is slowed down like a known one (3.5)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const nobody = { ...user, credentials: { as: 'user' as const, userName: 'nobody-at-all' } };
  expect(await exhaust(nobody)).toBe(await exhaust(user));
});

test('guesses at one person slow down nobody else (3.12)', async () => {
  const victim = await createUserWithDevice(gateway, owner);
  const other = await createUserWithDevice(gateway, owner);
  await exhaust(victim);
  await signIn(gateway, other);
});

test('a passkey opens the door at once while passwords are slowed down (3.12)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const passkey = new Authenticator({ synced: true, counting: false });
  await enrolKey(user.client, passkey, gateway.origin);
  await exhaust(user);
  const client = new Client(gateway);
  const options = data(
    await client.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options'),
  );
  const credential = passkey.get(options, gateway.origin);
  expect(data(await client.post<Step>('/api/sign-in/passkey', { credential }))).toEqual({
    next: 'signed-in',
  });
});

test('right passwords do not use up the budget', async () => {
  const user = await createUserWithDevice(gateway, owner);
  for (let round = 0; round < 15; round += 1) {
    expect((await beginSignIn(gateway, user)).step.next).toBe('mfa');
  }
});
