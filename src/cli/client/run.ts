import { ask, printSample } from './ask.ts';
import { openBootstrapFile } from './bootstrap-file.ts';
import { ownFlags } from './command-flags.ts';
import { actionCommands, type Command, findCommand, needsBrowser } from './commands.ts';
import { complete } from './completion.ts';
import { configure } from './configure.ts';
import { findGateway } from './credentials.ts';
import { Failure, misuse } from './failure.ts';
import { commandHelp, completionHelp, configureHelp, generalHelp, importHelp, USAGE } from './help.ts';
import { runImport } from './import-command.ts';
import { IMPORT_COMMAND } from './import-tokens.ts';
import { checkInput, gatherInput } from './input.ts';
import { nearest } from './nearest.ts';
import { CONFIGURE_OPTIONS, GLOBAL_OPTIONS } from './options.ts';
import { callPages, readPaging } from './pages.ts';
import { askForPasswords, passwordOnCommandLine } from './passwords.ts';
import { print, warn } from './say.ts';
import { call } from './service.ts';
import { printEmptyInput, wantedSkeleton } from './skeleton-command.ts';
import { VERSION } from './version.ts';
import { findCommandWord, readFlags, Written } from './words.ts';

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
  // Before all others: the words behind it are somebody's half-typed command.
  if (name === 'completion' && next !== 'help') return complete(rest);
  if (words.includes('--version')) return print(`sallyport/${VERSION} node/${process.versions.node}\n`);
  const wantsHelp = next === 'help' || rest.includes('--help');
  if (name === 'help' || (name === undefined && wantsHelp)) return print(generalHelp(await gatewayOf(words)));
  if (name === 'completion') return print(completionHelp());
  if (name === undefined) return misuse('the following arguments are required: command');
  if (name === 'configure') return wantsHelp ? print(configureHelp()) : runConfigure(rest);
  if (name === IMPORT_COMMAND) return wantsHelp ? print(importHelp(await gatewayOf(words))) : runImport(rest);
  const command = findCommand(name);
  if (command === undefined) return unknownCommand(name);
  return wantsHelp ? print(commandHelp(command, await gatewayOf(words))) : runAction(command, rest);
}

async function runAction(command: Command, words: string[]): Promise<Failure | undefined> {
  const { action, parameters, paged } = command;
  const written = readFlags(words, [...ownFlags(command), ...GLOBAL_OPTIONS]);
  if (written instanceof Failure) return written;

  const skeleton = wantedSkeleton(written);
  if (skeleton === 'input' || skeleton === 'yaml-input') return printEmptyInput(action, skeleton);
  // With a page of one's own --max-items is the gateway's parameter, as in the AWS CLI.
  const manual = written.has('--marker');
  const direct = manual && written.has('--max-items') ? { MaxItems: Number(written.get('--max-items')) } : {};
  if (needsBrowser(action)) return inTheBrowser(await findGateway(written, process.env));
  const onCommandLine = passwordOnCommandLine(parameters, written);
  if (onCommandLine !== undefined) return onCommandLine;
  const gathered = await gatherInput(paged ? withoutMaxItems(command) : parameters, written);
  if (gathered instanceof Failure) return gathered;
  const input = Object.assign(gathered, direct);
  const wrong = (await askForPasswords(parameters, written, input)) ?? checkInput(command, input);
  if (wrong !== undefined) return wrong;
  const pages = readPaging(command, manual ? written.without('--max-items') : written, input);
  if (pages instanceof Failure) return pages;
  if (skeleton === 'output') return printSample(written, action);
  const file = await openBootstrapFile(written);
  if (file instanceof Failure) return file;
  const asked = await ask(written, action, async service => {
    const answer = await (pages === undefined
      ? call(service, action, input)
      : callPages(service, command, input, pages));
    return answer instanceof Failure || file === undefined ? answer : file.keep(answer);
  });
  await file?.close();
  return asked;
}

async function runConfigure(words: string[]): Promise<Failure | undefined> {
  const written = readFlags(words, CONFIGURE_OPTIONS);
  return written instanceof Failure ? written : configure(written, process.env, warn);
}

/** For the links of a help text. */
function gatewayOf(words: readonly string[]): Promise<string> {
  const written = readFlags(
    words.filter(word => word.startsWith('--endpoint-url=')),
    GLOBAL_OPTIONS,
  );
  return findGateway(written instanceof Failure ? new Written(new Map()) : written, process.env);
}

function unknownCommand(name: string): Failure {
  const names = [...actionCommands().map(command => command.name), IMPORT_COMMAND, 'configure', 'completion'];
  const meant = nearest(name.slice(0, 64), names);
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  return misuse(`argument command: Invalid choice${hint}; "sallyport help" lists the commands`);
}

function withoutMaxItems({ parameters }: Command) {
  return parameters.filter(({ member }) => member !== 'MaxItems');
}

function inTheBrowser(gateway: string): Failure {
  return misuse(`This needs a browser: open the page ${gateway}/credentials`);
}
