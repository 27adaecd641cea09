import { readFileSync } from 'node:fs';
import type { PersonWithDevice } from '../support/people.ts';
import type { Server } from './processes.ts';
import { type Line, percentile } from './report.ts';

const TOKENS = 100_000;

/** A file of 100,000 tokens from the first byte to the report, sealed and stored, while somebody else's session is checked. */
export async function wholeImport(gateway: Server, owner: PersonWithDevice): Promise<Line> {
  const file = Buffer.from(Array.from({ length: TOKENS }, (_, i) => `${serial(i)},${secret(i)}\n`).join(''));
  let done = false;
  const checks: number[] = [];
  const checking = (async () => {
    const headers = { cookie: owner.client.cookieHeader() };
    while (!done) {
      const began = performance.now();
      await (await fetch(`${gateway.origin}/api/session`, { headers })).arrayBuffer();
      checks.push(performance.now() - began);
      await new Promise(wake => setTimeout(wake, 5));
    }
  })();
  const began = performance.now();
  const answer = await owner.client.send<{ Imported: number }>({
    method: 'POST',
    path: '/api/actions/ImportHardwareMFADevices',
    headers: { origin: gateway.origin, 'content-type': 'text/csv' },
    body: file,
  });
  const seconds = (performance.now() - began) / 1000;
  done = true;
  await checking;
  if (answer.body.data.Imported !== TOKENS) throw new Error(`imported ${answer.body.data.Imported} tokens`);
  const megabytes = peakMemory(gateway.pid);
  return {
    what: `import of ${TOKENS.toLocaleString('en')} tokens (CSV), stored and reported`,
    figure: `${seconds.toFixed(1)} s, at most ${megabytes.toFixed(0)} MB`,
    beside: `the file: ${(file.length / 1e6).toFixed(0)} MB; a session check meanwhile: p99 ${percentile(checks, 0.99).toFixed(0)} ms`,
    limit: { text: 'under a minute and 300 MB', holds: seconds < 60 && megabytes < 300 },
  };
}

const serial = (i: number) => `GAHT-${1_000_000 + i}`;
const secret = (i: number) => Buffer.from(String(i).padStart(20, '1')).toString('hex');

/** The most memory that the process ever held, in MB. */
function peakMemory(pid: number): number {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
