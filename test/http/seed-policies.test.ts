import { afterAll, describe, expect, test } from 'vitest';
import type { Answer } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { csvOf, newToken, upload } from '../support/inventory.ts';
import { createKey } from '../support/key-client.ts';
import {
  beginSignIn,
  createUser,
  createUserWithDevice,
  enable,
  type Person,
  type PersonWithDevice,
  setUpOwner,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { POLICY_1, POLICY_2 } from '../support/seed-policies.ts';
import { MANAGE_OWN_MFA, put, putAlone } from '../support/user-policies.ts';

/*
 * The policies of the vendor's pages, stored as they stand there, decide what users do. Without MFA the key
 * `aws:MultiFactorAuthPresent` is false in a session (here of a user without a device), and absent with an API key.
 */

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const other = await createUserWithDevice(gateway, owner);

/** Asks for an action: in a session, or with a key. */
type Ask = (name: string, input?: object) => Promise<Answer>;
interface Way {
  readonly name: string;
  readonly person: Person;
  readonly ask: Ask;
}

/** One user for each way in, with this policy and, where `more` says so, what everybody has. */
async function waysIn(document: string, more = false): Promise<Record<'key' | 'password' | 'mfa', Way>> {
  const [programmer, plain, careful] = [
    await createUserWithDevice(gateway, owner),
    await createUser(gateway, owner),
    await createUserWithDevice(gateway, owner),
  ];
  const key = await createKey(gateway, programmer);
  for (const user of [programmer, plain, careful])
    await (more ? put(owner, user, document) : putAlone(owner, user, document));
  const inSession = (name: string, person: Person): Way => ({
    name,
    person,
    ask: (action, input) => person.client.action(action, input),
  });
  return {
    key: { name: 'API key', person: programmer, ask: (action, input) => key.action(action, input) },
    password: inSession('session without MFA', plain),
    mfa: inSession('session with MFA', careful),
  };
}

const deviceOf = ({ person }: Way) => (person as PersonWithDevice).device;

/** The next codes of a device that nobody has moved. */
async function resyncOf(device: PersonWithDevice['device']) {
  return { SerialNumber: device.serialNumber, ...(await device.pairAt(device.nextStep())) };
}

async function expectDenied(way: Way, action: string, input: object = {}): Promise<void> {
  const answer = await way.ask(action, input);
  expectRefusal(answer, 403, 'ACCESS_DENIED');
}

describe('the policy of seed 000 alone', async () => {
  const ways = await waysIn(POLICY_1);
  const all = Object.values(ways);
  const virtual = { VirtualMFADeviceName: 'one-more', DeviceName: 'one more' };

  test('S0-12: is stored and given back as it is', async () => {
    const { name } = ways.mfa.person;
    const answer = await owner.client.action<{ PolicyDocument: string }>('GetUserPolicy', {
      UserName: name,
      PolicyName: 'own',
    });
    expect(data(answer).PolicyDocument).toBe(POLICY_1);
  });

  test.each(all)('S0-13: lists the virtual devices of the account, by $name', async way => {
    data(await way.ask('ListVirtualMFADevices'));
  });

  test.each(all)("S0-14 S0-16 S0-17: lists one's own devices and nobody else's, by $name", async way => {
    data(await way.ask('ListMFADevices'));
    data(await way.ask('ListMFADevices', { UserName: way.person.name }));
    await expectDenied(way, 'ListMFADevices', { UserName: other.name });
  });

  test.each([
    ways.key,
    ways.mfa,
  ])("S0-14 S0-16 S0-23: brings one's own device back and nobody else's, by $name", async way => {
    await expectDenied(way, 'ResyncMFADevice', {
      UserName: other.name,
      ...(await resyncOf(other.device)),
    });
    data(await way.ask('ResyncMFADevice', await resyncOf(deviceOf(way))));
  });

  test('S0-15 S0-23: a resync passes in a session without MFA, too; it finds no device there', async () => {
    const answer = await ways.password.ask('ResyncMFADevice', await resyncOf(newToken()));
    expectRefusal(answer, 404, 'NO_SUCH_ENTITY');
  });

  test('S0-23: a device that is out of step comes back between the first factor and the second', async () => {
    const user = await createUserWithDevice(gateway, owner);
    await putAlone(owner, user, POLICY_1);
    const { client } = await beginSignIn(gateway, user);
    const { SerialNumber, AuthenticationCode1, AuthenticationCode2 } = {
      SerialNumber: user.device.serialNumber,
      ...(await user.device.pairAt(user.device.now() + 20)),
    };
    const codes = { code1: AuthenticationCode1, code2: AuthenticationCode2 };
    data(await client.post('/api/sign-in/resync', { serialNumber: SerialNumber, ...codes }));
  });

  test.each(all)('S0-21: creates no device, by $name', async way => {
    await expectDenied(way, 'CreateVirtualMFADevice', virtual);
  });

  test.each(all)('S0-22: deactivates no device, by $name', async way => {
    await expectDenied(way, 'DeactivateMFADevice', { SerialNumber: other.device.serialNumber });
    await expectDenied(way, 'DeactivateMFADevice', {
      UserName: other.name,
      SerialNumber: other.device.serialNumber,
    });
  });
});

describe('the policy of seed 000 beside one that allows more', async () => {
  const ways = await waysIn(POLICY_1, true);

  test.each([
    ways.key,
    ways.password,
  ])('S0-15 S0-18 S0-20: denies everything that it does not list without MFA, by $name', async way => {
    for (const action of ['GetUser', 'ListSessions', 'GetAccount', 'ListAPIKeys'])
      await expectDenied(way, action);
    data(await way.ask('ListMFADevices'));
    data(await way.ask('ListVirtualMFADevices'));
  });

  test('S0-19: denies nothing with MFA', async () => {
    for (const action of ['GetUser', 'ListSessions', 'GetAccount', 'ListAPIKeys'])
      data(await ways.mfa.ask(action));
  });
});

describe('the policy of seed 002 alone', async () => {
  const ways = await waysIn(POLICY_2);
  const all = Object.values(ways);

  test('S2-15: is stored and given back as it is', async () => {
    const { name } = ways.mfa.person;
    const answer = await owner.client.action<{ PolicyDocument: string }>('GetUserPolicy', {
      UserName: name,
      PolicyName: 'own',
    });
    expect(data(answer).PolicyDocument).toBe(POLICY_2);
  });

  test.each(all)('S2-16 S2-18: shows oneself and lists the own devices, by $name', async way => {
    data(await way.ask('GetUser'));
    data(await way.ask('ListMFADevices'));
  });

  test.each([ways.key, ways.mfa])("S2-16 S2-18: brings one's own device back, by $name", async way => {
    data(await way.ask('ResyncMFADevice', await resyncOf(deviceOf(way))));
  });

  test('S2-17 S2-19: deactivates no device without MFA', async () => {
    const { serialNumber } = deviceOf(ways.key);
    await expectDenied(ways.key, 'DeactivateMFADevice', { SerialNumber: serialNumber });
    await expectDenied(ways.password, 'DeactivateMFADevice', { SerialNumber: serialNumber });
    expect(data(await ways.key.ask('ListMFADevices'))).toMatchObject({
      MFADevices: [{ SerialNumber: serialNumber }],
    });
  });

  test.each(all)('S2-21: does nothing to other users, by $name', async way => {
    const SerialNumber = other.device.serialNumber;
    const UserName = other.name;
    const codes = await resyncOf(other.device);
    for (const action of ['GetUser', 'ListMFADevices']) await expectDenied(way, action, { UserName });
    await expectDenied(way, 'DeactivateMFADevice', { UserName, SerialNumber });
    for (const action of ['ResyncMFADevice', 'EnableMFADevice'])
      await expectDenied(way, action, { UserName, ...codes });
    expect(data(await owner.client.action('ListMFADevices', { UserName }))).toMatchObject({
      MFADevices: [{ SerialNumber }],
    });
  });

  test('S2-16: allows what it names and no more: with MFA, too, nobody sees his sessions', async () => {
    for (const way of all) await expectDenied(way, 'ListSessions');
  });

  test('S2-18: enables a device without MFA', async () => {
    const token = newToken();
    data(await upload(owner.client, csvOf([token])));
    data(await enable(ways.password.person.client, token));
  });

  test('S2-20: deactivates the own device with MFA', async () => {
    const { serialNumber } = deviceOf(ways.mfa);
    data(await ways.mfa.ask('DeactivateMFADevice', { SerialNumber: serialNumber }));
  });
});

test('the control: what everybody has allows what the seeds deny', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const key = await createKey(gateway, user);
  for (const action of ['GetUser', 'ListSessions']) data(await key.action(action));
  const attached = await owner.client.action('ListAttachedUserPolicies', { UserName: user.name });
  expect(data(attached)).toMatchObject({ AttachedPolicies: [{ PolicyArn: MANAGE_OWN_MFA }] });
  const virtual = { VirtualMFADeviceName: 'a-second', DeviceName: 'a second' };
  data(await user.client.action('CreateVirtualMFADevice', virtual));
  data(await user.client.action('DeactivateMFADevice', { SerialNumber: user.device.serialNumber }));
});
