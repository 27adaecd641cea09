import { itemsOf, type Json, membersOf, quoted, type Report } from './json-text.ts';
import { OPERATORS, type Operator, type Test } from './operators.ts';
import type { Variables } from './pattern.ts';

/** What a request says of itself to conditions. */
export interface RequestKeys {
  /** The owner has none. */
  readonly username?: string | undefined;
  readonly userId: string;
  /** Absent with long-term keys (contract section 7.5). */
  readonly multiFactorAuthPresent?: boolean | undefined;
  /** Seconds; only where MFA was used. */
  readonly multiFactorAuthAge?: number | undefined;
  readonly sourceIp: string;
}

/** Whether the request is one that the condition asks for. */
export type Condition = (keys: RequestKeys) => boolean;

interface Key {
  readonly type: Operator['type'];
  valueIn(keys: RequestKeys): string | number | boolean | undefined;
}

/** By name in lower case: their case does not matter. */
const KEYS = new Map<string, Key>([
  ['aws:multifactorauthpresent', { type: 'boolean', valueIn: keys => keys.multiFactorAuthPresent }],
  ['aws:multifactorauthage', { type: 'number', valueIn: keys => keys.multiFactorAuthAge }],
  ['aws:sourceip', { type: 'address', valueIn: keys => keys.sourceIp }],
  ['aws:username', { type: 'string', valueIn: keys => keys.username }],
  ['aws:userid', { type: 'string', valueIn: keys => keys.userId }],
]);

/** How many operands a key may be compared with. */
const MOST_OPERANDS = 256;
const IF_EXISTS = 'IfExists';

/** Operator, key, operands: all of the conditions must hold. */
export function readConditions(node: Json, report: Report): readonly Condition[] {
  if (node.type !== 'object') return report(node, 'Condition is an object of operators.') ?? [];
  return membersOf(node).flatMap(([operator, keys]) => {
    if (keys.type !== 'object' || membersOf(keys).length === 0) {
      return report(keys, 'An operator holds an object of keys and what they are compared with.') ?? [];
    }
    const seen = new Set<string>();
    return membersOf(keys).flatMap(([key, operands]) => {
      // Both would have to hold, and a Deny would deny less than it says.
      if (seen.size === seen.add(key.value.toLowerCase()).size) {
        return report(key, `${quoted(key.value)} comes twice: the case of keys does not matter.`) ?? [];
      }
      return readCondition(operator, key, operands, report) ?? [];
    });
  });
}

function readCondition(operator: Json, name: Json, operands: Json, report: Report): Condition | undefined {
  const key = KEYS.get(name.value.toLowerCase());
  // A Deny that asks for what is never there would never deny.
  if (key === undefined) return report(name, `No such condition key: ${quoted(name.value)}.`);
  if (operator.value === 'Null') return readNull(key, operands, report);
  const ifExists = operator.value.endsWith(IF_EXISTS);
  const plain = ifExists ? operator.value.slice(0, -IF_EXISTS.length) : operator.value;
  const known = OPERATORS.get(plain);
  if (known === undefined) return report(operator, `No such operator: ${quoted(operator.value)}.`);
  if (known.type !== key.type) {
    return report(
      name,
      `${operator.value} does not compare ${quoted(name.value)}, which is ${NOUNS[key.type]}.`,
    );
  }
  const tests = itemsOf(operands, MOST_OPERANDS, report)?.flatMap(
    operand => readOperand(known, operand, report) ?? [],
  );
  return tests && comparison(key, known, tests, ifExists);
}

const NOUNS = {
  string: 'a text',
  number: 'a number',
  boolean: 'true or false',
  address: 'an address',
} as const;

function readOperand(operator: Operator, operand: Json, report: Report): Test | undefined {
  const test = operator.read(operand.value);
  return 'wrong' in test ? report(operand, test.wrong) : test;
}

/** One operand must fit, and with a negated operator none; a missing key fits none. */
function comparison(key: Key, { negated }: Operator, tests: readonly Test[], ifExists: boolean): Condition {
  return keys => {
    const value = key.valueIn(keys);
    if (value === undefined) return ifExists || negated;
    const variables: Variables = { username: keys.username, userid: keys.userId };
    return tests.some(test => test(value, variables)) !== negated;
  };
}

/** `true`: the key must be missing. */
function readNull(key: Key, operands: Json, report: Report): Condition | undefined {
  const wanted = itemsOf(operands, MOST_OPERANDS, report)?.map(
    operand => readBoolean(operand.value) ?? report(operand, 'Null takes true or false.'),
  );
  return wanted && (keys => wanted.includes(key.valueIn(keys) === undefined));
}

function readBoolean(operand: unknown): boolean | undefined {
  if (operand === true || operand === 'true') return true;
  return operand === false || operand === 'false' ? false : undefined;
}
