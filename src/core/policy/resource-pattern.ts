import { matches, type Pattern, readTemplate, readWildcards, type Variables, type Wrong } from './pattern.ts';

/** The six parts of an ARN: a `*` in the account must not reach over the colon into the resource. None: any resource. */
export type ResourcePattern = readonly Pattern[];

const COLON = 0x3a;

export function readResource(text: string): ResourcePattern | Wrong {
  if (text === '*') return [];
  const template = readTemplate(text, true);
  if ('wrong' in template) return template;
  const parts: Pattern[] = [];
  let start = 0;
  for (let at = template.indexOf(COLON); at >= 0 && parts.length < 5; at = template.indexOf(COLON, start)) {
    parts.push(template.slice(start, at));
    start = at + 1;
  }
  if (!text.startsWith('arn:') || parts.length < 5 || start === template.length) {
    return { wrong: 'A resource is * or an ARN in six parts, like arn:aws:iam::*:user/name.' };
  }
  const [, partition = [], service = [], region = []] = parts;
  if (service.join() === IAM && !matches(region, '', NOBODY)) {
    return { wrong: 'What IAM has lies in no region: arn:aws:iam::*:user/name.' };
  }
  if (service.join() === IAM && !matches(partition, 'aws', NOBODY)) {
    return { wrong: 'The partition is aws: arn:aws:iam::*:user/name.' };
  }
  return [...parts, template.slice(start)];
}

// A Deny on what is never there would never deny.
const IAM = readWildcards('iam').join();
const NOBODY: Variables = { userid: '' };

/** The parts of what a request is about; undefined for `*`, which is nothing in particular. */
export function arnParts(resource: string): readonly string[] | undefined {
  const parts = resource.split(':');
  return parts.length < 6 ? undefined : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

export function matchesResource(
  pattern: ResourcePattern,
  parts: readonly string[] | undefined,
  variables: Variables,
): boolean {
  if (pattern.length === 0) return true;
  return parts !== undefined && pattern.every((part, at) => matches(part, parts[at] ?? '', variables));
}
