import { type Condition, readConditions } from './condition.ts';
import { itemsOf, type Json, membersOf, nodesOf, quoted, type Report, readJson } from './json-text.ts';
import { type Pattern, readWildcards, type Wrong } from './pattern.ts';
import { type Position, positionsIn } from './position.ts';
import { type ResourcePattern, readResource } from './resource-pattern.ts';

/** An identity policy, read and ready to decide. */
export interface Policy {
  readonly statements: readonly Statement[];
}

export interface Statement {
  /** The first is 1. */
  readonly number: number;
  readonly sid: string | undefined;
  readonly effect: 'Allow' | 'Deny';
  /** In lower case: the case of actions does not matter. */
  readonly actions: Choice<Pattern>;
  readonly resources: Choice<ResourcePattern>;
  readonly conditions: readonly Condition[];
  /** Where it stands in its document. */
  readonly start: Position;
  readonly end: Position;
}

/** What a list names, or (`NotAction`, `NotResource`) everything else. */
export interface Choice<Item> {
  readonly not: boolean;
  readonly of: readonly Item[];
}

export interface PolicyFault extends Position {
  readonly message: string;
}

const LONGEST = 10_240;
const MOST_STATEMENTS = 64;
const MOST_STRINGS = 256;
/** Nobody reads more, and a hostile document has a fault a character. */
const MOST_FAULTS = 20;
const CURRENT = '2012-10-17';
const VERSIONS = [CURRENT, '2008-10-17'];

/**
 * Reads the text of a policy, or says at which lines it is none. Whatever the gateway does not know is refused: a
 * Deny that is not understood would silently not deny.
 */
export function readPolicy(text: string): Policy | PolicyFault[] {
  const positionOf = positionsIn(text.slice(0, LONGEST + 1));
  const faults: PolicyFault[] = [];
  const report: Report = ({ offset }, message) => {
    faults.push({ ...positionOf(offset), message });
    return undefined;
  };
  const root =
    text.length > LONGEST
      ? report({ offset: LONGEST }, `Longer than ${LONGEST} characters.`)
      : readJson(text, report);
  const statements = root && faults.length === 0 ? readStatements(root, positionOf, report) : [];
  if (faults.length === 0) return { statements };
  return faults.sort((a, b) => a.line - b.line || a.column - b.column).slice(0, MOST_FAULTS);
}

function readStatements(
  root: Json,
  positionOf: (offset: number) => Position,
  report: Report,
): readonly Statement[] {
  if (root.type !== 'object') return report(root, 'A policy is an object with Version and Statement.') ?? [];
  const elements = elementsOf(root, ['Version', 'Id', 'Statement'], report);
  const version = elements.get('Version');
  if (version && !VERSIONS.includes(version.value))
    report(version, `Version is one of ${VERSIONS.join(', ')}.`);
  if (version?.value !== CURRENT) reportVariables(root, report);
  const id = elements.get('Id');
  if (id && id.type !== 'string') report(id, 'Id is a text.');
  const list = elements.get('Statement');
  if (list === undefined) return report(root, 'Statement is missing.') ?? [];
  const sids = new Set<string>();
  return (itemsOf(list, MOST_STATEMENTS, report) ?? []).flatMap((node, index) => {
    const statement = readStatement(node, sids, report);
    const [start, end] = [positionOf(node.offset), positionOf(node.offset + node.length)];
    return statement ? [{ number: index + 1, ...statement, start, end }] : [];
  });
}

/** Before 2012 a variable is only text, and a policy that relies on one would mean something else. */
function reportVariables(root: Json, report: Report): void {
  for (const node of nodesOf(root)) {
    if (node.type === 'string' && node.value.includes('${'))
      report(node, `Variables need Version ${CURRENT}.`);
  }
}

function elementsOf(object: Json, known: readonly string[], report: Report): Map<string, Json> {
  const members = membersOf(object);
  for (const [name] of members) {
    const isPrincipal = ['Principal', 'NotPrincipal'].includes(name.value);
    const message = isPrincipal ? OF_RESOURCES : `No such element: ${quoted(name.value)}.`;
    if (!known.includes(name.value)) report(name, message);
  }
  return new Map(members.map(([name, value]) => [name.value, value]));
}

const OF_RESOURCES = 'The policy of a person has no principals: it is about the person who has it.';
const ELEMENTS = ['Sid', 'Effect', 'Action', 'NotAction', 'Resource', 'NotResource', 'Condition'];

function readStatement(node: Json, sids: Set<string>, report: Report) {
  if (node.type !== 'object') return report(node, 'A statement is an object.');
  const elements = elementsOf(node, ELEMENTS, report);
  const choice = <Item>(name: string, read: (text: string) => Item | Wrong) =>
    readChoice(node, elements, name, read, report);
  const sid = readSid(elements.get('Sid'), sids, report);
  const effect = elements.get('Effect');
  if (effect?.value !== 'Allow' && effect?.value !== 'Deny')
    report(effect ?? node, 'Effect is Allow or Deny.');
  const actions = choice('Action', readAction);
  const resources = choice('Resource', readResource);
  const condition = elements.get('Condition');
  const conditions = condition ? readConditions(condition, report) : [];
  return (
    actions && resources && { sid, effect: effect?.value as 'Allow' | 'Deny', actions, resources, conditions }
  );
}

function readSid(node: Json | undefined, sids: Set<string>, report: Report): string | undefined {
  if (node === undefined) return undefined;
  if (node.type !== 'string' || !/^[A-Za-z0-9]*$/.test(node.value)) {
    return report(node, 'Sid has letters and digits only.');
  }
  if (sids.has(node.value)) return report(node, `Another statement has Sid ${quoted(node.value)}.`);
  sids.add(node.value);
  return node.value;
}

/** `Action` or `NotAction`, one of them. */
function readChoice<Item>(
  statement: Json,
  elements: ReadonlyMap<string, Json>,
  name: string,
  read: (text: string) => Item | Wrong,
  report: Report,
): Choice<Item> | undefined {
  const [plain, not] = [elements.get(name), elements.get(`Not${name}`)];
  const node = plain ?? not;
  if (node === undefined || (plain && not)) {
    return report(statement, `A statement has either ${name} or Not${name}.`);
  }
  const items = itemsOf(node, MOST_STRINGS, report)?.flatMap(item => {
    const text =
      item.type === 'string' ? read(item.value) : { wrong: `${name} is a text or a list of texts.` };
    return isWrong(text) ? (report(item, text.wrong) ?? []) : [text];
  });
  return items && { not: plain === undefined, of: items };
}

function isWrong(read: unknown): read is Wrong {
  return typeof read === 'object' && read !== null && 'wrong' in read;
}

function readAction(text: string): Pattern | Wrong {
  if (!/^(\*|([a-z0-9-]+|\*):[a-z0-9*?]+)$/i.test(text))
    return { wrong: 'An action is * or a name like iam:GetUser.' };
  return readWildcards(text.toLowerCase());
}
