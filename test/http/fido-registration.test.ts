import { afterAll, describe, expect, test } from 'vitest';
import { REGISTRATION_ATTACKS } from '../support/attacks.ts';
import { Authenticator } from '../support/authenticator.ts';
import type { Client } from '../support/client.ts';
import type { Step } from '../support/contract.ts';
import type { Algorithm } from '../support/credential-key.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginRegistration,
  beginSignIn,
  createUser,
  createUserWithDevice,
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
const user = await createUserWithDevice(gateway, owner);

const finish = (client: Client, Credential: unknown, DeviceName = 'Key') =>
  client.action<{ SerialNumber: string }>('FinishFIDORegistration', { DeviceName, Credential });

async function signInWithKey(person: Person, authenticator: Authenticator, serialNumber: string) {
  const { client } = await beginSignIn(gateway, person);
  const options = await client.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/key/options', {
    serialNumber,
  });
  const credential = authenticator.get(data(options), origin);
  return client.post<Step>('/api/sign-in/key', { credential });
}

test('the options are fresh, large, bound to this site and say nothing about the person (R2, R9, R14, ASVS 6.7.2)', async () => {
  const options = await beginRegistration(user.client);
  const again = await beginRegistration(user.client);
  expect(Buffer.from(options.challenge, 'base64url').length).toBeGreaterThanOrEqual(32);
  expect(again.challenge).not.toBe(options.challenge);
  expect(options.rp.id).toBe('localhost');
  expect(options.pubKeyCredParams.map(({ alg }) => alg).sort()).toEqual([-257, -7, -8]);
  expect(options.attestation ?? 'none').toBe('none');
  const handle = Buffer.from(options.user.id, 'base64url');
  expect(handle.length).toBeGreaterThanOrEqual(16);
  expect(handle.length).toBeLessThanOrEqual(64);
  expect(handle.toString('utf8')).not.toContain(user.name);
  expect(options.authenticatorSelection).toMatchObject({ residentKey: 'preferred' });
});

describe('a registration is refused, and nothing is stored, when it has', () => {
  test.each(REGISTRATION_ATTACKS)('[%s] %s', async (_, _name, tweaks) => {
    const before = await listDevices(user.client);
    const authenticator = new Authenticator();
    const options = await beginRegistration(user.client);
    const answer = await finish(user.client, authenticator.create(options, origin, tweaks(origin)));
    expectRefusal(answer, 400, ['REGISTRATION_REFUSED', 'VALIDATION_ERROR']);
    expect(await listDevices(user.client)).toEqual(before);
  });

  test('[C5, R9] an algorithm that was not offered', async () => {
    const options = await beginRegistration(user.client);
    const answer = await finish(
      user.client,
      new Authenticator({ algorithm: 'ES384' }).create(options, origin),
    );
    expectRefusal(answer, 400, 'REGISTRATION_REFUSED');
  });

  test('[R1] an assertion in its place', async () => {
    const authenticator = new Authenticator();
    const options = await beginRegistration(user.client);
    const assertion = authenticator.get({ challenge: options.challenge, rpId: 'localhost' }, origin);
    expectRefusal(await finish(user.client, assertion), 400, ['REGISTRATION_REFUSED', 'VALIDATION_ERROR']);
  });

  test('[R2] no challenge of its own', async () => {
    const options = await beginRegistration(user.client);
    const fresh = await createUser(gateway, owner);
    const answer = await finish(fresh.client, new Authenticator().create(options, origin));
    expectRefusal(answer, 400, 'REGISTRATION_REFUSED');
    expect(await listDevices(fresh.client)).toEqual([]);
  });
});

test('every algorithm that is offered registers and signs in (R9)', async () => {
  for (const algorithm of ['ES256', 'EdDSA', 'RS256'] satisfies Algorithm[]) {
    const person = await createUser(gateway, owner);
    const authenticator = new Authenticator({ algorithm });
    const serialNumber = await enrolKey(person.client, authenticator, origin, `Key ${algorithm}`);
    expect(await listDevices(person.client)).toMatchObject([
      { SerialNumber: serialNumber, DeviceName: `Key ${algorithm}`, Kind: 'fido', Status: 'Active' },
    ]);
    expect(data(await signInWithKey(person, authenticator, serialNumber))).toEqual({ next: 'signed-in' });
  }
});

test('a key that attests itself is registered like any other (C11)', async () => {
  const person = await createUser(gateway, owner);
  const authenticator = new Authenticator();
  const options = await beginRegistration(person.client);
  const claimed = Buffer.from('2fc0579f811347eab116bb5a8db9202a', 'hex');
  const credential = authenticator.create(options, origin, { attestation: 'packed-self', aaguid: claimed });
  const { SerialNumber } = data(await finish(person.client, credential));
  expect(data(await signInWithKey(person, authenticator, SerialNumber))).toEqual({ next: 'signed-in' });
});

test('a registration response works once: repeated, after a new start, and on another account (C2)', async () => {
  const person = await createUserWithDevice(gateway, owner);
  const options = await beginRegistration(person.client);
  const credential = new Authenticator().create(options, origin);
  data(await finish(person.client, credential));
  const devices = await listDevices(person.client);
  expectRefusal(await finish(person.client, credential), 400, 'REGISTRATION_REFUSED');

  const other = await createUserWithDevice(gateway, owner);
  await beginRegistration(other.client);
  expectRefusal(await finish(other.client, credential), 400, 'REGISTRATION_REFUSED');
  expect(await listDevices(person.client)).toEqual(devices);
  expect(await listDevices(other.client)).toHaveLength(1);
});

test('one response sent ten times at once makes one device (C2, B5)', async () => {
  const person = await createUserWithDevice(gateway, owner);
  const options = await beginRegistration(person.client);
  const credential = new Authenticator().create(options, origin);
  const answers = await Promise.all(Array.from({ length: 10 }, () => finish(person.client, credential)));
  expect(answers.filter(answer => answer.status === 200)).toHaveLength(1);
  for (const answer of answers.filter(other => other.status !== 200)) {
    expectRefusal(answer, 400, 'REGISTRATION_REFUSED');
  }
  expect(await listDevices(person.client)).toHaveLength(2);
});

test('a credential id that anyone has already is refused, and its first owner still signs in (C12, R12)', async () => {
  const victim = await createUser(gateway, owner);
  const key = new Authenticator();
  const serialNumber = await enrolKey(victim.client, key, origin);
  const thief = await createUser(gateway, owner);
  const copy = new Authenticator({ credentialId: key.credentialId });
  const options = await beginRegistration(thief.client);
  expectRefusal(await finish(thief.client, copy.create(options, origin)), 400, 'REGISTRATION_REFUSED');
  expect(await listDevices(thief.client)).toEqual([]);
  expect(data(await signInWithKey(victim, key, serialNumber))).toEqual({ next: 'signed-in' });
});

test('the keys one has are excluded, by the server too (R15, C5)', async () => {
  const person = await createUser(gateway, owner);
  const key = new Authenticator();
  const serialNumber = await enrolKey(person.client, key, origin);
  const { client } = await beginSignIn(gateway, person);
  const request = await client.post<PublicKeyCredentialRequestOptionsJSON>('/api/sign-in/key/options', {
    serialNumber,
  });
  data(await client.post('/api/sign-in/key', { credential: key.get(data(request), origin) }));
  const options = await beginRegistration(client);
  expect(options.excludeCredentials?.map(({ id }) => id)).toEqual([key.id]);
  expectRefusal(await finish(client, key.create(options, origin)), 400, 'REGISTRATION_REFUSED');
  expect(await listDevices(client)).toHaveLength(1);
});
