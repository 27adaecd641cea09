import { parse, stringify } from 'yaml';
import { escapedForYaml, printableLines } from './printable.ts';

/** Loaded when it is asked for (`show.ts`): the library is as large as everything else here. */
export function asYaml(value: unknown): string {
  const json = JSON.stringify(value);
  // What has to be escaped has to stand in quotes.
  const defaultStringType = json === printableLines(json) ? 'PLAIN' : 'QUOTE_DOUBLE';
  // 1.1 quotes `yes` and times as well: the readers of most languages still turn them into something else.
  return printableLines(
    stringify(value, { version: '1.1', lineWidth: 0, indentSeq: false, defaultStringType }),
    escapedForYaml,
  );
}

/** Throws what is no YAML. Nothing is told on the way: warnings repeat the text. */
export function readYaml(text: string): unknown {
  return parse(text, { logLevel: 'error' });
}
