import { readFile } from 'node:fs/promises';
import { Failure, misuse } from './failure.ts';
import type { Parameter } from './parameters.ts';
import { readShorthand } from './shorthand.ts';
import { systemErrorCode } from './system-error.ts';

/** The value of a member out of the words that were written for it. */
export function convert(texts: readonly string[], parameter: Parameter): unknown | Failure {
  const { type, flag, schema } = parameter;
  const [text = ''] = texts;
  if (type === 'integer') return Number(text);
  if (type === 'string') return text;
  if (type === 'structure') return structure(text, parameter);
  const [first] = text.trim();
  if (texts.length === 1 && first === '[') return readJson(text, flag);
  const items = schema.items ?? {};
  if (items.type === 'object' || items.type === 'array') {
    const values = texts.map(item => structure(item, { flag, schema: items }));
    return values.find(value => value instanceof Failure) ?? values;
  }
  return items.type === 'integer' ? texts.map(Number) : texts;
}

function structure(text: string, { flag, schema }: Pick<Parameter, 'flag' | 'schema'>): unknown | Failure {
  if (/^\s*[[{]/.test(text)) return readJson(text, flag);
  return readShorthand(text, schema) ?? misuse(`argument ${flag}: give JSON, or Name=value,Name=value`);
}

function readJson(text: string, flag: string): unknown | Failure {
  try {
    return JSON.parse(text);
  } catch {
    return misuse(`argument ${flag}: this is not JSON`);
  }
}

/** `file://path` stands for the text in the file, up to the line break at its end; `fileb://path` for all of it. */
export async function fromFile(value: string, flag: string): Promise<string | Failure> {
  const [, scheme, path] = /^(fileb?):\/\/(.*)$/s.exec(value) ?? [];
  if (path === undefined) return value;
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(path));
    return scheme === 'file' ? text.replace(/\r?\n$/, '') : text;
  } catch (error) {
    const reason = error instanceof TypeError ? 'it is no UTF-8 text' : systemErrorCode(error);
    return misuse(`argument ${flag}: the file cannot be read (${reason})`);
  }
}
