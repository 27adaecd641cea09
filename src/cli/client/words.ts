import { type Failure, misuse } from './failure.ts';
import { nearest } from './nearest.ts';
import { type Flag, GLOBAL_OPTIONS } from './options.ts';

/** What was written, flag by flag; a switch has no value. The last of several wins. */
export class Written {
  private readonly values: ReadonlyMap<string, readonly string[]>;

  constructor(values: ReadonlyMap<string, readonly string[]>) {
    this.values = values;
  }

  has(flag: string): boolean {
    return this.values.has(flag);
  }

  get(flag: string): string | undefined {
    return this.values.get(flag)?.[0];
  }

  /** Of an option that takes several values. */
  all(flag: string): readonly string[] {
    return this.values.get(flag) ?? [];
  }

  /** With a switch more. */
  with(flag: string): Written {
    return new Written(new Map([...this.values, [flag, []]]));
  }

  without(flag: string): Written {
    return new Written(new Map([...this.values].filter(([name]) => name !== flag)));
  }
}

export interface CommandWord {
  readonly command?: string;
  /** What follows it: `help`, perhaps. */
  readonly next?: string | undefined;
  readonly rest: string[];
}

/** The command is the first word that is neither an option nor the value of one; `iam` or `sts` before it says nothing here. */
export function findCommandWord(words: readonly string[]): CommandWord {
  const found = findWord(words);
  return found.command === 'iam' || found.command === 'sts' ? findWord(found.rest) : found;
}

function findWord(words: readonly string[]): CommandWord {
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    if (!word.startsWith('--')) return { command: word, next: words[at + 1], rest: words.toSpliced(at, 1) };
    const flag = GLOBAL_OPTIONS.find(({ flag }) => flag === word);
    if (flag?.value !== undefined && (!flag.optional || flag.choices?.includes(words[at + 1] ?? ''))) at += 1;
  }
  return { rest: [...words] };
}

/** `--name value`, `--name=value` and `--switch`. */
export function readFlags(words: readonly string[], flags: readonly Flag[]): Written | Failure {
  const known = new Map(flags.map(flag => [flag.flag, flag]));
  const written = new Map<string, readonly string[]>();
  const unknown: string[] = [];
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const equals = word.startsWith('--') ? word.indexOf('=') : -1;
    const name = equals < 0 ? word : word.slice(0, equals);
    const flag = known.get(name);
    if (flag === undefined) {
      // Only names: what stands beside a misspelt option may be a code.
      unknown.push(name.startsWith('--') ? suggest(name, [...known.keys()]) : 'a value without an option');
      if (name.startsWith('--') && equals < 0 && isValue(words[at + 1])) at += 1;
      continue;
    }
    const values = equals < 0 ? [] : [word.slice(equals + 1)];
    if (flag.value === undefined && values.length > 0) return misuse(`argument ${name}: takes no value`);
    const most = flag.value === undefined ? 0 : flag.many ? Number.POSITIVE_INFINITY : 1;
    for (; values.length < most && isValue(words[at + 1]); at += 1) values.push(words[at + 1] ?? '');
    if (most > 0 && values.length === 0 && !flag.optional)
      return misuse(`argument ${name}: expected ${flag.many ? 'at least one argument' : 'one argument'}`);
    const wrong = values.map(value => checkValue(flag, value)).find(fault => fault !== undefined);
    if (wrong !== undefined) return misuse(`argument ${name}: ${wrong}`);
    written.set(name, values);
  }
  return unknown.length > 0 ? misuse(`Unknown options: ${unknown.join(', ')}`) : new Written(written);
}

function suggest(name: string, flags: readonly string[]): string {
  const meant = nearest(
    name.slice(2, 66),
    flags.map(flag => flag.slice(2)),
  );
  return meant === undefined ? name : `${name} (did you mean --${meant}?)`;
}

function isValue(word: string | undefined): boolean {
  return word !== undefined && !word.startsWith('--');
}

function checkValue({ choices, type }: Flag, value: string): string | undefined {
  if (choices !== undefined && !choices.includes(value))
    return `Invalid choice, valid choices are: ${choices.join(' | ')}`;
  if (type === 'integer' && !/^-?\d{1,15}$/.test(value)) return 'this is not an integer';
  if (type === 'seconds' && !/^\d{1,6}$/.test(value)) return 'this is not a number of seconds';
  return undefined;
}
