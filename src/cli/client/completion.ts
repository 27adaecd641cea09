import { OPERATOR_COMMANDS } from '../operator/names.ts';
import { ownFlags } from './command-flags.ts';
import { actionCommands, findCommand } from './commands.ts';
import { COMPLETION_SCRIPTS } from './completion-scripts.ts';
import { Failure, misuse } from './failure.ts';
import { IMPORT_COMMAND, IMPORT_OPTIONS } from './import-tokens.ts';
import { CONFIGURE_OPTIONS, type Flag, GLOBAL_OPTIONS } from './options.ts';
import { credentialsFile, readProfiles } from './profiles.ts';
import { print } from './say.ts';
import { findCommandWord } from './words.ts';

/** `completion bash|zsh|fish` prints a script for the shell; the script asks `completion words ...`. */
export async function complete(words: readonly string[]): Promise<Failure | undefined> {
  const [what = '', ...typed] = words;
  if (what === 'words') return print((await candidates(typed)).map(word => `${word}\n`).join(''));
  const script = Object.hasOwn(COMPLETION_SCRIPTS, what) ? COMPLETION_SCRIPTS[what] : undefined;
  if (script !== undefined && typed.length === 0) return print(script);
  return misuse(`completion: valid choices are: ${Object.keys(COMPLETION_SCRIPTS).join(' | ')}`);
}

/** What may stand in place of the last word. */
async function candidates(typed: readonly string[]): Promise<string[]> {
  const words = typed.filter((word, at) => word !== '=' || at === typed.length - 1);
  const last = words.at(-1) ?? '';
  const current = last === '=' ? '' : last;
  const before = words.slice(0, -1);
  const { command, rest } = findCommandWord(before);
  const flags = command === undefined ? GLOBAL_OPTIONS : flagsFor(command);
  const asked = flags.find(({ flag }) => flag === before.at(-1));
  const found =
    asked?.value !== undefined
      ? await valuesOf(asked)
      : current.startsWith('--')
        ? flags.map(({ flag }) => flag)
        : wordsAfter(command, rest);
  return found.filter(word => word.startsWith(current)).sort();
}

function flagsFor(command: string): readonly Flag[] {
  if (command === 'configure') return CONFIGURE_OPTIONS;
  if (command === IMPORT_COMMAND) return [...IMPORT_OPTIONS, ...GLOBAL_OPTIONS];
  const found = findCommand(command);
  return found === undefined ? [] : [...ownFlags(found), ...GLOBAL_OPTIONS];
}

async function valuesOf({ flag, choices }: Flag): Promise<readonly string[]> {
  if (flag !== '--profile') return choices ?? [];
  const sections = await readProfiles(credentialsFile(process.env), () => undefined);
  return sections instanceof Failure ? [] : Object.keys(sections);
}

/** Words that are no options: a command, the second half of an operator's one, `help`. */
function wordsAfter(command: string | undefined, rest: readonly string[]): string[] {
  if (command === undefined) {
    const operator = OPERATOR_COMMANDS.map(name => name.split(' ')[0] ?? '');
    const others = [IMPORT_COMMAND, 'configure', 'completion', 'help', 'iam', 'sts'];
    return [...new Set([...actionCommands().map(({ name }) => name), ...operator, ...others])];
  }
  if (rest.length > 0) return [];
  if (command === 'completion') return Object.keys(COMPLETION_SCRIPTS);
  const halves = OPERATOR_COMMANDS.map(name => name.split(' ')).filter(([first]) => first === command);
  return [...halves.flatMap(([, second]) => second ?? []), 'help'];
}
