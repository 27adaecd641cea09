import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Another process with the naive code check on the same file; its port. */
export async function startNaive(file: string, processes: ChildProcess[]): Promise<string> {
  const script = join(import.meta.dirname, 'naive-gateway.ts');
  const child = spawn(process.execPath, [script, file], { stdio: ['ignore', 'pipe', 'inherit'] });
  processes.push(child);
  const [port] = await once(createInterface({ input: child.stdout }), 'line');
  return port;
}
