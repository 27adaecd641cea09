import type { Pair } from '../form.ts';
import type { List, Shape, Structure } from './shape.ts';

/** What is left of a parameter's name below a member, split at its dots; its value; and its name as it was sent. */
type Entry = readonly [path: readonly string[], value: string, sent: string];

/** Where names are kept that no member takes. */
type Unknown = string[];

/**
 * Parameters as the input that an action's schema judges: `Tags.member.1.Key=a` is `{Tags: [{Key: 'a'}]}`, `Tags=` an
 * empty list. What is no number stays the text that it is, and the schema refuses it. Their order never matters.
 */
export function readInput(
  shape: Structure,
  pairs: readonly Pair[],
): { readonly value: Record<string, unknown>; readonly unknown: readonly string[] } {
  const unknown: Unknown = [];
  const entries = pairs.map(([name, value]): Entry => [name.split('.'), value, name]);
  return { value: structure(shape, entries, unknown), unknown };
}

function read(shape: Shape, entries: readonly Entry[], unknown: Unknown): unknown {
  if (shape.kind === 'structure') return structure(shape, entries, unknown);
  if (shape.kind === 'list') return list(shape, entries, unknown);
  const [path, text, sent] = entries[0] ?? [[], '', ''];
  if (entries.length !== 1 || path.length > 0 || shape.kind === 'map') {
    unknown.push(sent);
    return undefined;
  }
  if (shape.kind === 'boolean') return text === 'true' ? true : text === 'false' ? false : text;
  if (shape.kind === 'integer') return /^-?\d{1,15}$/.test(text) ? Number(text) : text;
  return shape.nullable && text === '' ? null : text;
}

function structure(
  { members }: Structure,
  entries: readonly Entry[],
  unknown: Unknown,
): Record<string, unknown> {
  const value: Record<string, unknown> = {};
  for (const [name, below] of grouped(entries)) {
    const member = members.get(name);
    if (member === undefined) unknown.push(sentAs(below));
    else value[name] = read(member, below, unknown);
  }
  return value;
}

function list({ item }: List, entries: readonly Entry[], unknown: Unknown): unknown[] {
  const [first] = entries;
  if (entries.length === 1 && first?.[0].length === 0 && first[1] === '') return [];
  const items: [number, unknown][] = [];
  for (const [word, numbered] of grouped(entries)) {
    for (const [index, below] of grouped(numbered)) {
      if (word !== 'member' || !/^[1-9]\d{0,3}$/.test(index)) unknown.push(sentAs(below));
      else items.push([Number(index), read(item, below, unknown)]);
    }
  }
  return items.sort(([one], [other]) => one - other).map(([, value]) => value);
}

/** By the first word of what is left of the names. */
function grouped(entries: readonly Entry[]): Map<string, Entry[]> {
  const groups = new Map<string, Entry[]>();
  for (const [[word = '', ...rest], value, sent] of entries) {
    const group = groups.get(word);
    if (group === undefined) groups.set(word, [[rest, value, sent]]);
    else group.push([rest, value, sent]);
  }
  return groups;
}

function sentAs([first]: readonly Entry[]): string {
  return first?.[2] ?? '';
}
