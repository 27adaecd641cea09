import type { Shape, Text } from './shape.ts';

/** What a value breaks, in the sentences of AWS (contract section 3). They never say what the value was. */
export function broken(shape: Shape | undefined, value: unknown): string[] {
  if (value === undefined || value === null) return ['Member must not be null'];
  if (shape?.kind === 'text' && typeof value === 'string') return brokenByText(shape, value);
  if (shape?.kind === 'integer' && typeof value === 'number') return bounds('value', value, shape);
  if (shape?.kind === 'list' && Array.isArray(value)) return bounds('length', value.length, shape);
  return [];
}

function brokenByText(shape: Text, value: string): string[] {
  if (shape.choices !== undefined) {
    return shape.choices.includes(value)
      ? []
      : [`Member must satisfy enum value set: [${shape.choices.join(', ')}]`];
  }
  const parts = shape.pattern === undefined ? undefined : taken(shape.pattern);
  const lengths = bounds('length', [...value].length, parts ?? shape);
  if (shape.pattern === undefined) return lengths;
  if (parts !== undefined && !matches(`^${parts.letters}*$`, value)) {
    return [...lengths, `Member must satisfy regular expression pattern: ${parts.letters}+`];
  }
  if (lengths.length > 0 || matches(shape.pattern, value)) return lengths;
  return [`Member must satisfy regular expression pattern: ${shape.pattern.replace(/^\^|\$$/g, '')}`];
}

/** The alphabet that names are written in; AWS says it in words. */
const NAME_LETTERS = '[\\w+=,.@-]';

/** Whether this value has letters that no name has. */
export function isMisspeltName(shape: Shape | undefined, value: unknown): boolean {
  if (shape?.kind !== 'text' || shape.pattern === undefined || typeof value !== 'string') return false;
  return taken(shape.pattern)?.letters === NAME_LETTERS && !matches(`^${NAME_LETTERS}*$`, value);
}

interface Parts {
  readonly letters: string;
  readonly min: number;
  readonly max: number;
}

/** Our patterns say length and letters at once, AWS each by itself. */
function taken(pattern: string): Parts | undefined {
  // Codes: six digits, or eight on tokens that show eight.
  if (pattern === '^\\d{6}(\\d\\d)?$') return { letters: '[\\d]', min: 6, max: 8 };
  const [, letters, min, max] = /^\^(\[(?:[^\]\\]|\\.)+\])\{(\d+)(?:,(\d+))?\}\$$/.exec(pattern) ?? [];
  return letters === undefined ? undefined : { letters, min: Number(min), max: Number(max ?? min) };
}

function matches(pattern: string, value: string): boolean {
  return new RegExp(pattern, pattern.includes('\\p{') ? 'u' : '').test(value);
}

function bounds(
  what: 'value' | 'length',
  size: number,
  { min, max }: { readonly min: number | undefined; readonly max: number | undefined },
): string[] {
  if (min !== undefined && size < min) return [`Member must have ${what} greater than or equal to ${min}`];
  if (max !== undefined && size > max) return [`Member must have ${what} less than or equal to ${max}`];
  return [];
}
