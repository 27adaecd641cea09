import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import type { Account, Session } from '../support/contract.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { beginSignIn, listDevices, newPassword, setUpOwner, signIn, submitCode } from '../support/people.ts';
import { sallyport } from '../support/sallyport.ts';
import { auditRows } from '../support/store-file.ts';

const gateway = await startGateway({ runtime: 'node' });
const emptyDir = mkdtempSync(join(tmpdir(), 'sallyport-empty-'));
afterAll(async () => {
  await gateway.stop();
  rmSync(emptyDir, { recursive: true, force: true });
});
const { dataDir } = gateway;
const owner = await setUpOwner(gateway);

function createAccount(email: string, alias: string, folder = dataDir, password = newPassword()) {
  const parameters = ['account', 'create', '--email', email, '--phone', '+4930901820', '--alias', alias];
  return sallyport(folder, parameters, `${password}\n`);
}

test('device unlock opens a device that ten wrong codes locked, and no other one (B1, 3.12)', async () => {
  const { serialNumber } = owner.device;
  for (const code of await owner.device.wrongCodes(10)) {
    const { client } = await beginSignIn(gateway, owner);
    expectRefusal(
      await client.post('/api/sign-in/code', { serialNumber, code }),
      401,
      'SECOND_FACTOR_REFUSED',
    );
  }
  const { client } = await beginSignIn(gateway, owner);
  expectRefusal(await submitCode(client, owner.device), 403, 'DEVICE_LOCKED');

  const unknown = await sallyport(dataDir, ['device', 'unlock', '--serial-number', `${serialNumber}x`]);
  expect(unknown).toMatchObject({ status: 254, output: '' });
  expect(unknown.errors).toMatch(/^sallyport: /);
  expectRefusal(await submitCode(client, owner.device), 403, 'DEVICE_LOCKED');

  const before = auditRows(gateway).length;
  const done = await sallyport(dataDir, ['device', 'unlock', '--serial-number', serialNumber]);
  expect(done).toMatchObject({ status: 0, errors: '' });
  expect(auditRows(gateway, before)).toMatchObject([{ event: 'UnlockMFADevice', outcome: 'success' }]);
  expect(await listDevices(await signIn(gateway, owner))).toMatchObject([{ Status: 'Active' }]);
});

test('an account may have the name of a command (D8)', async () => {
  const made = await createAccount('creator@example.com', 'create');
  expect(made).toMatchObject({ status: 0, errors: '' });
  expect(JSON.parse(made.output)).toEqual({ AccountId: expect.stringMatching(/^\d{12}$/) });
});

test('UpdateAccount with an alias that is taken is told as refused, and never as done (ASVS 16.3)', async () => {
  expect(await createAccount('neighbour@example.com', 'neighbour')).toMatchObject({ status: 0 });
  const before = auditRows(gateway).length;
  const taken = await owner.client.action('UpdateAccount', { Alias: 'neighbour', RequireMfa: 'required' });
  expectRefusal(taken, 409, 'ENTITY_ALREADY_EXISTS');
  expect(auditRows(gateway, before)).toMatchObject([{ event: 'UpdateAccount', outcome: 'refused' }]);
  const account = data(await owner.client.action<Account>('GetAccount'));
  expect(account).toMatchObject({ RequireMfa: 'optional' });
  expect(account.Alias).toBeUndefined();

  const free = auditRows(gateway).length;
  data(await owner.client.action('UpdateAccount', { Alias: 'free-name' }));
  expect(auditRows(gateway, free)).toMatchObject([{ event: 'UpdateAccount', outcome: 'success' }]);
});

test('a second set-up with an address that exists is refused and signs nobody in (A1, B5)', async () => {
  const email = 'first@example.com';
  const password = newPassword();
  expect(await createAccount(email, 'first', emptyDir, password)).toMatchObject({ status: 0 });
  const second = await startGateway({ runtime: 'node', dataDir: emptyDir });
  try {
    const env = { PORT: new URL(second.origin).port };
    const { output } = await sallyport(emptyDir, ['set-up-link'], '', env);
    expect(output).toMatch(new RegExp(`^${second.origin}/set-up#`));
    const token = output.trim().split('#')[1];
    const other = newPassword();
    const taken = { token, email: email.toUpperCase(), password: other, phone: '+4930901820' };
    const client = new Client(second);
    const rows = auditRows(second).length;
    const answer = await client.post('/api/set-up', taken);
    expectRefusal(answer, 409, 'ENTITY_ALREADY_EXISTS');
    expect(answer.setCookies).toEqual([]);
    expectRefusal(await client.get('/api/session'), 401, 'NOT_SIGNED_IN');
    expect(auditRows(second, rows).filter(({ outcome }) => outcome === 'success')).toEqual([]);
    const asOwner = (typed: string) =>
      client.post('/api/sign-in/password', { as: 'owner', email, password: typed });
    expectRefusal(await asOwner(other), 401, 'SIGN_IN_REFUSED');
    data(await asOwner(password));
    expect(data(await client.get<Session>('/api/session')).person.email).toBe(email);
  } finally {
    await second.stop();
  }
});
