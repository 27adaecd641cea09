import { request } from 'node:http';
import { afterAll, describe, expect, test, vi } from 'vitest';
import { Client } from '../support/client.ts';
import { data, expectRefusal } from '../support/envelope.ts';
import { startGateway } from '../support/gateway.ts';
import { letPass, MINUTE } from '../support/passing-time.ts';
import { setUpOwner } from '../support/people.ts';
import { aSecondLater } from '../support/phone.ts';
import {
  atSecondFactor,
  call,
  lastCall,
  press,
  type RecoveryState,
  toPhone,
  verifyPhone,
} from '../support/recovery.ts';
import { runtime } from '../support/runtime.ts';

const gateway = await startGateway({ runtime });
afterAll(() => gateway.stop());
const owner = await setUpOwner(gateway);
await verifyPhone(gateway, owner);
letPass(gateway, MINUTE);

/** Listens as a page does, until the gateway has said all; each state that it told. */
function listen(client: Client): { heard: RecoveryState[]; ended: Promise<void> } {
  const heard: RecoveryState[] = [];
  const cookie = [...client.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const ended = new Promise<void>((resolve, reject) => {
    request(`${gateway.address}/api/recovery/events`, { headers: { cookie } }, answer => {
      expect(answer.headers['content-type']).toBe('text/event-stream');
      let text = '';
      answer.setEncoding('utf8').on('data', piece => {
        text += piece;
        for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
          const [event, line = ''] = text.slice(0, end).split('\n');
          expect(event).toBe('event: state');
          heard.push(JSON.parse(line.slice('data: '.length)));
          text = text.slice(end + 2);
        }
      });
      answer.on('end', resolve).on('error', reject);
    }).end();
  });
  return { heard, ended };
}

describe('the page that waits for the call', () => {
  test('hears it ring, be answered, wait for digits and be verified, and then no more', async () => {
    const client = await toPhone(gateway, owner);
    const { heard, ended } = listen(client);
    const states = () => heard.map(({ call: seen, state }) => seen?.state ?? state);
    // The call must not ring before anybody listens.
    await vi.waitFor(() => expect(states()).toEqual(['phone']), 20_000);
    const digits = data(await call(client)).call?.digits ?? '';
    await vi.waitFor(() => expect(states()).toEqual(['phone', 'ringing']), 20_000);
    const { id } = await lastCall(gateway);
    data(await press(gateway, id, 'answer'));
    await vi.waitFor(() => expect(states().at(-1)).toBe('asked'), 20_000);
    // Nobody types six digits at once: they would be a machine's (phone/line.ts).
    aSecondLater(gateway);
    data(await press(gateway, id, 'digits', { digits }));
    await ended;
    expect(states()).toEqual(['phone', 'ringing', 'asked', 'verified']);
  });

  test('takes no place by HEAD, and three by GET, of which a fourth ends the first (F8)', async () => {
    letPass(gateway, 24 * 60 * MINUTE);
    const client = await toPhone(gateway, owner);
    for (let time = 0; time < 210; time += 1) {
      const answer = await client.send({ method: 'HEAD', path: '/api/recovery/events' });
      expect(answer.status).toBe(200);
    }
    const tabs = Array.from({ length: 4 }, () => listen(client));
    await tabs[0]?.ended;
    await vi.waitFor(() => expect(tabs.slice(1).every(({ heard }) => heard.length === 1)).toBe(true), 20_000);
    await client.post('/api/sign-in/cancel');
    await Promise.all(tabs.map(({ ended }) => ended));
  });

  test('is told nothing without the sign-in that it belongs to', async () => {
    expectRefusal(await new Client(gateway).get('/api/recovery/events'), 401, 'FLOW_ENDED');
  });

  test('listening changes nothing: a GET, and a state that stays (3.15)', async () => {
    letPass(gateway, 24 * 60 * MINUTE);
    const client = await atSecondFactor(gateway, owner);
    const answer = await client.post('/api/recovery/events');
    expect(answer.status).toBe(404);
  });
});
