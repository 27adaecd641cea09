/**
 * Control characters, and those that turn the writing around or are not seen at all: a browser's User-Agent, shown in a
 * list of sessions, would otherwise move the administrator's cursor or retitle his window, and one name would look like
 * another.
 */
const HARMFUL = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu;

export function printable(text: string): string {
  return text.replace(HARMFUL, escaped);
}

/** The same where some of them are the format's own: line breaks between lines, tabs between columns. */
export function printableLines(text: string, write = escaped): string {
  return text.replace(HARMFUL, found => (found === '\n' || found === '\t' ? found : write(found)));
}

/** As JSON writes it: beyond U+FFFF in two halves. */
function escaped(found: string): string {
  return found
    .split('')
    .map(half => `\\u${hex(half.charCodeAt(0), 4)}`)
    .join('');
}

/** Inside the quotes of YAML, which knows no halves. */
export function escapedForYaml(found: string): string {
  const point = found.codePointAt(0) ?? 0;
  return point > 0xffff ? `\\U${hex(point, 8)}` : `\\u${hex(point, 4)}`;
}

function hex(number: number, digits: number): string {
  return number.toString(16).padStart(digits, '0');
}
