import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';
import { expect, test } from 'vitest';
import { startGateway } from '../support/gateway.ts';
import { setUpOwner } from '../support/people.ts';
import { atSecondFactor } from '../support/recovery.ts';

test('a gateway that is told to stop waits for no page that only listens, and closes its store', async () => {
  const gateway = await startGateway({ runtime: 'node' });
  try {
    const client = await atSecondFactor(gateway, await setUpOwner(gateway));
    const request = get(`${gateway.address}/api/recovery/events`, {
      headers: { cookie: client.cookieHeader() },
    });
    const [answer] = (await once(request, 'response')) as [IncomingMessage];
    expect(answer.statusCode).toBe(200);
    const ended = once(answer.resume(), 'close');
    await gateway.halt();
    await ended;
    expect(gateway.output()).toContain('"event":"stopped"');
  } finally {
    await gateway.stop();
  }
});
