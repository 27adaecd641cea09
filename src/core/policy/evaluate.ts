import type { RequestKeys } from './condition.ts';
import type { Policy, Statement } from './document.ts';
import { matches, type Variables } from './pattern.ts';
import type { Position } from './position.ts';
import { arnParts, matchesResource } from './resource-pattern.ts';

export interface NamedPolicy {
  readonly name: string;
  /** Built in, or the user's own; absent while it is only tried. The words are those of AWS. */
  readonly source?: 'aws-managed' | 'user' | undefined;
  readonly policy: Policy;
}

export interface PolicyRequest {
  /** `iam:ResyncMFADevice`. */
  readonly action: string;
  /** An ARN, or `*` for what is nothing in particular. */
  readonly resource: string;
  readonly keys: RequestKeys;
}

export interface Decision {
  readonly effect: 'allowed' | 'explicitDeny' | 'implicitDeny';
  /** The statements that decided; none where nothing allows it. */
  readonly by: readonly DecidingStatement[];
}

export interface DecidingStatement {
  readonly policy: string;
  readonly source?: NamedPolicy['source'];
  /** The first of its document is 1. */
  readonly statement: number;
  readonly sid?: string;
  readonly start: Position;
  readonly end: Position;
}

/** What the policies say of a request: whatever denies it wins, and what nothing allows is denied. */
export function evaluate(policies: readonly NamedPolicy[], request: PolicyRequest): Decision {
  const applies = applying(request);
  const applicable = policies.flatMap(({ name, source, policy }) =>
    policy.statements.filter(applies).map(statement => ({ name, source, statement })),
  );
  const denying = applicable.filter(({ statement }) => statement.effect === 'Deny');
  if (denying.length > 0) return { effect: 'explicitDeny', by: denying.map(show) };
  return { effect: applicable.length > 0 ? 'allowed' : 'implicitDeny', by: applicable.map(show) };
}

function applying({ action, resource, keys }: PolicyRequest): (statement: Statement) => boolean {
  const name = action.toLowerCase();
  const parts = arnParts(resource);
  const variables: Variables = { username: keys.username, userid: keys.userId };
  return ({ actions, resources, conditions }) =>
    actions.of.some(pattern => matches(pattern, name, variables)) !== actions.not &&
    resources.of.some(pattern => matchesResource(pattern, parts, variables)) !== resources.not &&
    conditions.every(holds => holds(keys));
}

function show({
  name,
  source,
  statement,
}: Omit<NamedPolicy, 'policy'> & { statement: Statement }): DecidingStatement {
  const { number, sid, start, end } = statement;
  return {
    policy: name,
    ...(source !== undefined && { source }),
    statement: number,
    ...(sid !== undefined && { sid }),
    start,
    end,
  };
}
