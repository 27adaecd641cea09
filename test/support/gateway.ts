import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { inject } from 'vitest';
import type { Runtime } from './runtime.ts';

export interface Gateway {
  /** What a browser's address bar shows, and what the Origin header must say. */
  origin: string;
  /** Where requests go: differs from `origin` only for a second node behind the first one's name. */
  address: string;
  dataDir: string;
  /** The one-time token of the printed set-up link. */
  setUpToken(): Promise<string>;
  /** Everything that was printed so far. */
  output(): string;
  /** Ends the process and leaves its data: for a restart. SIGKILL: in the middle of whatever it does. */
  halt(how?: 'SIGTERM' | 'SIGKILL'): Promise<void>;
  /** Ends the process and removes its data, unless the data folder was given. */
  stop(): Promise<void>;
}

interface GatewayOptions {
  runtime: Runtime;
  env?: Record<string, string>;
  /** An existing data folder: a second process on the same database, or a restart. It is left in place at the end. */
  dataDir?: string;
}

const COMMAND: Record<Runtime, () => string[]> = {
  node: () => ['dist/server.js'],
  worker: () => [join(import.meta.dirname, 'workerd/serve.ts'), inject('workerd')],
};
const START_LIMIT = 20_000;
const SET_UP_LINK = /\/set-up#([\w-]+)/;

export async function startGateway(options: GatewayOptions): Promise<Gateway> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await start(options);
    } catch (failure) {
      // A Worker is told its address before it listens: the free port found for it may be taken by then.
      if (attempt === 5 || !/address already in use/i.test(String(failure))) throw failure;
    }
  }
}

async function start({ runtime, env, dataDir }: GatewayOptions): Promise<Gateway> {
  const folder = dataDir ?? mkdtempSync(join(tmpdir(), 'sallyport-test-'));
  const child = spawn(process.execPath, COMMAND[runtime](), {
    env: { ...withoutOwnSettings(), MODE: 'development', PORT: '0', DATA_DIR: folder, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  const killOnExit = () => signal(child, 'SIGKILL');
  process.once('exit', killOnExit);

  const lines = new Lines(child);
  const halt: Gateway['halt'] = async how => {
    process.off('exit', killOnExit);
    await end(child, how);
  };
  const stop = async () => {
    await halt();
    if (!dataDir) rmSync(folder, { recursive: true, force: true });
  };
  try {
    const listening = await lines.find(isListening, START_LIMIT);
    const { origin, port } = JSON.parse(listening);
    return {
      origin,
      address: port === undefined ? origin : `http://localhost:${port}`,
      dataDir: folder,
      setUpToken: async () =>
        SET_UP_LINK.exec(await lines.find(line => SET_UP_LINK.test(line), 10_000))?.[1] ?? '',
      output: () => lines.all.join('\n'),
      halt,
      stop,
    };
  } catch (failure) {
    await stop();
    throw failure;
  }
}

/** The environment without this project's own settings, which a developer may have exported. */
function withoutOwnSettings(): NodeJS.ProcessEnv {
  const { ORIGIN, RP_ID, DATABASE_URL, SECRET_KEYS, TRUSTED_PROXIES, UPSTREAM, VITEST, NODE_ENV, ...others } =
    process.env;
  const { SMTP_URL, MAIL_FROM, WEBHOOK_PRIVATE_NETWORKS, ...rest } = others;
  return Object.fromEntries(Object.entries(rest).filter(([key]) => !/^(TWILIO|PHONE)_/.test(key)));
}

function isListening(line: string): boolean {
  try {
    return JSON.parse(line).event === 'listening';
  } catch {
    return false;
  }
}

/** Lines printed by a process, on either stream, and promises for those still to come. */
class Lines {
  readonly all: string[] = [];
  private readonly waiting = new Set<() => void>();
  private ended = '';

  constructor(child: ChildProcess) {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface({ input: stream }).on('line', line => {
        this.all.push(line);
        this.wake();
      });
    }
    child.once('close', (code, signal) => {
      this.ended = signal ?? `exit ${code}`;
      this.wake();
    });
  }

  find(wanted: (line: string) => boolean, limit: number): Promise<string> {
    return new Promise((resolve, reject) => {
      const settle = (report: () => void) => {
        clearTimeout(timer);
        this.waiting.delete(look);
        report();
      };
      const fail = (why: string) =>
        settle(() => reject(new Error(`${why}; it printed:\n${this.all.join('\n')}`)));
      const look = () => {
        const line = this.all.find(wanted);
        if (line !== undefined) settle(() => resolve(line));
        else if (this.ended) fail(`the gateway ended (${this.ended})`);
      };
      const timer = setTimeout(() => fail(`the gateway said nothing of the kind within ${limit} ms`), limit);
      this.waiting.add(look);
      look();
    });
  }

  private wake() {
    for (const look of this.waiting) look();
  }
}

async function end(child: ChildProcess, how: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  signal(child, how);
  const timer = setTimeout(() => signal(child, 'SIGKILL'), 8_000);
  await ended;
  clearTimeout(timer);
  signal(child, 'SIGKILL');
}

/** Signals the whole process group: the worker's start script has children of its own. */
function signal(child: ChildProcess, name: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, name);
  } catch {
    // Already gone.
  }
}
