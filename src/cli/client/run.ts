import { ask, printSample } from './ask.ts';
import { actionCommands, type Command, findCommand } from './commands.ts';
import { configure } from './configure.ts';
import { Failure, misuse } from './failure.ts';
import { commandHelp, configureHelp, generalHelp, importHelp, USAGE } from './help.ts';
import { runImport } from './import-command.ts';
import { IMPORT_COMMAND } from './import-tokens.ts';
import { checkInput, flagsOf, gatherInput } from './input.ts';
import { nearest } from './nearest.ts';
import { CONFIGURE_OPTIONS, GLOBAL_OPTIONS, PAGING_OPTIONS } from './options.ts';
import { callPages, readPaging } from './pages.ts';
import { print, warn } from './say.ts';
import { call } from './service.ts';
import { printEmptyInput, wantedSkeleton } from './skeleton-command.ts';
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
  if (name === 'configure') return wantsHelp ? print(configureHelp()) : runConfigure(rest);
  if (name === IMPORT_COMMAND) return wantsHelp ? print(importHelp()) : runImport(rest);
  const command = findCommand(name);
  if (command === undefined) return unknownCommand(name);
  return wantsHelp ? print(commandHelp(command)) : runAction(command, rest);
}

async function runAction(command: Command, words: string[]): Promise<Failure | undefined> {
  const { action, parameters, paged } = command;
  const paging = paged ? PAGING_OPTIONS : [];
  const own = parameters.flatMap(flagsOf).filter(({ flag }) => !paging.some(option => option.flag === flag));
  const written = readFlags(words, [...own, ...paging, ...GLOBAL_OPTIONS]);
  if (written instanceof Failure) return written;

  const skeleton = wantedSkeleton(written);
  if (skeleton === 'input' || skeleton === 'yaml-input') return printEmptyInput(action, skeleton);
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
  if (skeleton === 'output') return printSample(written, action);
  return ask(written, action, service =>
    pages === undefined ? call(service, action.name, input) : callPages(service, command, input, pages),
  );
}

async function runConfigure(words: string[]): Promise<Failure | undefined> {
  const written = readFlags(words, CONFIGURE_OPTIONS);
  return written instanceof Failure ? written : configure(written, process.env, warn);
}

function unknownCommand(name: string): Failure {
  const names = [...actionCommands().map(command => command.name), IMPORT_COMMAND, 'configure'];
  const meant = nearest(name.slice(0, 64), names);
  const hint = meant === undefined ? '' : ` (did you mean ${meant}?)`;
  return misuse(`argument command: Invalid choice${hint}; "sallyport help" lists the commands`);
}

function withoutMaxItems({ parameters }: Command) {
  return parameters.filter(({ member }) => member !== 'MaxItems');
}

function withoutFlag(written: Written, flag: string): Written {
  return new Map([...written].filter(([name]) => name !== flag));
}
