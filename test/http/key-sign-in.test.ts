import { afterAll, describe, expect, test } from 'vitest';
import { ASSERTION_ATTACKS } from '../support/attacks.ts';
import { Authenticator, type GetTweaks } from '../support/authenticator.ts';
import type { Client } from '../support/client.ts';
import type { Session, Step } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  createUser,
  enrolKey,
  listDevices,
  type Person,
  setUpOwner,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

interface KeyHolder extends Person {
  key: Authenticator;
  serialNumber: string;
}

async function createKeyHolder(key = new Authenticator()): Promise<KeyHolder> {
  const person = await createUser(gateway, owner);
  return { ...person, key, serialNumber: await enrolKey(person.client, key, origin) };
}

async function options(client: Client, serialNumber: string) {
  const path = '/api/sign-in/key/options';
  return data(await client.post<PublicKeyCredentialRequestOptionsJSON>(path, { serialNumber }));
}

const submit = (client: Client, credential: unknown) => client.post<Step>('/api/sign-in/key', { credential });

async function attempt(holder: KeyHolder, tweaks: GetTweaks = {}) {
  const { client } = await beginSignIn(gateway, holder);
  const credential = holder.key.get(await options(client, holder.serialNumber), origin, tweaks);
  return { client, credential, answer: await submit(client, credential) };
}

async function expectNoSession(client: Client): Promise<void> {
  expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
}

test('a password and a key make a session at level mfa, and the key is asked for by name (S0-64, A1)', async () => {
  const holder = await createKeyHolder();
  const { client, step } = await beginSignIn(gateway, holder);
  expect(step.devices).toMatchObject([{ serialNumber: holder.serialNumber, kind: 'fido', lastUsed: null }]);
  const request = await options(client, holder.serialNumber);
  expect(request.allowCredentials?.map(({ id }) => id)).toEqual([holder.key.id]);
  expect(Buffer.from(request.challenge, 'base64url').length).toBeGreaterThanOrEqual(32);
  expect(request.rpId).toBe('localhost');
  expect(data(await submit(client, holder.key.get(request, origin)))).toEqual({ next: 'signed-in' });
  const session = data(await client.get<Session>('/api/session'));
  expect(session.level).toBe('mfa');
  expect(session.amr).toEqual(['pwd', 'hwk', 'mfa']);
  expect((await listDevices(client))[0]?.LastUsed).toBeDefined();
});

test('a synced passkey as second factor is reported as software (1.6, NIST 2.3.2)', async () => {
  const holder = await createKeyHolder(new Authenticator({ synced: true, counting: false }));
  const { client, answer } = await attempt(holder);
  data(answer);
  expect(data(await client.get<Session>('/api/session')).amr).toEqual(['pwd', 'swk', 'mfa']);
});

test('a key without a PIN is a good second factor, for the password was the first (NIST 3.1.7)', async () => {
  const holder = await createKeyHolder();
  const { answer } = await attempt(holder, { userVerified: false });
  expect(data(answer)).toEqual({ next: 'signed-in' });
});

describe('an assertion is refused, no session is opened, and the honest key still works, when it has', () => {
  test.each(ASSERTION_ATTACKS)('[%s] %s', async (_, _name, tweaks) => {
    const holder = await createKeyHolder();
    const { client, answer } = await attempt(holder, tweaks(origin));
    expectRefusal(answer, answer.status === 400 ? 400 : 401, ['SECOND_FACTOR_REFUSED', 'VALIDATION_ERROR']);
    await expectNoSession(client);
    const honest = holder.key.get(await options(client, holder.serialNumber), origin);
    expect(data(await submit(client, honest))).toEqual({ next: 'signed-in' });
  });
});

test("a second key of one's own does not answer for the one that was asked (A1)", async () => {
  const holder = await createKeyHolder();
  const { client } = await attempt(holder);
  const second = new Authenticator();
  const serialNumber = await enrolKey(client, second, origin);
  const flow = await beginSignIn(gateway, holder);
  const request = await options(flow.client, holder.serialNumber);
  expectRefusal(await submit(flow.client, second.get(request, origin)), 401, 'SECOND_FACTOR_REFUSED');
  const right = second.get(await options(flow.client, serialNumber), origin);
  data(await submit(flow.client, right));
});

test("another person's key and user handle open nothing (A2, C10)", async () => {
  const victim = await createKeyHolder();
  const thief = await createKeyHolder();
  const { client } = await beginSignIn(gateway, victim);
  const request = await options(client, victim.serialNumber);
  const handle = victim.key.userHandle;
  const forged = thief.key.get(request, origin, handle === undefined ? {} : { userHandle: handle });
  expectRefusal(await submit(client, forged), 401, 'SECOND_FACTOR_REFUSED');
  const renamed = thief.key.get(await options(client, victim.serialNumber), origin, { id: victim.key.id });
  expectRefusal(await submit(client, renamed), 401, 'SECOND_FACTOR_REFUSED');
  await expectNoSession(client);
  const foreign = await client.post('/api/sign-in/key/options', { serialNumber: thief.serialNumber });
  expectRefusal(foreign, 401, 'SECOND_FACTOR_REFUSED');
});

test('a captured assertion is worthless: again, in another flow, or with its challenge beside it (C1)', async () => {
  const holder = await createKeyHolder();
  const { client, credential, answer } = await attempt(holder);
  data(answer);
  expectRefusal(await submit(client, credential), 401, ['FLOW_ENDED', 'SECOND_FACTOR_REFUSED']);
  const flow = await beginSignIn(gateway, holder);
  expectRefusal(await submit(flow.client, credential), 401, 'SECOND_FACTOR_REFUSED');
  await options(flow.client, holder.serialNumber);
  expectRefusal(await submit(flow.client, credential), 401, 'SECOND_FACTOR_REFUSED');
  const { challenge } = JSON.parse(Buffer.from(credential.response.clientDataJSON, 'base64url').toString());
  for (const field of ['challenge', 'expectedChallenge', 'options']) {
    const beside = await flow.client.post('/api/sign-in/key', { credential, [field]: challenge });
    expectRefusal(beside, 400, 'VALIDATION_ERROR');
  }
  await expectNoSession(flow.client);
});

test('a counter that goes back, or stands still, is refused and never lowers what is stored (A7)', async () => {
  const holder = await createKeyHolder();
  data((await attempt(holder, { counter: 10 })).answer);
  for (const counter of [3, 10, 0]) {
    const { client, answer } = await attempt(holder, { counter });
    expectRefusal(answer, 401, 'SECOND_FACTOR_REFUSED');
    await expectNoSession(client);
  }
  data((await attempt(holder, { counter: 11 })).answer);
});

test('of two assertions with one counter, sent at once, one signs in (A8, 3.10)', async () => {
  const holder = await createKeyHolder();
  const flows = [await beginSignIn(gateway, holder), await beginSignIn(gateway, holder)];
  const prepared = [];
  for (const { client } of flows) {
    const request = await options(client, holder.serialNumber);
    prepared.push({ client, credential: holder.key.get(request, origin, { counter: 7 }) });
  }
  const answers = await Promise.all(prepared.map(({ client, credential }) => submit(client, credential)));
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 401]);
});

test('one assertion sent twenty times at once opens one session (B5)', async () => {
  const holder = await createKeyHolder(new Authenticator({ counting: false, synced: true }));
  const { client } = await beginSignIn(gateway, holder);
  const credential = holder.key.get(await options(client, holder.serialNumber), origin);
  const answers = await Promise.all(Array.from({ length: 20 }, () => submit(client.copy(), credential)));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  for (const answer of answers.filter(({ status }) => status !== 200)) {
    expectRefusal(answer, 401, ['FLOW_ENDED', 'SECOND_FACTOR_REFUSED']);
    expect(answer.setCookies.filter(line => /^sallyport=[^;]/.test(line))).toEqual([]);
  }
});

test('a challenge is bound to its flow and to its operation (R2)', async () => {
  const holder = await createKeyHolder();
  const mine = await beginSignIn(gateway, holder);
  const other = await beginSignIn(gateway, holder);
  const request = await options(mine.client, holder.serialNumber);
  await options(other.client, holder.serialNumber);
  const crossed = holder.key.get(request, origin);
  expectRefusal(await submit(other.client, crossed), 401, 'SECOND_FACTOR_REFUSED');
  await expectNoSession(other.client);
});
