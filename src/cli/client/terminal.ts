import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';

/** Asks one question; a secret's answer is not shown. Spaces are kept: passwords may have them. */
export type Ask = (question: string, secret: boolean) => Promise<string>;

/** At a terminal the questions are asked there; otherwise each takes the next line of standard input, empty after the last. */
export async function questions(): Promise<Ask> {
  if (process.stdin.isTTY) return askAtTerminal;
  const lines = (await text(process.stdin)).split(/\r?\n/);
  return async () => lines.shift() ?? '';
}

const askAtTerminal: Ask = (question, secret) => {
  // readline echoes what is typed by itself: a secret's echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({
    input: process.stdin,
    output: secret ? nowhere : process.stderr,
    terminal: true,
  });
  // Only now: readline has taken the echo from the terminal, so what is typed at the sight of this is not shown.
  process.stderr.write(question);
  return new Promise(resolve => {
    asking.once('line', line => {
      asking.off('close', giveUp).close();
      if (secret) process.stderr.write('\n');
      resolve(line);
    });
    asking.once('SIGINT', giveUp).once('close', giveUp);
  });
};

/** Ctrl-C and Ctrl-D leave everything as it was. */
function giveUp(): never {
  process.exit(130);
}
