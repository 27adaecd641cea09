import { createScanner, type Node, parseTree, printParseErrorCode } from 'jsonc-parser';

/** A value of a JSON text that knows where it stands. */
export type Json = Node;

/** Notes what is wrong at a place; undefined, so that a reader can return it. */
export type Report = (at: { readonly offset: number }, message: string) => undefined;

const DEPTH = 16;
const STRICT = { disallowComments: true, allowTrailingComma: false, allowEmptyContent: false };

/** Reads a JSON text (RFC 8259) in which every reader sees the same: a name comes once an object, characters are whole. */
export function readJson(text: string, report: Report): Json | undefined {
  // Parsing recurses, and so do its callers: depth is looked at first, by a scanner that does not.
  const tooDeep = firstTooDeep(text);
  if (tooDeep !== undefined) return report({ offset: tooDeep }, `Nested deeper than ${DEPTH} levels.`);
  const errors: Parameters<typeof parseTree>[1] = [];
  const root = parseTree(text, errors, STRICT);
  for (const { offset, error } of errors)
    report({ offset }, `No JSON: ${SAID[printParseErrorCode(error)] ?? WRONG}`);
  if (errors.length > 0 || root === undefined) return undefined;
  reportAmbiguities(root, report);
  return root;
}

const WRONG = 'this cannot stand here.';
const SAID: Record<string, string> = {
  PropertyNameExpected: 'a name in double quotes is missing.',
  ValueExpected: 'a value is missing.',
  ColonExpected: 'a colon is missing.',
  CommaExpected: 'a comma is missing.',
  CloseBraceExpected: 'a closing brace is missing.',
  CloseBracketExpected: 'a closing bracket is missing.',
  EndOfFileExpected: 'the document has ended here.',
  InvalidCommentToken: 'it has no comments.',
  InvalidCharacter: 'this character is not allowed here.',
  InvalidEscapeCharacter: 'no such escape.',
  InvalidUnicode: 'no such escape.',
  UnexpectedEndOfString: 'a closing quotation mark is missing.',
};

function firstTooDeep(text: string): number | undefined {
  const scanner = createScanner(text, true);
  let depth = 0;
  for (scanner.scan(); scanner.getTokenLength() > 0; scanner.scan()) {
    const first = text[scanner.getTokenOffset()];
    if (first === '{' || first === '[') depth++;
    if (first === '}' || first === ']') depth--;
    if (depth > DEPTH) return scanner.getTokenOffset();
  }
  return undefined;
}

/** Of two members with one name another reader may take the other one (RFC 8259 section 4). */
function reportAmbiguities(root: Json, report: Report): void {
  for (const node of nodesOf(root)) {
    if (node.type === 'string' && !isPlain(node.value))
      report(node, 'A text with control characters or halves of one.');
    const names = new Set<string>();
    for (const [name] of node.type === 'object' ? membersOf(node) : []) {
      if (names.has(name.value)) report(name, `${quoted(name.value)} comes twice.`);
      names.add(name.value);
    }
  }
}

function isPlain(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for.
  return text.isWellFormed() && !/[\u0000-\u001f\u007f-\u009f]/.test(text);
}

/** The value and everything in it. */
export function* nodesOf(node: Json): Generator<Json> {
  yield node;
  for (const child of node.children ?? []) yield* nodesOf(child);
}

/** Names and values of an object. */
export function membersOf(object: Json): [name: Json, value: Json][] {
  return (object.children ?? []).flatMap(({ children: [name, value] = [] }) =>
    name && value ? [[name, value] as [Json, Json]] : [],
  );
}

/** The items of a list, or the one value that stands for a list of it; undefined where there are none or too many. */
export function itemsOf(node: Json, most: number, report: Report): readonly Json[] | undefined {
  const items = node.type === 'array' ? (node.children ?? []) : [node];
  if (items.length === 0) return report(node, 'An empty list.');
  return items.length > most ? report(node, `More than ${most} entries.`) : items;
}

/** A word of the document for a message: not more of it than a line has room for. */
export function quoted(text: string): string {
  // Half a character, where the cut fell into one, cannot be written in an answer.
  return `"${text.length > 60 ? `${text.slice(0, 60).toWellFormed()}...` : text}"`;
}
