import { readFile } from 'node:fs/promises';
import type * as z from 'zod';
import type { Command } from './commands.ts';
import { Failure, misuse } from './failure.ts';
import type { Flag } from './options.ts';
import type { Parameter } from './parameters.ts';
import { systemErrorCode } from './system-error.ts';
import type { Written } from './words.ts';

export type Input = Record<string, unknown>;

/** The options that a parameter makes. */
export function flagsOf({ flag, type, choices, nullable, description = '' }: Parameter): Flag[] {
  const negative = flag.replace('--', '--no-');
  if (type === 'boolean')
    return [
      { flag, description },
      { flag: negative, description: '' },
    ];
  const positive: Flag = {
    flag,
    value: choices?.join('|') ?? type,
    ...(choices && { choices }),
    ...(type === 'integer' && { type }),
    description,
  };
  return nullable ? [positive, { flag: negative, description: 'Takes the value away.' }] : [positive];
}

/** The input of an action as the command line and --cli-input-json (or -yaml) give it; not checked yet. */
export async function gatherInput(
  parameters: readonly Parameter[],
  written: Written,
): Promise<Input | Failure> {
  const given = await readGiven(written);
  if (given instanceof Failure) return given;
  // No prototype: a member of the JSON may be called `__proto__`.
  const input: Input = Object.assign(Object.create(null), given);
  for (const parameter of parameters) {
    const { flag, member, type, nullable } = parameter;
    const negative = flag.replace('--', '--no-');
    if (written.has(negative) && (type === 'boolean' || nullable))
      input[member] = type === 'boolean' ? false : null;
    if (!written.has(flag)) continue;
    if (type === 'boolean') {
      if (written.has(negative)) return misuse(`argument ${flag}: not allowed with argument ${negative}`);
      input[member] = true;
      continue;
    }
    const text = await fromFile(written.get(flag) ?? '', flag);
    if (text instanceof Failure) return text;
    const value = convert(text, parameter);
    if (value instanceof Failure) return value;
    input[member] = value;
  }
  return input;
}

/** Refuses here what the gateway would refuse, by the schema that it checks with. Never repeats a value: it may be a code. */
export function checkInput(
  { action, parameters }: Pick<Command, 'action' | 'parameters'>,
  input: Input,
): Failure | undefined {
  const missing = parameters.filter(({ required, member }) => required && input[member] === undefined);
  if (missing.length > 0)
    return misuse(`the following arguments are required: ${missing.map(({ flag }) => flag).join(', ')}`);
  const parsed = action.input.safeParse({ ...input });
  if (parsed.success) return undefined;
  const lines = parsed.error.issues.flatMap(issue => explain(issue, parameters));
  return misuse(`Parameter validation failed:\n${[...new Set(lines)].join('\n')}`);
}

function explain(issue: z.core.$ZodIssue, parameters: readonly Parameter[]): string[] {
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map(key => `Unknown parameter in input: ${JSON.stringify(key.slice(0, 64))}`);
  const [member] = issue.path;
  const parameter = parameters.find(found => found.member === member);
  const message = issue.message.endsWith('.') ? issue.message : plainly(issue);
  return [`${parameter?.flag ?? String(member ?? 'input')}: ${message}`];
}

function plainly(issue: z.core.$ZodIssue): string {
  return issue.code === 'invalid_type' && issue.expected === 'string'
    ? 'This must be a text: put it in quotes.'
    : 'This value is not allowed here.';
}

/** The document that --cli-input-json or --cli-input-yaml gives; empty without either. */
export async function readGiven(written: Written): Promise<Input | Failure> {
  const used = (['--cli-input-json', '--cli-input-yaml'] as const).filter(flag => written.has(flag));
  const [flag, second] = used;
  if (second !== undefined) return misuse(`argument ${second}: not allowed with argument ${flag}`);
  if (flag === undefined) return {};
  const text = await fromFile(written.get(flag) ?? '', flag);
  if (text instanceof Failure) return text;
  const kind = flag === '--cli-input-json' ? 'JSON object' : 'YAML mapping';
  try {
    const value: unknown =
      flag === '--cli-input-json' ? JSON.parse(text) : (await import('./output/yaml.ts')).readYaml(text);
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Input;
  } catch {
    // The same answer: the parser's message would repeat a part of the text.
  }
  return misuse(`argument ${flag}: this is not a ${kind}`);
}

/** `file://path` stands for what is in the file, up to the line break at its end. */
export async function fromFile(value: string, flag: string): Promise<string | Failure> {
  if (!value.startsWith('file://')) return value;
  try {
    return (await readFile(value.slice('file://'.length), 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    return misuse(`argument ${flag}: the file cannot be read (${systemErrorCode(error)})`);
  }
}

function convert(text: string, { type, flag }: Parameter): unknown | Failure {
  if (type === 'integer') return Number(text);
  if (type !== 'json') return text;
  try {
    return JSON.parse(text);
  } catch {
    return misuse(`argument ${flag}: this is not JSON`);
  }
}
