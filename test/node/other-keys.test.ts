import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import { data } from '../support/envelope.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import {
  beginSignIn,
  listDevices,
  type PersonWithDevice,
  setUpAccount,
  setUpOwner,
  submitCode,
} from '../support/people.ts';

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

/** Ends the gateway, lets something happen to its keys, and starts it on the same data. */
async function restart(gateway: Gateway, env: Record<string, string> = {}): Promise<Gateway> {
  return startGateway({ runtime: 'node', dataDir: gateway.dataDir, env });
}

async function expectRefusesToStart(gateway: Gateway, env: Record<string, string> = {}): Promise<void> {
  await expect(restart(gateway, env)).rejects.toThrow(/exit 1[\s\S]*SECRET_KEYS/);
}

/** The right code works, and the device is what it was. */
async function expectRightCode(gateway: Gateway, owner: PersonWithDevice): Promise<void> {
  const { client }: { client: Client } = await beginSignIn(gateway, owner);
  data(await submitCode(client, owner.device));
  expect(await listDevices(client)).toMatchObject([{ Status: 'Active' }]);
}

test('with other SECRET_KEYS nothing starts and nothing is lost: the right ones open every device again (D14, ASVS 13.3)', async () => {
  const right = newKey('k1');
  const gateway = await startGateway({ runtime: 'node', env: { SECRET_KEYS: right } });
  try {
    const owner = await setUpOwner(gateway);
    await gateway.halt();
    // Another key of the same name, one of another name, and both; no key is printed.
    for (const SECRET_KEYS of [newKey('k1'), newKey('k2'), `${newKey('k2')},${newKey('k1')}`]) {
      for (let round = 0; round < 2; round += 1) await expectRefusesToStart(gateway, { SECRET_KEYS });
      const failure = await restart(gateway, { SECRET_KEYS }).catch(String);
      expect(failure).not.toContain(SECRET_KEYS.slice(3, 40));
    }
    const again = await restart(gateway, { SECRET_KEYS: `${newKey('k2')},${right}` });
    try {
      await expectRightCode(again, owner);
    } finally {
      await again.stop();
    }
  } finally {
    await gateway.stop();
  }
});

test('with another keys file nothing starts and nothing is lost (D14, ASVS 13.3)', async () => {
  const gateway = await startGateway({ runtime: 'node' });
  try {
    const owner = await setUpOwner(gateway);
    await gateway.halt();
    const file = join(gateway.dataDir, 'keys');
    const right = readFileSync(file, 'utf8');
    const [id = ''] = right.split(':');
    for (const wrong of [newKey(id), newKey('other')]) {
      writeFileSync(file, `${wrong}\n`);
      await expectRefusesToStart(gateway);
    }
    writeFileSync(file, right);
    const again = await restart(gateway);
    try {
      await expectRightCode(again, owner);
    } finally {
      await again.stop();
    }
  } finally {
    await gateway.stop();
  }
});

test('an account without any device has something sealed as well: other keys do not start (ASVS 13.3)', async () => {
  const gateway = await startGateway({ runtime: 'node', env: { SECRET_KEYS: newKey('k1') } });
  try {
    await setUpAccount(gateway);
    await gateway.halt();
    await expectRefusesToStart(gateway, { SECRET_KEYS: newKey('k1') });
  } finally {
    await gateway.stop();
  }
});
