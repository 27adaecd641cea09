import type { Action } from '../../core/actions/action.ts';
import { actions } from '../../core/actions/table.ts';
import { AwsError } from '../aws-error.ts';
import type { Service } from '../sigv4/scope.ts';
import { type Structure, structureOf } from './shape.ts';

export const NAMESPACES: Record<Service, string> = {
  iam: 'https://iam.amazonaws.com/doc/2010-05-08/',
  sts: 'https://sts.amazonaws.com/doc/2011-06-15/',
};

/** The namespace of an action that nobody has (contract section 1). */
export const FAULT_NAMESPACE = 'http://webservices.amazon.com/AWSFault/2005-15-09';

const SERVICES: ReadonlyMap<string | undefined, Service> = new Map([
  ['2010-05-08', 'iam'],
  ['2011-06-15', 'sts'],
]);

/** An action as this wire has it. Its shapes are read when it is first asked for: few actions are asked for by many. */
export interface QueryAction {
  readonly action: Action;
  readonly input: Structure;
  readonly output: Structure;
  /** Changes nothing and takes no code: may come as an address, which stays in logs and histories. */
  readonly reads: boolean;
}

export function serviceOf(version: string | undefined): Service | undefined {
  return SERVICES.get(version);
}

const table = new Map<string, Action>(
  Object.values<Action>(actions)
    // A file is no parameter.
    .filter(({ takesFile }) => !takesFile)
    .map(action => [`${action.service ?? 'iam'}:${action.name}`, action]),
);
const read = new Map<Action, QueryAction>();

export function findAction(version: string | undefined, name: string): QueryAction | AwsError {
  const action = table.get(`${serviceOf(version)}:${name}`);
  if (action === undefined) {
    const asked = `${name.slice(0, 128)} for version ${version?.slice(0, 32) ?? 'NO_VERSION_SPECIFIED'}`;
    return new AwsError(400, 'InvalidAction', `Could not find operation ${asked}`);
  }
  const found = read.get(action) ?? readShapes(action);
  read.set(action, found);
  return found;
}

function readShapes(action: Action): QueryAction {
  const input = structureOf(action.input, 'input');
  return {
    action,
    input,
    output: structureOf(action.output, 'output'),
    reads:
      action.proof === 'session' && /^(Get|List)[A-Z]/.test(action.name) && !input.members.has('TokenCode'),
  };
}
