import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { setUpOwner, signIn } from '../support/people.ts';

test('nobody else on the machine can read the database or the keys', async () => {
  const gateway = await startGateway({ runtime: 'node' });
  try {
    await setUpOwner(gateway);
    const files = readdirSync(gateway.dataDir, { recursive: true, encoding: 'utf8' });
    const readable = files
      .map(file => ({ file, status: statSync(join(gateway.dataDir, file)) }))
      .filter(({ status }) => status.isFile() && (status.mode & 0o077) !== 0);
    expect(files.length).toBeGreaterThan(0);
    expect(readable.map(({ file }) => file)).toEqual([]);
  } finally {
    await gateway.stop();
  }
});

test('a restart keeps accounts, devices and sessions, and prints no set-up link any more', async () => {
  const before = await startGateway({ runtime: 'node' });
  try {
    const owner = await setUpOwner(before);
    await before.halt();
    const after = await startGateway({ runtime: 'node', dataDir: before.dataDir });
    try {
      data(await owner.client.copy(after).get('/api/session'));
      await signIn(after, owner);
      expect(after.output()).not.toContain('/set-up#');
    } finally {
      await after.stop();
    }
  } finally {
    await before.stop();
  }
});

test('until there is an account, each start prints a link of its own, and the one before is dead', async () => {
  const first = await startGateway({ runtime: 'node' });
  try {
    const old = await first.setUpToken();
    await first.halt();
    const second = await startGateway({ runtime: 'node', dataDir: first.dataDir });
    try {
      const token = await second.setUpToken();
      expect(token).not.toBe(old);
      expectRefusal(
        await new Client(second).post('/api/set-up/check', { token: old }),
        403,
        'SET_UP_LINK_INVALID',
      );
      data(await new Client(second).post('/api/set-up/check', { token }));
    } finally {
      await second.stop();
    }
  } finally {
    await first.stop();
  }
});

test('a stop signal ends the process quickly, and requests under way are answered', async () => {
  const gateway = await startGateway({ runtime: 'node' });
  try {
    const owner = await setUpOwner(gateway);
    const underWay = Array.from({ length: 4 }, () =>
      new Client(gateway).post('/api/sign-in/password', { ...owner.credentials, password: owner.password }),
    );
    const started = Date.now();
    const answered = Promise.allSettled(underWay);
    await new Promise(resolve => setImmediate(resolve));
    await gateway.halt();
    expect(Date.now() - started).toBeLessThan(6_000);
    for (const result of await answered) {
      if (result.status === 'fulfilled') expect([200, 503]).toContain(result.value.status);
      else expect(String(result.reason)).toMatch(/ECONNREFUSED|ECONNRESET|socket hang up/);
    }
  } finally {
    await gateway.stop();
  }
});
