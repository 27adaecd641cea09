import { Client } from '../support/client.ts';
import type { Person } from '../support/people.ts';
import { load, type Target } from './load.ts';
import { cpuTime, type Server } from './processes.ts';
import { type Line, median, percentile } from './report.ts';

const REQUESTS = 20_000;
const ROUNDS = 5;

/** CPU time of one session check against one request of a bare Hono route, turn by turn on the same machine. */
export async function sessionCheckCost(gateway: Server, bare: Server, cookie: string): Promise<Line> {
  const check = { origin: gateway.origin, path: '/api/session', headers: { cookie } };
  const nothing = { origin: bare.origin, path: '/', headers: { cookie } };
  await load(check, 5_000, 8);
  await load(nothing, 5_000, 8);
  const costs = { check: [] as number[], nothing: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    costs.nothing.push(await costOf(nothing, bare.pid));
    costs.check.push(await costOf(check, gateway.pid));
  }
  const ratio = median(costs.check) / median(costs.nothing);
  return {
    what: 'session check, CPU time a request',
    figure: `${median(costs.check).toFixed(1)} us`,
    beside: `bare Hono 204: ${median(costs.nothing).toFixed(1)} us`,
    limit: { text: `${ratio.toFixed(2)} times, at most 2.5`, holds: ratio <= 2.5 },
  };
}

/** Microseconds of CPU time a request. */
export async function costOf(target: Target, pid: number, requests = REQUESTS): Promise<number> {
  const before = cpuTime(pid);
  await load(target, requests, 8);
  return ((cpuTime(pid) - before) * 1000) / requests;
}

/** How long session checks take while eight people at once have their passwords hashed, again and again. */
export async function sessionCheckBesideSignIns(gateway: Server, owner: Person): Promise<Line> {
  const check = {
    origin: gateway.origin,
    path: '/api/session',
    headers: { cookie: owner.client.cookieHeader() },
  };
  const alone = percentile(await load(check, 2_000, 1), 0.99);
  let going = true;
  let hashed = 0;
  const signingIn = Array.from({ length: 8 }, async () => {
    const client = new Client({ origin: gateway.origin, address: gateway.origin });
    while (going) {
      // The right password: it gives its attempt back, so the throttle never answers in place of the hash.
      const answer = await client.post('/api/sign-in/password', {
        ...owner.credentials,
        password: owner.password,
      });
      if (answer.status !== 200) throw new Error(answer.text);
      hashed += 1;
    }
  });
  const times: number[] = [];
  const until = performance.now() + 6_000;
  // One check each few milliseconds: a server that people use, not one that is flooded.
  while (performance.now() < until) {
    times.push(...(await load(check, 1, 1)));
    await new Promise(wake => setTimeout(wake, 3));
  }
  going = false;
  await Promise.all(signingIn);
  const beside = percentile(times, 0.99);
  return {
    what: 'session check, p99 while eight sign-ins hash',
    figure: `${beside.toFixed(1)} ms (${times.length} checks, ${hashed} hashes)`,
    beside: `p99 alone: ${alone.toFixed(1)} ms`,
    limit: { text: 'at most 15 ms', holds: beside <= 15 },
  };
}
