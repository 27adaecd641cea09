import { closeSync, openSync, statSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { beginSignIn, setUpOwner } from '../support/people.ts';

const gateway = await startGateway({ runtime: 'node' });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
const { client } = await beginSignIn(gateway, owner);
const code = await owner.device.next();

test('a store that cannot be read answers 503, signs nobody in and stops nothing (ASVS 16.5.3)', async () => {
  ruin(gateway.dataDir);
  const submission = { serialNumber: owner.device.serialNumber, code };
  const credentials = { ...owner.credentials, password: owner.password };
  const answers = [
    await client.post('/api/sign-in/code', submission),
    await new Client(gateway).post('/api/sign-in/password', credentials),
    await owner.client.get('/api/session'),
    await owner.client.action('ListMFADevices'),
  ];
  for (const answer of answers) {
    expectRefusal(answer, 503, 'UNAVAILABLE');
    expect(answer.setCookies.filter(line => /^sallyport(-flow)?=[^;]/.test(line))).toEqual([]);
  }
  expect((await new Client(gateway).get('/healthz')).status).toBe(503);
});

/** Overwrites the database and its log in place, after a change that makes every open connection read anew. */
function ruin(folder: string): void {
  const file = join(folder, 'sallyport.db');
  const other = new Database(file);
  other.exec('create table anything (id integer)');
  for (const name of [file, `${file}-wal`]) {
    const handle = openSync(name, 'r+');
    writeSync(handle, Buffer.alloc(statSync(name).size, 0x5a), 0, undefined, 0);
    closeSync(handle);
  }
  other.close();
}
