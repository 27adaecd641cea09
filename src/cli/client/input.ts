import type * as z from 'zod';
import type { JsonSchema } from '../../core/actions/json-schema.ts';
import type { Command } from './commands.ts';
import { Failure, misuse } from './failure.ts';
import type { Flag } from './options.ts';
import type { Parameter } from './parameters.ts';
import { convert, fromFile } from './values.ts';
import type { Written } from './words.ts';

export type Input = Record<string, unknown>;

/** The options that a parameter makes. */
export function flagsOf(parameter: Parameter): Flag[] {
  const { flag, type, choices, nullable, description = '' } = parameter;
  const negative = flag.replace('--', '--no-');
  if (type === 'boolean')
    return [
      { flag, description },
      { flag: negative, description: '' },
    ];
  const positive: Flag = {
    flag,
    value: choices?.join('|') ?? placeholder(parameter),
    ...(choices && { choices }),
    ...(type === 'integer' && { type }),
    ...(type === 'list' && { many: true }),
    description,
  };
  return nullable ? [positive, { flag: negative, description: 'Takes the value away.' }] : [positive];
}

/** What stands for the value in the help. */
function placeholder({ type, schema, secret }: Parameter): string {
  if (secret) return 'file://path|-';
  if (type === 'structure') return shapeOf(schema);
  return type === 'list' ? `${shapeOf(schema.items ?? {})} ...` : type;
}

function shapeOf({ type, properties }: JsonSchema): string {
  const members = Object.entries(properties ?? {});
  if (members.length === 0) return type === 'object' ? 'Name=value,...' : (type ?? 'string');
  return members.map(([member, { type }]) => `${member}=${type ?? 'string'}`).join(',');
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
    const texts: string[] = [];
    for (const word of written.all(flag)) {
      const text = await fromFile(word, flag);
      if (text instanceof Failure) return text;
      texts.push(text);
    }
    const value = convert(texts, parameter);
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
