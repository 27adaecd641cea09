import { globSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Client } from '../support/client.ts';
import { data } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { forgetMails, newestToken } from '../support/mailed-links.ts';
import { noticesTo } from '../support/outbox.ts';
import { DAY, letPass } from '../support/passing-time.ts';
import { createUserWithDevice, setUpOwner } from '../support/people.ts';
import { mailedToken, recover, verifyPhone } from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);

/** Every byte that the gateway has written: the database, its journal, and whatever lies beside them. */
const onDisk = () =>
  globSync(join(gateway.dataDir, '**/*'))
    .filter(name => statSync(name).isFile())
    .map(name => readFileSync(name, 'latin1'))
    .join('\n');

test('no token of a mailed link lies in the files of the gateway, of none of the four kinds (D3, 3.16)', async () => {
  const user = await createUserWithDevice(gateway, owner);
  await verifyPhone(gateway, owner);
  const [second, third] = ['second@example.org', 'third@example.org'];
  data(await owner.client.action('SetContactEmail', { UserName: user.name, Email: third }));
  data(await owner.client.action('SetContactEmail', { Email: second }));
  const confirm = await newestToken(gateway, second, 'confirm-address');
  data(await new Client(gateway).post('/api/address/confirm', { token: confirm }));
  letPass(gateway, DAY);
  await recover(gateway, owner);
  forgetMails(gateway);
  data(await new Client(gateway).post('/api/password-reset', { as: 'owner', email: owner.name }));

  // The control: the mails are there, in development all of them, and their links are read by whoever has the key.
  const tokens = [
    confirm,
    await newestToken(gateway, third, 'confirm-address'),
    await newestToken(gateway, owner.name, 'reset-password'),
    await mailedToken(gateway, owner.name, 'recover'),
    await mailedToken(gateway, owner.name, 'not-me'),
    await mailedToken(gateway, second, 'not-me'),
  ];
  const files = onDisk();
  const [notice] = await noticesTo(gateway, third);
  expect(files).toContain(notice?.subject);
  expect(tokens.filter(token => files.includes(token))).toEqual([]);
});
