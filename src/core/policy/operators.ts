import { contains, parseNetwork } from '../throttle/cidr.ts';
import { groupsOf, mappedIpv4 } from '../throttle/network.ts';
import { matches, readTemplate, type Variables, type Wrong } from './pattern.ts';

/** Whether a value of the request fits one operand. */
export type Test = (value: string | number | boolean, variables: Variables) => boolean;

/** One of the comparisons of a condition. */
export interface Operator {
  /** Of the keys that it compares. */
  readonly type: 'string' | 'number' | 'boolean' | 'address';
  /** Holds where no operand fits. */
  readonly negated: boolean;
  /** An operand as JSON has it. */
  read(operand: unknown): Test | Wrong;
}

/** By the names that policies call them; those with `IfExists` come out of these. */
export const OPERATORS: ReadonlyMap<string, Operator> = new Map<string, Operator>([
  ['StringEquals', text({})],
  ['StringNotEquals', text({ negated: true })],
  ['StringEqualsIgnoreCase', text({ ignoreCase: true })],
  ['StringLike', text({ wildcards: true })],
  ['StringNotLike', text({ wildcards: true, negated: true })],
  ['NumericEquals', numeric((value, operand) => value === operand)],
  ['NumericNotEquals', { ...numeric((value, operand) => value === operand), negated: true }],
  ['NumericLessThan', numeric((value, operand) => value < operand)],
  ['NumericLessThanEquals', numeric((value, operand) => value <= operand)],
  ['NumericGreaterThan', numeric((value, operand) => value > operand)],
  ['NumericGreaterThanEquals', numeric((value, operand) => value >= operand)],
  ['Bool', { type: 'boolean', negated: false, read: readBoolean }],
  ['IpAddress', { type: 'address', negated: false, read: readAddress }],
  ['NotIpAddress', { type: 'address', negated: true, read: readAddress }],
]);

function text({ wildcards = false, ignoreCase = false, negated = false }): Operator {
  const fold = (value: string) => (ignoreCase ? value.toLowerCase() : value);
  return {
    type: 'string',
    negated,
    read(operand) {
      if (typeof operand !== 'string') return { wrong: 'This is compared with a text.' };
      const pattern = readTemplate(fold(operand), wildcards);
      if ('wrong' in pattern) return pattern;
      return (value, { username, userid }) =>
        matches(pattern, fold(String(value)), {
          username: username === undefined ? undefined : fold(username),
          userid: fold(userid),
        });
    },
  };
}

function numeric(fits: (value: number, operand: number) => boolean): Operator {
  return {
    type: 'number',
    negated: false,
    read(operand) {
      const isNumber = typeof operand === 'number' || (typeof operand === 'string' && DECIMAL.test(operand));
      if (!isNumber || !Number.isFinite(Number(operand))) return { wrong: 'This is compared with a number.' };
      return value => fits(Number(value), Number(operand));
    },
  };
}

const DECIMAL = /^-?\d+(\.\d+)?$/;

function readBoolean(operand: unknown): Test | Wrong {
  if (!['true', 'false', true, false].includes(operand as string | boolean)) {
    return { wrong: 'This is compared with true or false.' };
  }
  return value => String(value) === String(operand);
}

function readAddress(operand: unknown): Test | Wrong {
  const network = typeof operand === 'string' ? parseNetwork(operand) : undefined;
  if (network === undefined)
    return { wrong: 'This is compared with an address or a network, like 10.0.0.0/8.' };
  return value => {
    const groups = groupsOf(String(value));
    if (groups === undefined) return false;
    // IPv4 lies in ::ffff:0:0/96, but `::/0` is all of IPv6 and nothing of IPv4.
    if (mappedIpv4(groups) !== undefined && network.bits < 96) return false;
    return contains(network, groups);
  };
}
