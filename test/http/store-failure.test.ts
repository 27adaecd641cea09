import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { expectRefusal } from '../support/envelope.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { beginSignIn, setUpOwner } from '../support/people.ts';
import { runtime } from '../support/runtime.ts';
import { withStoreFile } from '../support/store-file.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const { client } = await beginSignIn(gateway, owner);

test('a store that fails answers 503 and signs nobody in, and goes on where it was when it is back (ASVS 16.5.3)', async () => {
  const submission = { serialNumber: owner.device.serialNumber, code: await owner.device.next() };
  const credentials = { ...owner.credentials, password: owner.password };
  change(gateway, 'alter table sessions rename to elsewhere');
  const answers = [
    await client.post('/api/sign-in/code', submission),
    await owner.client.get('/api/session'),
    await owner.client.action('ListMFADevices'),
  ];
  for (const answer of answers) {
    expectRefusal(answer, 503, 'UNAVAILABLE');
    expect(answer.setCookies.filter(line => /^sallyport(-flow)?=[^;]/.test(line))).toEqual([]);
  }
  change(gateway, 'alter table elsewhere rename to sessions');

  // The code was not spent by the batch that failed, and the flow still waits for it.
  expect((await client.post('/api/sign-in/code', submission)).status).toBe(200);
  expect((await new Client(gateway).post('/api/sign-in/password', credentials)).status).toBe(200);
  expect((await owner.client.get('/api/session')).status).toBe(200);
});

/** From another process's side, on the file that the store is kept in. */
function change(place: Gateway, statement: string): void {
  withStoreFile(place, database => database.exec(statement));
}
