import { readFile } from 'node:fs/promises';
import { type Command, findCommand } from './commands.ts';
import { configure } from './configure.ts';
import { Connection } from './connection.ts';
import { findCredentials } from './credentials.ts';
import { Failure, misconfigured, misuse } from './failure.ts';
import { commandHelp, generalHelp, importHelp, USAGE } from './help.ts';
import { IMPORT_COMMAND, IMPORT_OPTIONS, importTokens, readUpload, summarize } from './import-tokens.ts';
import { checkInput, flagsOf, gatherInput } from './input.ts';
import { GLOBAL_OPTIONS, PAGING_OPTIONS } from './options.ts';
import { isNothing, readQuery, show } from './output/show.ts';
import { callPages, readPaging } from './pages.ts';
import { jsonSchema } from './parameters.ts';
import { call, type Service } from './service.ts';
import { emptyInput, sampleOutput } from './skeleton.ts';
import { systemErrorCode } from './system-error.ts';
import { VERSION } from './version.ts';
import { findCommandWord, readFlags, type Written } from './words.ts';

/** One command line: parse, check, ask, print. Returns the exit code. */
export async function run(words: string[]): Promise<number> {
  const failure = await runCommand(words);
  if (failure === undefined) return 0;
  const text = failure.exitCode === 252 ? `${USAGE}\nsallyport: error: ${failure.message}` : failure.message;
  process.stderr.write(`\n${text}\n`);
  return failure.exitCode;
}

async function runCommand(words: string[]): Promise<Failure | undefined> {
  const { command: name, next, rest } = findCommandWord(words);
  if (words.includes('--version')) return print(`sallyport/${VERSION} node/${process.versions.node}\n`);
  const wantsHelp = next === 'help' || rest.includes('--help');
  if (name === 'help' || (name === undefined && wantsHelp)) return print(generalHelp());
  if (name === undefined) return misuse('the following arguments are required: command');
  if (name === 'configure') return runConfigure(rest);
  if (name === IMPORT_COMMAND) return wantsHelp ? print(importHelp()) : runImport(rest);
  const command = findCommand(name);
  if (command === undefined)
    return misuse('argument command: Invalid choice; "sallyport help" lists the commands');
  return wantsHelp ? print(commandHelp(command)) : runAction(command, rest);
}

async function runAction(command: Command, words: string[]): Promise<Failure | undefined> {
  const { action, parameters, paged } = command;
  const paging = paged ? PAGING_OPTIONS : [];
  const own = parameters.flatMap(flagsOf).filter(({ flag }) => !paging.some(option => option.flag === flag));
  const written = readFlags(words, [...own, ...paging, ...GLOBAL_OPTIONS]);
  if (written instanceof Failure) return written;

  const skeleton = written.has('--generate-cli-skeleton');
  const kind = written.get('--generate-cli-skeleton') ?? 'input';
  if (skeleton && kind === 'input') {
    const empty = emptyInput(jsonSchema(action.input, 'input'));
    return print(await show(empty, 'json', action.name, false));
  }
  // With a page of one's own --max-items is the gateway's parameter, as in the AWS CLI.
  const manual = written.has('--marker');
  const direct = manual && written.has('--max-items') ? { MaxItems: Number(written.get('--max-items')) } : {};
  const gathered = await gatherInput(paged ? withoutMaxItems(command) : parameters, written);
  if (gathered instanceof Failure) return gathered;
  const input = Object.assign(gathered, direct);
  const wrong = checkInput(command, input);
  if (wrong !== undefined) return wrong;
  const pages = readPaging(command, manual ? withoutFlag(written, '--max-items') : written, input);
  if (pages instanceof Failure) return pages;
  if (skeleton) return printAnswer(written, action.name, sampleOutput(jsonSchema(action.output, 'output')));
  return ask(written, action.name, service =>
    pages === undefined ? call(service, action.name, input) : callPages(service, command, input, pages),
  );
}

async function runImport(words: string[]): Promise<Failure | undefined> {
  const written = readFlags(words, [...IMPORT_OPTIONS, ...GLOBAL_OPTIONS]);
  if (written instanceof Failure) return written;
  const upload = await readUpload(written, process.env);
  if (upload instanceof Failure) return upload;
  let failure: Failure | undefined;
  const failed = await ask(written, 'ImportHardwareMFADevices', async service => {
    const answer = await importTokens(service, upload);
    if (answer instanceof Failure) return answer;
    const summary = summarize(answer);
    failure = summary.failure;
    return summary.shown;
  });
  return failed ?? failure;
}

async function runConfigure(words: string[]): Promise<Failure | undefined> {
  const written = readFlags(words, GLOBAL_OPTIONS);
  return written instanceof Failure ? written : configure(written, process.env, warn);
}

/** Everything that can be wrong here is found before the first byte is sent. */
async function ask(
  written: Written,
  title: string,
  use: (service: Service) => Promise<unknown | Failure>,
): Promise<Failure | undefined> {
  const query = await readQuery(written.get('--query'));
  if (query instanceof Failure) return query;
  const credentials = await findCredentials(written, process.env, warn);
  if (credentials instanceof Failure) return credentials;
  const authorities = await readAuthorities(written.get('--ca-bundle'));
  if (authorities instanceof Failure) return authorities;
  const verifyCertificate = !written.has('--no-verify-ssl');
  if (!verifyCertificate) warn('the certificate of the gateway is not checked.');
  const connection = new Connection(credentials.endpoint, {
    verifyCertificate,
    authorities,
    connectTimeout: Number(written.get('--cli-connect-timeout') ?? 60) * 1000,
    readTimeout: Number(written.get('--cli-read-timeout') ?? 60) * 1000,
  });
  const debug = written.has('--debug')
    ? (sentence: string) => void process.stderr.write(`sallyport: debug: ${sentence}\n`)
    : () => undefined;
  try {
    const answer = await use({ connection, apiKey: credentials.apiKey, debug });
    return answer instanceof Failure ? answer : await printAnswer(written, title, answer);
  } finally {
    connection.close();
  }
}

async function printAnswer(written: Written, title: string, answer: unknown): Promise<Failure | undefined> {
  if (isNothing(answer)) return undefined;
  const query = await readQuery(written.get('--query'));
  if (query instanceof Failure) return query;
  const picked = query(answer);
  if (picked instanceof Failure) return picked;
  const color = written.get('--color') ?? 'auto';
  const colour = color === 'on' || (color === 'auto' && process.stdout.isTTY && !process.env.NO_COLOR);
  return print(await show(picked, written.get('--output') ?? 'json', title, colour));
}

async function readAuthorities(path: string | undefined): Promise<string | undefined | Failure> {
  if (path === undefined) return undefined;
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    return misconfigured(`--ca-bundle cannot be read (${systemErrorCode(error)}).`);
  }
}

function withoutMaxItems({ parameters }: Command) {
  return parameters.filter(({ member }) => member !== 'MaxItems');
}

function withoutFlag(written: Written, flag: string): Written {
  return new Map([...written].filter(([name]) => name !== flag));
}

function print(text: string): undefined {
  process.stdout.write(text);
}

function warn(sentence: string): void {
  process.stderr.write(`sallyport: warning: ${sentence}\n`);
}
