import { readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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

/** Overwrites every database file in place, so that open handles read rubbish. */
function ruin(folder: string): void {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(name =>
    /\.(sqlite|db)/.test(name),
  );
  expect(files).not.toEqual([]);
  for (const name of files) {
    const path = join(folder, name);
    if (name.endsWith('-wal') || name.endsWith('-shm')) truncateSync(path, 0);
    else writeFileSync(path, Buffer.alloc(65_536, 0x5a));
    if (name.endsWith('-shm')) rmSync(path);
  }
}
