import type { ZodError } from 'zod';
import { AwsError } from '../aws-error.ts';
import { broken, isMisspeltName } from './constraints.ts';
import type { Shape, Structure } from './shape.ts';

/** What is wrong with an input, as AWS says it; no sentence repeats what was sent (contract section 3). */
export function refuseInput(shape: Structure, input: Record<string, unknown>, error: ZodError): AwsError {
  const faults: string[] = [];
  const seen = new Set<string>();
  let misspelt: string | undefined;
  for (const issue of error.issues) {
    const { name, member, value } = follow(shape, input, issue.path);
    if (seen.has(name)) continue;
    seen.add(name);
    if (isNoNumber(member, value)) {
      return new AwsError(
        400,
        'MalformedInput',
        `The value at '${name}' is not of the type ${member?.kind}.`,
      );
    }
    if (isMisspeltName(member, value)) misspelt ??= name;
    const sentences = broken(member, value);
    // What a schema asks beyond AWS's own words it says in ours.
    for (const sentence of sentences.length > 0 ? sentences : [issue.message]) {
      faults.push(`Value at '${name}' failed to satisfy constraint: ${sentence}`);
    }
  }
  if (misspelt !== undefined && faults.length === 1) {
    return invalid(
      `The specified value for ${misspelt} is invalid. It must contain only alphanumeric characters and/or the following: +=,.@_-`,
    );
  }
  const errors = faults.length === 1 ? 'error' : 'errors';
  return invalid(`${faults.length} validation ${errors} detected: ${faults.join('; ')}`);
}

/** Members that the action does not have. Their names come from the request: short, and no more than a few. */
export function refuseUnknown(names: readonly string[]): AwsError {
  const faults = names
    .slice(0, 5)
    .map(name => `The parameter '${name.slice(0, 64)}' is not known to this action.`);
  return invalid(faults.join(' '));
}

export function refuseRepeated(name: string): AwsError {
  return invalid(`The parameter '${name.slice(0, 64)}' was sent more than once.`);
}

function invalid(message: string): AwsError {
  return new AwsError(400, 'ValidationError', message);
}

function isNoNumber(member: Shape | undefined, value: unknown): boolean {
  return typeof value === 'string' && (member?.kind === 'integer' || member?.kind === 'boolean');
}

/** The member that an issue is about, its value, and its name as AWS spells it: `tags.1.member.key`. */
function follow(
  shape: Structure,
  input: Record<string, unknown>,
  path: readonly PropertyKey[],
): { name: string; member: Shape | undefined; value: unknown } {
  const words: string[] = [];
  let member: Shape | undefined = shape;
  let value: unknown = input;
  for (const step of path) {
    value = (value as Record<PropertyKey, unknown> | undefined)?.[step];
    if (typeof step === 'number') {
      words.push(String(step + 1), 'member');
      member = member?.kind === 'list' ? member.item : undefined;
    } else {
      const word = String(step);
      words.push(word.charAt(0).toLowerCase() + word.slice(1));
      member = member?.kind === 'structure' ? member.members.get(word) : undefined;
    }
  }
  return { name: words.join('.'), member, value };
}
