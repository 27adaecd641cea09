import { type Failure, misuse } from '../failure.ts';
import { printableLines } from './printable.ts';
import { asTable } from './table.ts';
import { asText } from './text.ts';

/** Picks from an answer what --query names. */
export type Query = (answer: unknown) => unknown | Failure;

/** Checked before anything is sent: a change whose answer cannot be shown would have been made all the same. */
export async function readQuery(expression: string | undefined): Promise<Query | Failure> {
  if (expression === undefined) return answer => answer;
  const { compile, search } = await import('@jmespath-community/jmespath');
  const bad = (error: unknown) =>
    misuse(`Bad value for --query: ${error instanceof Error ? error.message : 'not a JMESPath expression'}`);
  try {
    compile(expression);
  } catch (error) {
    return bad(error);
  }
  return answer => {
    try {
      return search(answer as Parameters<typeof search>[0], expression);
    } catch (error) {
      return bad(error);
    }
  };
}

/** An action without output prints nothing. */
export function isNothing(answer: unknown): boolean {
  return typeof answer === 'object' && answer !== null && Object.keys(answer).length === 0;
}

export async function show(value: unknown, format: string, title: string, colour: boolean): Promise<string> {
  switch (format) {
    case 'text':
      return asText(value);
    case 'table':
      return asTable(value, title, colour);
    case 'yaml':
      return (await import('./yaml.ts')).asYaml(value ?? null);
    default:
      return `${printableLines(JSON.stringify(value ?? null, undefined, 4))}\n`;
  }
}
