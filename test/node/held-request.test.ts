import { afterAll, expect, test } from 'vitest';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { DAY, letPass, MINUTE } from '../support/passing-time.ts';
import { createUserWithDevice, listDevices, setUpOwner } from '../support/people.ts';

const gateway = await startGateway({ runtime: 'node' });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

/** Lets time pass once the gateway has seen the beginning of the request: it answers another one in between. */
const timePasses = (milliseconds: number) => async () => {
  data(await owner.client.get('/api/session'));
  letPass(gateway, milliseconds);
};

test('a proof that grows too old while the request is held is too old at its end (A7)', async () => {
  const { client, device } = await createUserWithDevice(gateway, owner);
  const input = { SerialNumber: device.serialNumber, DeviceName: 'renamed' };
  data(await client.heldAction('RenameMFADevice', input, timePasses(MINUTE)));
  const late = { ...input, DeviceName: 'renamed late' };
  const answer = await client.heldAction('RenameMFADevice', late, timePasses(16 * MINUTE));
  expectRefusal(answer, 403, 'STEP_UP_REQUIRED');
  expect(await listDevices(client)).toMatchObject([{ DeviceName: 'renamed' }]);
});

test('a session that expires while the request is held has expired at its end (ASVS 7.3)', async () => {
  const answer = await owner.client.heldAction('ListUsers', {}, timePasses(31 * DAY));
  expectRefusal(answer, 401, 'NOT_SIGNED_IN');
});
