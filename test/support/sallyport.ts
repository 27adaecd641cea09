import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';

/** Runs the operator's command on a data folder, as somebody on the machine does. */
export async function sallyport(
  dataDir: string,
  parameters: string[],
  input = '',
  env: Record<string, string> = {},
) {
  const child = spawn(process.execPath, ['dist/sallyport.js', ...parameters], {
    env: { PATH: process.env.PATH, MODE: 'development', DATA_DIR: dataDir, ...env },
  });
  child.stdin.on('error', () => {
    // It ended without reading what it was given.
  });
  child.stdin.end(input);
  const ended = new Promise<number | null>(resolve => child.once('exit', resolve));
  const [output, errors, status] = await Promise.all([text(child.stdout), text(child.stderr), ended]);
  return { output, errors, status };
}
