import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { type Answer, Client } from '../support/client.ts';
import type { Session, SignInState, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  createUserWithInitialPassword,
  newPassword,
  setUpOwner,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

/** What a stranger can see of an answer: everything but what differs between any two answers. */
function visible(answer: Answer) {
  const { date, 'x-request-id': requestId, 'content-length': length, ...headers } = answer.headers;
  return {
    status: answer.status,
    text: answer.text,
    headers: Object.keys(headers).sort(),
    cookies: answer.setCookies.map(line => line.split('=')[0]),
    length,
  };
}

function password(body: object): Promise<Answer<Step>> {
  return new Client(gateway).post<Step>('/api/sign-in/password', body);
}

test('the owner signs in with the address, whatever its case, and is asked for a device (S0-59, S0-65, S2-60)', async () => {
  for (const email of ['owner@example.com', 'OWNER@Example.COM']) {
    const step = data(await password({ as: 'owner', email, password: owner.password }));
    expect(step.next).toBe('mfa');
    expect(step.devices).toMatchObject([{ serialNumber: owner.device.serialNumber, kind: 'virtual' }]);
  }
});

test('a user without a device gets a session at level password (S1-26)', async () => {
  const user = await createUser(gateway, owner);
  const { client, step } = await beginSignIn(gateway, user);
  expect(step).toEqual({ next: 'signed-in' });
  expect(data(await client.get<Session>('/api/session'))).toMatchObject({ level: 'password', amr: ['pwd'] });
});

test('user names are compared without case (B12)', async () => {
  const user = await createUser(gateway, owner, `Mixed.Case-${randomBytes(3).toString('hex')}`);
  for (const userName of [user.name.toUpperCase(), user.name.toLowerCase()]) {
    data(await password({ as: 'user', userName, password: user.password }));
  }
});

test('an unknown name, a wrong password and a disabled person look the same (3.5, F18)', async () => {
  const user = await createUser(gateway, owner);
  const disabled = await createUser(gateway, owner);
  data(await owner.client.action('DisableUser', { UserName: disabled.name }));
  const answers = [
    await password({ as: 'user', userName: 'nobody-of-this-name', password: newPassword() }),
    await password({ as: 'user', userName: user.name, password: newPassword() }),
    await password({ as: 'user', userName: disabled.name, password: disabled.password }),
    await password({ as: 'owner', email: 'stranger@example.com', password: newPassword() }),
  ];
  for (const answer of answers) expectRefusal(answer, 401, 'SIGN_IN_REFUSED');
  for (const answer of answers.slice(1)) expect(visible(answer)).toEqual(visible(answers[0] as Answer));
});

test('the owner is not a user, and a user is not the owner (S0-63, S2-61)', async () => {
  const user = await createUser(gateway, owner);
  const asUser = await password({ as: 'user', userName: 'owner@example.com', password: owner.password });
  expectRefusal(asUser, 401, 'SIGN_IN_REFUSED');
  const email = `${user.name}@example.com`;
  expectRefusal(await password({ as: 'owner', email, password: user.password }), 401, 'SIGN_IN_REFUSED');
});

test('a password is not cut at 72 bytes (ASVS 6.2.8)', async () => {
  const user = await createUser(gateway, owner);
  const long = randomBytes(80).toString('hex');
  const change = { OldPassword: user.password, NewPassword: long };
  data(await user.client.action('ChangePassword', change));
  const cut = await password({ ...user.credentials, password: long.slice(0, 72) });
  expectRefusal(cut, 401, 'SIGN_IN_REFUSED');
  const tail = await password({ ...user.credentials, password: `${long.slice(0, -1)}x` });
  expectRefusal(tail, 401, 'SIGN_IN_REFUSED');
  data(await password({ ...user.credentials, password: long }));
});

test('a password typed on another keyboard, in another Unicode form, is the same password (NIST 3.1.1.2)', async () => {
  const user = await createUser(gateway, owner);
  const composed = 'Zürich-Größe-Çelik-97'.normalize('NFC');
  data(await user.client.action('ChangePassword', { OldPassword: user.password, NewPassword: composed }));
  data(await password({ ...user.credentials, password: composed.normalize('NFD') }));
});

test('an initial password must be changed at the first sign-in and cannot be kept (ASVS 6.4.1)', async () => {
  const userName = `new-${randomBytes(4).toString('hex')}`;
  const initial = await createUserWithInitialPassword(owner, userName);
  const client = new Client(gateway);
  const credentials = { as: 'user', userName, password: initial };
  expect(data(await client.post<Step>('/api/sign-in/password', credentials))).toEqual({
    next: 'new-password',
  });
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  const state = data(await client.get<SignInState>('/api/sign-in'));
  expect(state.step).toEqual({ next: 'new-password' });

  const same = await client.post('/api/sign-in/new-password', { newPassword: initial });
  expectRefusal(same, 400, 'PASSWORD_UNACCEPTABLE');
  const named = await client.post('/api/sign-in/new-password', { newPassword: `${userName}!1` });
  expectRefusal(named, 400, 'PASSWORD_UNACCEPTABLE');

  const own = newPassword();
  expect(data(await client.post<Step>('/api/sign-in/new-password', { newPassword: own }))).toEqual({
    next: 'signed-in',
  });
  expectRefusal(await password(credentials), 401, 'SIGN_IN_REFUSED');
  data(await password({ ...credentials, password: own }));
});

test('a new initial password of a person with a device still asks for the device first (ASVS 6.4.3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const reset = await owner.client.action<{ InitialPassword: string }>('ResetUserPassword', {
    UserName: user.name,
  });
  const client = new Client(gateway);
  const initial = data(reset).InitialPassword;
  const first = await client.post<Step>('/api/sign-in/password', { ...user.credentials, password: initial });
  expect(data(first).next).toBe('mfa');
  const early = await client.copy().post('/api/sign-in/new-password', { newPassword: newPassword() });
  expect(early.status).toBeGreaterThanOrEqual(400);
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
  const { serialNumber } = user.device;
  const second = await user.device.spend(code =>
    client.post<Step>('/api/sign-in/code', { serialNumber, code }),
  );
  expect(data(second)).toEqual({ next: 'new-password' });
  const third = await client.post<Step>('/api/sign-in/new-password', { newPassword: newPassword() });
  expect(data(third)).toEqual({ next: 'signed-in' });
  expect(data(await client.get<Session>('/api/session')).level).toBe('mfa');
});

test('password rules ask for length, not for composition (ASVS 6.2.5, 6.2.9)', async () => {
  const user = await createUser(gateway, owner);
  const change = (OldPassword: string, NewPassword: string) =>
    user.client.action('ChangePassword', { OldPassword, NewPassword });
  const lower = 'abcdefghijklmnopqrstuvwxyz'.split('').reverse().join('').repeat(3).slice(0, 64);
  data(await change(user.password, lower));
  data(await change(lower, 'vq7-Lm2x'));
  const longest = randomBytes(128).toString('hex');
  data(await change('vq7-Lm2x', longest));
  expectRefusal(await change(longest, 'vq7-Lm2'), 400, ['PASSWORD_UNACCEPTABLE', 'VALIDATION_ERROR']);
  expectRefusal(await change(longest, `${longest}x`), 400, ['PASSWORD_UNACCEPTABLE', 'VALIDATION_ERROR']);
  expectRefusal(await change(longest, longest), 400, 'PASSWORD_UNACCEPTABLE');
  const wrongOld = await change(newPassword(), newPassword());
  expect([400, 401, 403]).toContain(wrongOld.status);
  expect(wrongOld.body.success).toBe(false);
});
