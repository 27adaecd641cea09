export type Pair = readonly [name: string, value: string];

/**
 * The parameters of a query string or a form, in order. Undefined when something in it is not percent-encoded UTF-8: two
 * readers would make two things of it. What was signed and what is carried out are read here alike.
 */
export function decodeForm(text: string): Pair[] | undefined {
  const pairs: Pair[] = [];
  try {
    for (const part of text.split('&')) {
      if (part === '') continue;
      const at = part.indexOf('=');
      pairs.push(at < 0 ? [decode(part), ''] : [decode(part.slice(0, at)), decode(part.slice(at + 1))]);
    }
  } catch {
    return undefined;
  }
  return pairs;
}

function decode(text: string): string {
  return decodeURIComponent(text.replaceAll('+', ' '));
}
