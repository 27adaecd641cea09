import { randomBytes } from 'node:crypto';
import { afterAll, expect, test } from 'vitest';
import { Authenticator } from '../support/authenticator.ts';
import { Client } from '../support/client.ts';
import type { SessionEntry } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { createUserWithDevice, setUpOwner, signIn } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { auditRows } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const { origin } = gateway;
const owner = await setUpOwner(gateway);

/** The rows that are new since the last look. */
let seen = 0;
function news() {
  const rows = auditRows(gateway, seen);
  seen += rows.length;
  return rows;
}

/** An assertion by a key that nobody has registered. */
function strangersAssertion(challenge = randomBytes(32).toString('base64url')) {
  return new Authenticator().get({ challenge, rpId: 'localhost' }, origin, {
    userHandle: randomBytes(32).toString('base64url'),
  });
}

const submit = (client: Client) => client.post('/api/sign-in/passkey', { credential: strangersAssertion() });

test('an unknown passkey without a ceremony leaves no row in the audit log (C1, ASVS 16.2)', async () => {
  news();
  const forged = new Client(gateway);
  for (let round = 0; round < 5; round += 1) {
    expectRefusal(await submit(new Client(gateway)), 401, 'FLOW_ENDED');
    forged.cookies.set('sallyport-flow', randomBytes(32).toString('base64url'));
    expectRefusal(await submit(forged), 401, 'FLOW_ENDED');
  }
  expect(news()).toEqual([]);
});

test('an unknown passkey leaves one row for one ceremony, however often it is sent (C1, ASVS 16.2)', async () => {
  const client = new Client(gateway);
  data(await client.post('/api/sign-in/passkey/options'));
  news();
  expectRefusal(await submit(client.copy()), 401, 'PASSKEY_REFUSED');
  expect(news()).toMatchObject([{ outcome: 'refused' }]);
  for (let round = 0; round < 10; round += 1) expectRefusal(await submit(client.copy()), 401, 'FLOW_ENDED');
  expect(news()).toEqual([]);
});

test('EndSession of a session that does not exist is told as refused, and never as done (ASVS 16.3)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  const stranger = await createUserWithDevice(gateway, owner);
  const { Sessions } = data(await stranger.client.action<{ Sessions: SessionEntry[] }>('ListSessions'));
  for (const SessionId of [`SESS${'A'.repeat(17)}`, Sessions[0]?.SessionId]) {
    news();
    expectRefusal(await user.client.action('EndSession', { SessionId }), 404, 'NO_SUCH_ENTITY');
    expect(news()).toMatchObject([{ event: 'EndSession', outcome: 'refused' }]);
  }
  data(await stranger.client.get('/api/session'));
});

test('the control: an EndSession that ends one is told as done', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await signIn(gateway, user);
  const { Sessions } = data(await user.client.action<{ Sessions: SessionEntry[] }>('ListSessions'));
  const SessionId = Sessions.find(({ Current }) => !Current)?.SessionId;
  news();
  data(await user.client.action('EndSession', { SessionId }));
  expect(news()).toMatchObject([{ event: 'EndSession', outcome: 'success', reason: null }]);
});
