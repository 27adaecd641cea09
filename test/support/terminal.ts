import { spawn } from 'node:child_process';

/**
 * Runs the command line at a terminal (`script` of bsdutils makes one) and types each answer when its question is there.
 * Gives everything that the terminal showed, standard error and echoes included.
 */
export async function atTerminal(
  words: readonly string[],
  env: Record<string, string>,
  dialogue: readonly (readonly [question: string, answer: string])[] = [],
): Promise<{ shown: string; status: number | null }> {
  const command = [process.execPath, 'dist/sallyport.js', ...words].map(quoted).join(' ');
  const child = spawn('script', ['-qec', command, '/dev/null'], {
    env: { PATH: process.env.PATH, TERM: 'xterm', ...env },
  });
  const left = [...dialogue];
  let shown = '';
  let read = 0;
  const listen = (chunk: Buffer) => {
    shown += chunk.toString();
    const [next] = left;
    const at = next === undefined ? -1 : shown.indexOf(next[0], read);
    if (next === undefined || at < 0) return;
    read = at + next[0].length;
    left.shift();
    child.stdin.write(`${next[1]}\r`);
  };
  child.stdout.on('data', listen);
  child.stderr.on('data', listen);
  const status = await new Promise<number | null>(resolve => child.once('close', resolve));
  return { shown, status };
}

function quoted(word: string): string {
  return `'${word.replaceAll("'", `'\\''`)}'`;
}
