import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface Server {
  readonly origin: string;
  readonly pid: number;
  readonly started: ChildProcess;
  /** The first match among the printed lines, once it is there. */
  printed(pattern: RegExp): Promise<string>;
  stop(): Promise<void>;
}

/** The gateway as `npm start` and `npm run serve` start it: a small young generation keeps garbage from piling up. */
export const GATEWAY = ['--max-semi-space-size=4', 'dist/server.js'];

/** Starts a program that prints a `listening` line with its origin. */
export async function startServer(parameters: string[], env: Record<string, string> = {}): Promise<Server> {
  const started = spawn(process.execPath, parameters, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  started.stdout.setEncoding('utf8').on('data', text => {
    output += text;
  });
  const ending = new AbortController();
  started.once('exit', code => ending.abort(new Error(`${parameters.join(' ')} ended with ${code}`)));
  const printed = async (pattern: RegExp) => {
    for (;;) {
      const found = pattern.exec(output)?.[1];
      if (found !== undefined) return found;
      await once(started.stdout, 'data', { signal: ending.signal });
    }
  };
  const origin = await printed(/"event":"listening","origin":"([^"]+)"/);
  const ended = new Promise<void>(resolve => started.once('exit', () => resolve()));
  return {
    origin,
    pid: started.pid ?? 0,
    started,
    printed,
    stop: async () => {
      started.kill('SIGTERM');
      await ended;
    },
  };
}

/** CPU time of a process with all its threads so far, milliseconds (10 ms ticks of /proc). */
export function cpuTime(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

/** Resident memory in MB. */
export function memory(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1024;
}
