import { afterAll, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import type { Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createUserWithDevice, newPassword, type Person, setUpOwner } from '../support/people.ts';

const gateway = await startGateway({
  runtime: 'node',
  env: { TRUSTED_PROXIES: '127.0.0.1,::1,192.0.2.0/24' },
});
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

function signInFrom(forwardedFor: string, person: Person, password: string): Promise<Answer<Step>> {
  const headers = { 'x-forwarded-for': forwardedFor };
  return new Client(gateway).post<Step>(
    '/api/sign-in/password',
    { ...person.credentials, password },
    headers,
  );
}

async function exhaustFrom(address: string, person: Person): Promise<void> {
  for (let guesses = 0; guesses < 100; guesses += 1) {
    if ((await signInFrom(address, person, newPassword())).status === 429) return;
  }
  expect.fail('one hundred wrong passwords and no end');
}

test('guesses from one network leave the person free to sign in from another (3.12)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await exhaustFrom('198.51.100.1', user);
  expectRefusal(await signInFrom('198.51.100.1', user, user.password), 429, 'TOO_MANY_ATTEMPTS');
  expect(data(await signInFrom('203.0.113.5', user, user.password)).next).toBe('mfa');
  expectRefusal(await signInFrom('198.51.100.1', user, user.password), 429, 'TOO_MANY_ATTEMPTS');
});

test('a network is a /24 of IPv4 and a /64 of IPv6: addresses inside share one budget', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await exhaustFrom('198.51.100.1', user);
  for (const neighbour of ['198.51.100.200', '::ffff:198.51.100.7']) {
    expectRefusal(await signInFrom(neighbour, user, user.password), 429, 'TOO_MANY_ATTEMPTS');
  }
  await exhaustFrom('2001:db8:1:2::1', user);
  for (const neighbour of ['2001:db8:1:2:ffff::9', '2001:0DB8:0001:0002::1']) {
    expectRefusal(await signInFrom(neighbour, user, user.password), 429, 'TOO_MANY_ATTEMPTS');
  }
  expect(data(await signInFrom('2001:db8:1:3::1', user, user.password)).next).toBe('mfa');
});

test('only what trusted proxies wrote counts as an address (E11, ASVS 4.1.3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await exhaustFrom('198.51.100.1', user);
  for (const forged of [
    '203.0.113.9, 198.51.100.1',
    '203.0.113.9, 198.51.100.1, 192.0.2.8',
    '192.0.2.1, 198.51.100.1',
  ]) {
    expectRefusal(await signInFrom(forged, user, user.password), 429, 'TOO_MANY_ATTEMPTS');
  }
});
