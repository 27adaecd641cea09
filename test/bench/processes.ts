import { type ChildProcess, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

export interface Server {
  readonly origin: string;
  readonly pid: number;
  readonly started: ChildProcess;
  /** Lines printed so far. */
  readonly lines: string[];
  stop(): Promise<void>;
}

/** Starts a program that prints a `listening` line with its origin. */
export async function startServer(parameters: string[], env: Record<string, string> = {}): Promise<Server> {
  const started = spawn(process.execPath, parameters, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const lines: string[] = [];
  const origin = await new Promise<string>((found, failed) => {
    started.once('exit', code => failed(new Error(`${parameters.join(' ')} ended with ${code}`)));
    createInterface({ input: started.stdout }).on('line', line => {
      lines.push(line);
      const match = /"event":"listening","origin":"([^"]+)"/.exec(line);
      if (match?.[1] !== undefined) found(match[1]);
    });
  });
  const ended = new Promise<void>(resolve => started.once('exit', () => resolve()));
  return {
    origin,
    pid: started.pid ?? 0,
    started,
    lines,
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
