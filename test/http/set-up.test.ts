import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Session, SignInState } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { newPassword } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());

const token = await gateway.setUpToken();
const email = 'Owner@Example.com';
const owner = { token, email, password: newPassword(), phone: '+4930901820', alias: 'castle' };

test('a fresh gateway has no account and no default password (ASVS 6.3.2)', async () => {
  const client = new Client(gateway);
  expect(data(await client.get<SignInState>('/api/sign-in'))).toEqual({
    setUp: false,
    severalAccounts: false,
    session: null,
    step: null,
  });
  for (const password of ['admin', 'password', 'sallyport', 'changeme']) {
    const attempt = await client.post('/api/sign-in/password', { as: 'user', userName: 'admin', password });
    expectRefusal(attempt, 401, 'SIGN_IN_REFUSED');
  }
});

test('looking at the set-up link does not use it up (D10)', async () => {
  for (let look = 0; look < 3; look += 1)
    data(await new Client(gateway).post('/api/set-up/check', { token }));
  const forged = await new Client(gateway).post('/api/set-up/check', { token: `${token.slice(0, -2)}AA` });
  expectRefusal(forged, 403, 'SET_UP_LINK_INVALID');
});

test.each([
  ['a password of seven characters (ASVS 6.2.1)', { password: 'k3v-qPz' }, 'PASSWORD_UNACCEPTABLE'],
  ['a common password (ASVS 6.2.4)', { password: 'password123' }, 'PASSWORD_UNACCEPTABLE'],
  [
    'a password of 257 characters',
    { password: 'k3v-qPz '.repeat(33).slice(0, 257) },
    'PASSWORD_UNACCEPTABLE',
  ],
  ['an address without a host', { email: 'owner@' }, 'VALIDATION_ERROR'],
  [
    'an address with a second recipient (D8)',
    { email: 'a@example.com\r\nBcc: b@example.com' },
    'VALIDATION_ERROR',
  ],
  ['a phone number without a country', { phone: '030901820' }, 'VALIDATION_ERROR'],
  ['an alias of forbidden characters', { alias: 'a b/c' }, 'VALIDATION_ERROR'],
  ['a field that nobody asked for (F11)', { accountId: '000000000001' }, 'VALIDATION_ERROR'],
])('%s is refused and leaves the link usable', async (_, change, code) => {
  expectRefusal(await new Client(gateway).post('/api/set-up', { ...owner, ...change }), 400, code);
  data(await new Client(gateway).post('/api/set-up/check', { token }));
});

test('a forged token sets nothing up', async () => {
  const forged = await new Client(gateway).post('/api/set-up', { ...owner, token: 'A'.repeat(43) });
  expectRefusal(forged, 403, 'SET_UP_LINK_INVALID');
});

test('the link works once, even when five browsers redeem it together (B5)', async () => {
  const clients = Array.from({ length: 5 }, () => new Client(gateway));
  const answers = await Promise.all(clients.map(client => client.post('/api/set-up', owner)));
  const won = answers.filter(answer => answer.status === 200);
  expect(won).toHaveLength(1);
  expect(won[0]?.body.data).toEqual({ accountId: expect.stringMatching(/^\d{12}$/), next: 'signed-in' });
  for (const answer of answers.filter(other => other.status !== 200)) {
    expectRefusal(answer, 403, 'SET_UP_LINK_INVALID');
    expect(answer.setCookies).toEqual([]);
  }
  const winner = clients[answers.findIndex(answer => answer.status === 200)];
  const session = data((await winner?.get<Session>('/api/session')) ?? expect.fail('nobody won'));
  expect(session).toMatchObject({ level: 'password', amr: ['pwd'], person: { kind: 'owner' } });
  expect(data(await new Client(gateway).get<SignInState>('/api/sign-in')).setUp).toBe(true);
});

test('a used link stays dead', async () => {
  expectRefusal(await new Client(gateway).post('/api/set-up/check', { token }), 403, 'SET_UP_LINK_INVALID');
  expectRefusal(await new Client(gateway).post('/api/set-up', owner), 403, 'SET_UP_LINK_INVALID');
});
