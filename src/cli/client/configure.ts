import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { checkEndpoint, isApiKey } from './credentials.ts';
import { Failure, misconfigured, misuse } from './failure.ts';
import { credentialsFile, isProfileName, profileOf, readProfiles, writeProfile } from './profiles.ts';
import { systemErrorCode } from './system-error.ts';
import type { Written } from './words.ts';

/** Asks for address and key and keeps them. Without a terminal: two lines of standard input. */
export async function configure(
  written: Written,
  env: NodeJS.ProcessEnv,
  warn: (sentence: string) => void,
): Promise<Failure | undefined> {
  const name = written.get('--profile') ?? (env.SALLYPORT_PROFILE || 'default');
  if (!isProfileName(name))
    return misuse(
      'argument --profile: use 1 to 64 letters, digits or any of _@+-, and no name like __proto__',
    );
  const path = credentialsFile(env);
  const sections = await readProfiles(path, warn);
  if (sections instanceof Failure) return sections;
  const before = profileOf(sections, name);

  const answers = process.stdin.isTTY ? askAtTerminal : await readLines();
  const endpointUrl =
    (await answers(`Address of the gateway [${before?.endpointUrl ?? 'None'}]: `, false)) ||
    before?.endpointUrl;
  const endpoint = checkEndpoint(endpointUrl ?? '', true);
  if (endpoint instanceof Failure) return misuse(endpoint.message);
  const shown = before?.apiKey === undefined ? 'None' : `****${before.apiKey.slice(-4)}`;
  const apiKey = (await answers(`API key (not shown) [${shown}]: `, true)) || before?.apiKey;
  if (apiKey === undefined || !isApiKey(apiKey))
    return misuse('This is not an API key: they begin with sallyport_.');
  try {
    await writeProfile(path, sections, name, { endpointUrl: endpoint.href, apiKey });
  } catch (error) {
    return misconfigured(`${path} cannot be written (${systemErrorCode(error)}).`);
  }
  return undefined;
}

type Ask = (question: string, secret: boolean) => Promise<string>;

async function readLines(): Promise<Ask> {
  const lines = (await text(process.stdin)).split(/\r?\n/);
  return async () => (lines.shift() ?? '').trim();
}

const askAtTerminal: Ask = (question, secret) => {
  process.stderr.write(question);
  // readline echoes what is typed by itself: a secret's echo goes nowhere.
  const nowhere = new Writable({ write: (_chunk, _encoding, done) => done() });
  const asking = createInterface({
    input: process.stdin,
    output: secret ? nowhere : process.stderr,
    terminal: true,
  });
  return new Promise(resolve => {
    asking.once('line', line => {
      asking.off('close', giveUp).close();
      if (secret) process.stderr.write('\n');
      resolve(line.trim());
    });
    asking.once('SIGINT', giveUp).once('close', giveUp);
  });
};

/** Ctrl-C and Ctrl-D leave everything as it was. */
function giveUp(): never {
  process.exit(130);
}
