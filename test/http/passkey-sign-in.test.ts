import { afterAll, describe, expect, test } from 'vitest';
import { ASSERTION_ATTACKS } from '../support/attacks.ts';
import { Authenticator, type GetTweaks } from '../support/authenticator.ts';
import { Client } from '../support/client.ts';
import type { Session, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createUser, createUserWithDevice, enrolKey, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

async function createPasskeyHolder(passkey = new Authenticator({ counting: false })) {
  const person = await createUser(gateway, owner);
  const serialNumber = await enrolKey(person.client, passkey, origin);
  return { ...person, passkey, serialNumber };
}

async function begin(client: Client): Promise<PublicKeyCredentialRequestOptionsJSON> {
  return data(await client.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/passkey/options'));
}

const submit = (client: Client, credential: unknown) =>
  client.post<Step>('/api/sign-in/passkey', { credential });

async function attempt(passkey: Authenticator, tweaks: GetTweaks = {}) {
  const client = new Client(gateway);
  const credential = passkey.get(await begin(client), origin, tweaks);
  return { client, credential, answer: await submit(client, credential) };
}

async function expectNoSession(client: Client): Promise<void> {
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
}

test('a passkey signs in without a name and without a password, at level mfa (S2-02)', async () => {
  const holder = await createPasskeyHolder();
  const client = new Client(gateway);
  const options = await begin(client);
  expect(options.allowCredentials ?? []).toEqual([]);
  expect(options.userVerification).toBe('required');
  expect(data(await submit(client, holder.passkey.get(options, origin)))).toEqual({ next: 'signed-in' });
  expect(data(await client.get<Session>('/api/session'))).toMatchObject({
    person: { userName: holder.name },
    level: 'mfa',
    amr: ['hwk', 'user', 'mfa'],
    must: null,
  });
});

test('a passkey is no way in for whoever has no password any more (contract 4.10)', async () => {
  const holder = await createPasskeyHolder();
  data(await owner.client.action('DeleteLoginProfile', { UserName: holder.name }));
  const { client, answer } = await attempt(holder.passkey);
  expectRefusal(answer, 401, 'PASSKEY_REFUSED');
  await expectNoSession(client);
});

test('a synced passkey is reported as software (1.6, NIST 2.3.2)', async () => {
  const holder = await createPasskeyHolder(new Authenticator({ counting: false, synced: true }));
  const { client, answer } = await attempt(holder.passkey);
  data(answer);
  expect(data(await client.get<Session>('/api/session')).amr).toEqual(['swk', 'user', 'mfa']);
});

test('a passkey that did not verify its person is refused (R7, NIST App. B)', async () => {
  const holder = await createPasskeyHolder();
  const { client, answer } = await attempt(holder.passkey, { userVerified: false });
  expectRefusal(answer, 401, 'PASSKEY_REFUSED');
  await expectNoSession(client);
});

describe('a passkey is refused, no session is opened, and the honest one still works, with', () => {
  test.each(ASSERTION_ATTACKS)('[%s] %s', async (_, _name, tweaks) => {
    const holder = await createPasskeyHolder();
    const { client, answer } = await attempt(holder.passkey, tweaks(origin));
    expectRefusal(answer, answer.status === 400 ? 400 : 401, ['PASSKEY_REFUSED', 'VALIDATION_ERROR']);
    await expectNoSession(client);
    data((await attempt(holder.passkey)).answer);
  });
});

test("a passkey with a victim's user handle, or id, signs nobody in (C10, C11)", async () => {
  const victim = await createPasskeyHolder();
  const thief = await createPasskeyHolder();
  const handle = victim.passkey.userHandle ?? '';
  for (const tweaks of [
    { userHandle: handle },
    { id: victim.passkey.id },
    { userHandle: handle, id: victim.passkey.id },
  ]) {
    const { client, answer } = await attempt(thief.passkey, tweaks);
    expectRefusal(answer, 401, 'PASSKEY_REFUSED');
    await expectNoSession(client);
  }
});

test('an assertion works once, and only in the browser that asked for it (C1, R2)', async () => {
  const holder = await createPasskeyHolder();
  const { client, credential, answer } = await attempt(holder.passkey);
  data(answer);
  data(await client.post('/api/session/sign-out'));
  expectRefusal(await submit(client, credential), 401, ['FLOW_ENDED', 'PASSKEY_REFUSED']);
  const other = new Client(gateway);
  await begin(other);
  expectRefusal(await submit(other, credential), 401, 'PASSKEY_REFUSED');
  expectRefusal(await submit(new Client(gateway), credential), 401, ['FLOW_ENDED', 'PASSKEY_REFUSED']);

  const mine = new Client(gateway);
  const captured = holder.passkey.get(await begin(mine), origin);
  expectRefusal(await submit(other, captured), 401, ['FLOW_ENDED', 'PASSKEY_REFUSED']);
  await expectNoSession(other);
});

test('one assertion sent twenty times at once opens one session (B5)', async () => {
  const holder = await createPasskeyHolder();
  const client = new Client(gateway);
  const credential = holder.passkey.get(await begin(client), origin);
  const answers = await Promise.all(Array.from({ length: 20 }, () => submit(client.copy(), credential)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
});

test('a passkey of a disabled person, and a deactivated passkey, are refused (ASVS 6.5.6, 7.4.2)', async () => {
  const holder = await createPasskeyHolder();
  data(await owner.client.action('DisableUser', { UserName: holder.name }));
  expectRefusal((await attempt(holder.passkey)).answer, 401, 'PASSKEY_REFUSED');
  data(await owner.client.action('EnableUser', { UserName: holder.name }));
  const { client, answer } = await attempt(holder.passkey);
  data(answer);
  data(await client.action('DeactivateMFADevice', { SerialNumber: holder.serialNumber }));
  expectRefusal((await attempt(holder.passkey)).answer, 401, 'PASSKEY_REFUSED');
});

test('an unregistered passkey is refused like a known one that fails', async () => {
  const holder = await createPasskeyHolder();
  const stranger = new Authenticator({ counting: false });
  const unknown = await attempt(stranger);
  const failed = await attempt(holder.passkey, { signature: 'random-der' });
  expectRefusal(unknown.answer, 401, 'PASSKEY_REFUSED');
  expect(unknown.answer.text).toBe(failed.answer.text);
});

test('a passkey challenge is no challenge of the password flow (R2)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const key = new Authenticator();
  const serialNumber = await enrolKey(user.client, key, origin);
  const client = new Client(gateway);
  const passkeyOptions = await begin(client);
  data(await client.post('/api/sign-in/password', { ...user.credentials, password: user.password }));
  await client.post('/api/sign-in/key/options', { serialNumber });
  const crossed = await client.post('/api/sign-in/key', { credential: key.get(passkeyOptions, origin) });
  expectRefusal(crossed, 401, ['SECOND_FACTOR_REFUSED', 'FLOW_ENDED']);
  await expectNoSession(client);
});
