import { afterAll, describe, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import type { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import {
  beginRegistration,
  beginSignIn,
  createUser,
  createUserWithDevice,
  createVirtual,
  enrolKey,
  enrolVirtual,
  listDevices,
  type Person,
  setUpOwner,
  stepUp,
} from '../support/people.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

/** A session at level password, ready to assign a device: the action and its input. */
const enrolments: [string, (client: Client) => Promise<[string, object]>][] = [
  [
    'EnableMFADevice',
    async client => {
      const device = await createVirtual(client);
      const step = device.nextStep();
      const AuthenticationCode1 = await device.codeAt(step);
      const AuthenticationCode2 = await device.codeAt(step + 1);
      const codes = { AuthenticationCode1, AuthenticationCode2 };
      return ['EnableMFADevice', { SerialNumber: device.serialNumber, ...codes }];
    },
  ],
  [
    'FinishFIDORegistration',
    async client => {
      const Credential = new Authenticator().create(await beginRegistration(client), origin);
      return ['FinishFIDORegistration', { DeviceName: 'held', Credential }];
    },
  ],
];

/** What takes the right away while the request is on its way; returns how many devices the person has then. */
const losses: [string, (person: Person, elsewhere: Client) => Promise<number>][] = [
  [
    'the person signs out everywhere',
    async (_, elsewhere) => {
      data(await elsewhere.action('EndAllSessions'));
      return 0;
    },
  ],
  [
    'the person is disabled',
    async ({ name }) => {
      data(await owner.client.action('DisableUser', { UserName: name }));
      return 0;
    },
  ],
  [
    'the person assigns a device elsewhere and steps up',
    async (_, elsewhere) => {
      await stepUp(elsewhere, await enrolVirtual(elsewhere));
      return 1;
    },
  ],
];

describe.each(enrolments)('%s, sent slowly by a session at level password,', (_, prepare) => {
  test.each(losses)('enrols nothing when %s meanwhile (A6, ASVS 7.4.1)', async (_name, lose) => {
    const person = await createUser(gateway, owner);
    const { client: elsewhere } = await beginSignIn(gateway, person);
    const [action, input] = await prepare(person.client);
    let left = -1;
    const answer = await person.client.heldAction(action, input, async () => {
      left = await lose(person, elsewhere);
    });
    expect([401, 403], answer.text).toContain(answer.status);
    expectRefusal(answer, answer.status, ['NOT_SIGNED_IN', 'STEP_UP_REQUIRED']);
    const listed = await owner.client.action<{ MFADevices: unknown[] }>('ListMFADevices', {
      UserName: person.name,
    });
    expect(data(listed).MFADevices).toHaveLength(left);
  });

  test('enrols when nothing happens meanwhile, held or not: the control', async () => {
    for (const held of [true, false]) {
      const { client } = await createUser(gateway, owner);
      const [action, input] = await prepare(client);
      const nothing = async () => {
        data(await owner.client.get('/api/session'));
      };
      data(await (held ? client.heldAction(action, input, nothing) : client.action(action, input)));
      expect(await listDevices(client)).toHaveLength(1);
    }
  });
});

test.each([
  'ListMFADevices',
  'ListSessions',
  'GetUser',
])('%s, sent slowly, tells nothing to a session that ended meanwhile (ASVS 7.4.1)', async name => {
  const { client } = await createUserWithDevice(gateway, owner);
  const answer = await client.heldAction(name, {}, async () => {
    data(await client.copy().post('/api/session/sign-out'));
  });
  expectRefusal(answer, 401, 'NOT_SIGNED_IN');
});

test('a change, sent slowly, is refused when its session was signed out meanwhile (ASVS 7.4.1)', async () => {
  const { client } = await createUserWithDevice(gateway, owner);
  const key = new Authenticator();
  const SerialNumber = await enrolKey(client, key, origin);
  const answer = await client.heldAction('DeactivateMFADevice', { SerialNumber }, async () => {
    data(await client.copy().post('/api/session/sign-out'));
  });
  expectRefusal(answer, 401, 'NOT_SIGNED_IN');
});
