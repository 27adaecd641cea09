import { Failure, misuse } from '../failure.ts';
import { withJsonLiterals } from './literals.ts';
import { printableLines } from './printable.ts';
import { asTable } from './table.ts';
import { asText } from './text.ts';

/** Picks from an answer what --query names. */
export type Query = (answer: unknown) => unknown | Failure;

/**
 * Checked before anything is sent, also on a sample of the answer: a change whose answer cannot be shown would have been
 * made all the same.
 */
export async function readQuery(given: string | undefined, sample: unknown): Promise<Query | Failure> {
  if (given === undefined) return answer => answer;
  const expression = withJsonLiterals(given);
  const { compile, search } = await import('@jmespath-community/jmespath');
  const reason = (error: unknown) => (error instanceof Error ? error.message : 'not a JMESPath expression');
  const pick = (answer: unknown) => search(answer as Parameters<typeof search>[0], expression);
  try {
    compile(expression);
    pick(sample);
  } catch (error) {
    // A filter finds nothing in the sample, and what it would have found may well be there in the answer.
    if (!/received type null|type \(null\)/.test(reason(error)))
      return misuse(`Bad value for --query: ${reason(error)}`);
  }
  return answer => {
    try {
      return pick(answer);
    } catch (error) {
      return new Failure(255, `--query does not fit the answer, which is printed whole: ${reason(error)}`);
    }
  };
}

export async function show(value: unknown, format: string, title: string, colour: boolean): Promise<string> {
  switch (format) {
    case 'text':
      return asText(value);
    case 'table':
      return asTable(value, title, colour);
    case 'yaml':
      return (await import('./yaml.ts')).asYaml(value ?? null);
    case 'yaml-stream':
      return (await import('./yaml.ts')).asYaml([value ?? null]);
    default:
      return `${printableLines(JSON.stringify(value ?? null, undefined, 4))}\n`;
  }
}
