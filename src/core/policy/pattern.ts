/** What a variable of a policy stands for in one request; the owner has no user name. */
export interface Variables {
  readonly username?: string | undefined;
  readonly userid: string;
}

/** Code units, the two wildcards, and variables that each request fills in. */
export type Pattern = readonly (number | keyof Variables)[];

/** Why a text is none. */
export interface Wrong {
  readonly wrong: string;
}

const ANY = -1;
const ONE = -2;
const VARIABLES = new Map<string, keyof Variables>([
  ['aws:username', 'username'],
  ['aws:userid', 'userid'],
]);

/** A text in which `*` stands for any characters and `?` for one. */
export function readWildcards(text: string): Pattern {
  return Array.from({ length: text.length }, (_, at) => wildcard(text.charCodeAt(at)));
}

function wildcard(unit: number): number {
  if (unit === 0x2a) return ANY;
  return unit === 0x3f ? ONE : unit;
}

function readLiteral(text: string): Pattern {
  return Array.from({ length: text.length }, (_, at) => text.charCodeAt(at));
}

/** ... and `${aws:username}` for who asks, `${*}`, `${?}`, `${$}` for these characters. */
export function readTemplate(text: string, wildcards: boolean): Pattern | Wrong {
  const read = wildcards ? readWildcards : readLiteral;
  const pattern: (number | keyof Variables)[] = [];
  let at = 0;
  for (let open = text.indexOf('${'); open >= 0; open = text.indexOf('${', at)) {
    const close = text.indexOf('}', open);
    if (close < 0) return { wrong: 'A variable without its closing brace.' };
    const name = text.slice(open + 2, close);
    const variable = VARIABLES.get(name.toLowerCase());
    if (variable === undefined && !['*', '?', '$'].includes(name)) return { wrong: 'No such variable.' };
    pattern.push(...read(text.slice(at, open)), variable ?? name.charCodeAt(0));
    at = close + 1;
  }
  return [...pattern, ...read(text.slice(at))];
}

/**
 * Whether the text matches. What a variable stands for is literal: a `*` in somebody's name matches itself. A variable
 * without a value matches nothing. The work is at most pattern times text, whatever the pattern (`a*a*a*a*b`): only the
 * last `*` is ever tried again, because a shorter match of an earlier one leaves a later one no less to choose from.
 */
export function matches(pattern: Pattern, text: string, variables: Variables): boolean {
  const units = fill(pattern, variables);
  if (units === undefined) return false;
  let [unit, at] = [0, 0];
  let [star, tried] = [-1, 0];
  while (at < text.length) {
    if (units[unit] === ANY) {
      star = unit++;
      tried = at;
    } else if (units[unit] === ONE || units[unit] === text.charCodeAt(at)) {
      unit++;
      at++;
    } else if (star >= 0) {
      unit = star + 1;
      at = ++tried;
    } else {
      return false;
    }
  }
  while (units[unit] === ANY) unit++;
  return unit === units.length;
}

function fill(pattern: Pattern, variables: Variables): readonly number[] | undefined {
  if (pattern.every(part => typeof part === 'number')) return pattern;
  const units: number[] = [];
  for (const part of pattern) {
    const value = typeof part === 'number' ? part : variables[part];
    if (value === undefined) return undefined;
    if (typeof value === 'number') units.push(value);
    else for (let at = 0; at < value.length; at++) units.push(value.charCodeAt(at));
  }
  return units;
}
