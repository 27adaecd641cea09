import { printable } from './printable.ts';
import { isObject, scalar, scalarMembers } from './text.ts';

/** A titled part of the table; parts in parts stand between more bars. */
interface Section {
  readonly title: string;
  readonly depth: number;
  readonly headers: string[];
  readonly rows: string[][];
}

/** The boxes that the AWS CLI draws. */
export function asTable(value: unknown, title: string, colour: boolean): string {
  const sections: Section[] = [];
  build(value, title, 0, sections);
  if (sections.length === 0) return '';
  const width = Math.max(...sections.map(widthOf));
  const lines = sections.flatMap(section => draw(section, width, colour));
  return [`${'-'.repeat(width)}`, ...lines].map(line => `${line}\n`).join('');
}

function build(value: unknown, name: string, depth: number, sections: Section[]): void {
  const title = printable(name);
  if (Array.isArray(value)) {
    if (value.length === 0) return;
    if (!value.some(isObject)) {
      const rows = value.map(item => (Array.isArray(item) ? item.map(cell) : [cell(item)]));
      sections.push({ title, depth, headers: [], rows });
      return;
    }
    buildRows(value.filter(isObject), title, depth, sections);
  } else if (isObject(value)) {
    const members = scalarMembers(value);
    const rows = members.map(member => [printable(member), scalar(value[member])]);
    if (rows.length > 0 || depth === 0) sections.push({ title, depth, headers: [], rows });
    for (const member of nested(value)) build(value[member], member, depth + 1, sections);
  } else sections.push({ title, depth, headers: [], rows: [[scalar(value)]] });
}

/** One part for all, or one for each where there is something below it. */
function buildRows(
  items: Record<string, unknown>[],
  title: string,
  depth: number,
  sections: Section[],
): void {
  const members = [...new Set(items.flatMap(scalarMembers))].sort();
  const headers = members.map(printable);
  const row = (item: Record<string, unknown>) =>
    members.map(member => (member in item ? scalar(item[member]) : ''));
  if (items.every(item => nested(item).length === 0)) {
    sections.push({ title, depth, headers, rows: items.map(row) });
    return;
  }
  for (const item of items) {
    sections.push({ title, depth, headers, rows: members.length > 0 ? [row(item)] : [] });
    for (const member of nested(item)) build(item[member], member, depth + 1, sections);
  }
}

function nested(value: Record<string, unknown>): string[] {
  const scalars = scalarMembers(value);
  return Object.keys(value)
    .filter(member => !scalars.includes(member))
    .sort();
}

function cell(value: unknown): string {
  return typeof value === 'object' && value !== null ? printable(JSON.stringify(value)) : scalar(value);
}

const PADDING = 4;

function columnWidths({ headers, rows }: Section): number[] {
  const count = Math.max(headers.length, ...rows.map(row => row.length));
  return Array.from({ length: count }, (_, at) =>
    Math.max(...[headers, ...rows].map(row => length(row[at] ?? '') + PADDING)),
  );
}

function widthOf(section: Section): number {
  const columns = columnWidths(section).reduce((sum, width) => sum + width, 0);
  return Math.max(length(section.title), columns) + 2 + 2 * section.depth;
}

function draw(section: Section, outerWidth: number, colour: boolean): string[] {
  const width = outerWidth - 2 * section.depth;
  const bars = '|'.repeat(section.depth);
  const widths = stretch(columnWidths(section), width - 1);
  const rule = `+${widths.map(column => `${'-'.repeat(column - 1)}+`).join('')}`;
  const row = (cells: string[], place: (cell: string, width: number) => string) =>
    `|${widths.map((column, at) => `${place(cells[at] ?? '', column - 1)}|`).join('')}`;
  const paint = (text: string) => (colour ? text.replace(/\S+/, '\u001b[34;1m$&\u001b[0m') : text);
  const lines = [`|${centre(section.title, width - 2)}|`];
  if (widths.length === 0) lines.push(`+${'-'.repeat(width - 2)}+`);
  else {
    if (section.headers.length > 0) lines.push(rule, row(section.headers, centre));
    lines.push(rule, ...section.rows.map(cells => row(cells, (text, size) => paint(left(text, size)))), rule);
  }
  return lines.map(line => `${bars}${line}${bars}`);
}

/** Columns as wide as the whole: the last ones take what is left over. */
function stretch(widths: number[], total: number): number[] {
  const spare = total - widths.reduce((sum, width) => sum + width, 0);
  const each = Math.floor(spare / widths.length);
  return widths.map((width, at) => width + each + (widths.length - at <= spare % widths.length ? 1 : 0));
}

function left(text: string, width: number): string {
  return `  ${text}${' '.repeat(Math.max(0, width - 2 - length(text)))}`;
}

function centre(text: string, width: number): string {
  const before = Math.max(0, Math.floor((width - length(text)) / 2));
  return `${' '.repeat(before)}${text}${' '.repeat(Math.max(0, width - before - length(text)))}`;
}

function length(text: string): number {
  return [...text].length;
}
