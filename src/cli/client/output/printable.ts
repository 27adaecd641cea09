/**
 * Control characters, and those that turn the writing around: a browser's User-Agent, shown in a list of sessions,
 * would otherwise move the administrator's cursor or retitle his window.
 */
const HARMFUL = /[\p{Cc}\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;

export function printable(text: string): string {
  return text.replace(HARMFUL, escaped);
}

/** The same where some of them are the format's own: line breaks between lines, tabs between columns. */
export function printableLines(text: string): string {
  return text.replace(HARMFUL, found => (found === '\n' || found === '\t' ? found : escaped(found)));
}

/** As JSON writes it, and inside the quotes of YAML too. */
function escaped(found: string): string {
  return `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`;
}
