import { printable } from './printable.ts';

/**
 * Lines of tab-separated values, for `cut` and `awk`, as the AWS CLI prints them: members by name, an object in an
 * object on a line of its own that begins with its name.
 */
export function asText(value: unknown): string {
  const lines: string[] = [];
  write(value, undefined, undefined, lines);
  return lines.map(line => `${line}\n`).join('');
}

function write(
  value: unknown,
  name: string | undefined,
  columns: string[] | undefined,
  lines: string[],
): void {
  if (Array.isArray(value)) writeList(value, name, lines);
  else if (isObject(value)) writeObject(value, name, columns, lines);
  else lines.push(scalar(value));
}

function writeObject(
  value: Record<string, unknown>,
  name: string | undefined,
  columns: string[] | undefined,
  lines: string[],
): void {
  const scalars = columns ?? scalarMembers(value);
  // In a list every line has all columns, so that the third is the same member everywhere.
  const cells = scalars.map(member => (member in value ? scalar(value[member]) : ''));
  if (cells.length > 0) lines.push((name === undefined ? cells : [title(name), ...cells]).join('\t'));
  for (const member of Object.keys(value).sort())
    if (!scalars.includes(member)) write(value[member], member, undefined, lines);
}

function writeList(list: unknown[], name: string | undefined, lines: string[]): void {
  if (list.some(isObject)) {
    const columns = [...new Set(list.filter(isObject).flatMap(scalarMembers))].sort();
    for (const item of list) write(item, name, columns, lines);
    return;
  }
  const scalars = list.filter(item => !Array.isArray(item)).map(scalar);
  if (scalars.length > 0 && name === undefined) lines.push(scalars.join('\t'));
  else for (const cell of scalars) lines.push(`${title(name ?? '')}\t${cell}`);
  for (const inner of list.filter(item => Array.isArray(item))) write(inner, name, undefined, lines);
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Sorted names of the members that fit into one cell. */
export function scalarMembers(value: Record<string, unknown>): string[] {
  return Object.keys(value)
    .filter(member => typeof value[member] !== 'object' || value[member] === null)
    .sort();
}

function title(name: string): string {
  return printable(name.toUpperCase());
}

/** The words are Python's, because the scripts that read this format expect them. */
export function scalar(value: unknown): string {
  if (value === null || value === undefined) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  return printable(String(value));
}
