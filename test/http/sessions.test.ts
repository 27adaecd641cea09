import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Session, SessionEntry, SignInState } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  newPassword,
  setUpOwner,
  signIn,
  submitCode,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

async function list(client: Client, input: object = {}): Promise<SessionEntry[]> {
  return data(await client.action<{ Sessions: SessionEntry[] }>('ListSessions', input)).Sessions;
}

async function expectEnded(client: Client): Promise<void> {
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  expectRefusal(await client.action('ListSessions'), 401, 'NOT_SIGNED_IN');
}

test('the session cookie is opaque, long, for this host alone and out of reach of scripts (ASVS 3.3, 7.2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const answer = await submitCode(client, user.device);
  const line = answer.setCookies.find(cookie => cookie.startsWith('sallyport=')) ?? '';
  const [pair = '', ...attributes] = line.split('; ');
  const value = pair.slice('sallyport='.length);
  expect(Buffer.from(value, 'base64url').length).toBeGreaterThanOrEqual(32);
  expect(attributes).toEqual(expect.arrayContaining(['Path=/', 'HttpOnly', 'SameSite=Lax']));
  expect(attributes.join()).not.toMatch(/domain/i);
  expect(line.length).toBeLessThan(4096);
  expect(answer.text).not.toContain(value);
  expect(gateway.output()).not.toContain(value);
});

test('sign-out ends the session at once, and tells the browser to forget it (ASVS 7.4.1, 14.3.1)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const client = await signIn(gateway, user);
  const thief = client.copy();
  const answer = await client.post('/api/session/sign-out');
  data(answer);
  expect(client.cookies.has('sallyport')).toBe(false);
  await expectEnded(thief);
  data(await user.client.get('/api/session'));
});

test('a person sees each session with place, time and browser, and can end one (S1-28)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const { client } = await beginSignIn(gateway, user);
  const { serialNumber } = user.device;
  data(
    await user.device.spend(code =>
      client.post('/api/sign-in/code', { serialNumber, code }, { 'user-agent': 'Testbrowser/7' }),
    ),
  );
  const sessions = await list(user.client);
  expect(sessions).toHaveLength(2);
  const other = sessions.find(({ Current }) => !Current);
  expect(other).toMatchObject({ Level: 'mfa', UserAgent: expect.stringContaining('Testbrowser/7') });
  expect(other?.Address).toMatch(/^(127\.|::1|::ffff:127\.)/);
  expect(Date.parse(other?.SignedInAt ?? '')).toBeGreaterThan(Date.now() - 600_000);
  for (const value of [...client.cookies.values(), ...user.client.cookies.values()]) {
    expect(JSON.stringify(sessions)).not.toContain(value);
  }
  data(await user.client.action('EndSession', { SessionId: other?.SessionId }));
  await expectEnded(client);
  expect(await list(user.client)).toHaveLength(1);
});

test('all sessions end together, with or without the one that asks (ASVS 7.4.3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const others = [await signIn(gateway, user), await signIn(gateway, user)];
  const kept = await user.client.action<{ Ended: number }>('EndAllSessions', { KeepCurrent: true });
  expect(data(kept).Ended).toBe(2);
  for (const client of others) await expectEnded(client);
  data(await user.client.get('/api/session'));
  data(await user.client.action('EndAllSessions', {}));
  await expectEnded(user.client);
});

test("another user's session cannot be seen or ended (C7)", async () => {
  const victim = await createUserWithDevice(gateway, owner);
  const thief = await createUserWithDevice(gateway, owner);
  const [session] = await list(victim.client);
  const end = await thief.client.action('EndSession', { SessionId: session?.SessionId });
  expectRefusal(end, end.status === 404 ? 404 : 403, ['NO_SUCH_ENTITY', 'ACCESS_DENIED']);
  expectRefusal(await thief.client.action('ListSessions', { UserName: victim.name }), 403, 'ACCESS_DENIED');
  expectRefusal(await thief.client.action('EndAllSessions', { UserName: victim.name }), 403, 'ACCESS_DENIED');
  data(await victim.client.get('/api/session'));
});

test("the owner sees and ends a user's sessions (ASVS 7.4.5)", async () => {
  const user = await createUserWithDevice(gateway, owner);
  expect(await list(owner.client, { UserName: user.name })).toHaveLength(1);
  data(await owner.client.action('EndAllSessions', { UserName: user.name }));
  await expectEnded(user.client);
});

test('a changed password ends all other sessions (ASVS 7.4.3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const other = await signIn(gateway, user);
  const next = newPassword();
  data(await user.client.action('ChangePassword', { OldPassword: user.password, NewPassword: next }));
  await expectEnded(other);
  data(await user.client.get('/api/session'));
});

test('a cookie value that was there before is never adopted (F12)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const planted = randomBytes(32).toString('base64url');
  const thief = new Client(gateway);
  for (const name of ['sallyport', 'sallyport-flow']) thief.cookies.set(name, planted);
  const victim = thief.copy();
  data(await victim.post('/api/sign-in/password', { ...user.credentials, password: user.password }));
  expect(victim.cookies.get('sallyport-flow')).not.toBe(planted);
  data(await submitCode(victim, user.device));
  expect(victim.cookies.get('sallyport')).not.toBe(planted);
  await expectEnded(thief);
  expectRefusal(
    await thief.post('/api/sign-in/cancel').then(() => thief.get('/api/session')),
    401,
    'NOT_SIGNED_IN',
  );
});

test("a thief's own session, planted before a sign-in, ends there or stays the thief's (F12)", async () => {
  const thief = await createUserWithDevice(gateway, owner);
  const user = await createUserWithDevice(gateway, owner);
  const victim = thief.client.copy();
  data(await victim.post('/api/sign-in/password', { ...user.credentials, password: user.password }));
  data(await submitCode(victim, user.device));
  expect(victim.cookies.get('sallyport')).not.toBe(thief.client.cookies.get('sallyport'));
  expect(data(await victim.get<Session>('/api/session')).person.userName).toBe(user.name);
  const left = await thief.client.get<Session>('/api/session');
  if (left.status === 200) expect(left.body.data.person.userName).toBe(thief.name);
});

test('two cookies of one name are refused, whichever comes first (3.15)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const own = user.client.cookies.get('sallyport');
  const tossed = randomBytes(32).toString('base64url');
  for (const cookie of [`sallyport=${own}; sallyport=${tossed}`, `sallyport=${tossed}; sallyport=${own}`]) {
    const answer = await new Client(gateway).get('/api/session', { cookie });
    expect([400, 401], answer.text).toContain(answer.status);
    expectRefusal(answer, answer.status, ['NOT_SIGNED_IN', 'VALIDATION_ERROR']);
  }
});

test.each([
  ['empty', ''],
  ['short', 'x'],
  ['of spaces', '   '],
  ['not base64url', '%%%;==="'],
  ['very long', 'a'.repeat(6_000)],
  ['of another alphabet', '\u00e4\u00f6\u00fc'.repeat(14)],
  ['a list', '[object Object]'],
])('a broken cookie (%s) is no session and no error of ours', async (_, value) => {
  for (const name of ['sallyport', 'sallyport-flow']) {
    const answer = await new Client(gateway).get('/api/session', {
      cookie: Buffer.from(`${name}=${value}`).toString('latin1'),
    });
    expectRefusal(answer, 401, 'NOT_SIGNED_IN');
  }
});

test('a person without a device signs out as well', async () => {
  const user = await createUser(gateway, owner);
  const thief = user.client.copy();
  data(await user.client.post('/api/session/sign-out'));
  await expectEnded(thief);
});

test('the sign-in page learns who is signed in from the same cookie, and nothing without it', async () => {
  const person = await createUserWithDevice(gateway, owner);
  const own = data(await person.client.get<SignInState>('/api/sign-in'));
  expect(own.session).toEqual(data(await person.client.get('/api/session')));
  data(await person.client.post('/api/session/sign-out'));
  expect(data(await person.client.get<SignInState>('/api/sign-in')).session).toBeNull();
});
