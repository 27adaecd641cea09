import { expect, test } from 'vitest';
import type { Client } from '../support/client.ts';
import { data } from '../support/envelope.ts';
import { type Gateway, startGateway } from '../support/gateway.ts';
import { letPass, MINUTE } from '../support/passing-time.ts';
import { setUpOwner } from '../support/people.ts';
import {
  atSecondFactor,
  call,
  finish,
  keyIn,
  lastCall,
  mailedToken,
  press,
  redeem,
  sendMail,
  stateOf,
  verifyPhone,
} from '../support/recovery.ts';

test('a process that is killed between any two steps of a recovery loses nothing: the person goes on', async () => {
  const first = await startGateway({ runtime: 'node' });
  let gateway: Gateway = first;
  let client: Client;
  /** Ends the process without a word and starts another on what it left behind. */
  const kill = async () => {
    await gateway.halt('SIGKILL');
    gateway = await startGateway({ runtime: 'node', dataDir: first.dataDir });
    client = client.copy(gateway);
  };
  try {
    const owner = await setUpOwner(gateway);
    await verifyPhone(gateway, owner);
    letPass(gateway, MINUTE);
    client = await atSecondFactor(gateway, owner);
    await kill();
    data(await sendMail(client, owner.device.serialNumber));
    await kill();
    data(await redeem(client, await mailedToken(gateway, owner.name)));
    await kill();
    const ringing = data(await call(client));
    await kill();
    expect(await stateOf(client)).toMatchObject({ state: 'phone', call: { state: 'ringing' } });
    data(await press(gateway, (await lastCall(gateway)).id, 'answer'));
    await kill();
    await keyIn(gateway, ringing.call?.digits ?? '');
    await kill();
    expect(await stateOf(client)).toMatchObject({ state: 'verified' });
    data(await finish(client));
    await kill();
    expect(data(await client.get('/api/session'))).toMatchObject({ level: 'recovered' });
  } finally {
    await gateway.halt();
    await first.stop();
  }
}, 120_000);
