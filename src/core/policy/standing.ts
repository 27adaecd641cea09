import type { Demands } from './decide.ts';
import type { Choice, Statement } from './document.ts';
import { matches, type Pattern, readWildcards } from './pattern.ts';
import type { PersonPolicies } from './policies.ts';
import type { ResourcePattern } from './resource-pattern.ts';

/**
 * How much a person's policies let him do to others. `none`: nothing but to himself. `limited`: something about others or the
 * account. `full`: everything, as an administrator.
 */
export type Standing = 'none' | 'limited' | 'full';

/** The table of actions, as far as it matters who changes something. */
export type ChangingActions = Readonly<Record<string, Pick<Demands, 'proof'> & { readonly service?: 'sts' }>>;

/**
 * Only whoever has full standing changes people who have any, or gives it: an administrator with few rights must not get
 * more by way of others. So conditions and denials do not count here, and what is in doubt counts as reaching others.
 */
export function standingOf({ all }: Pick<PersonPolicies, 'all'>, table: ChangingActions): Standing {
  const allowing = all.flatMap(({ policy }) => policy.statements.filter(({ effect }) => effect === 'Allow'));
  if (allowing.some(allowsEverything)) return 'full';
  const changes = Object.entries(table)
    .filter(([, { proof }]) => proof !== 'session')
    .map(([name, { service = 'iam' }]) => `${service}:${name}`.toLowerCase());
  return allowing.some(statement => reachesOthers(statement) && covers(statement, changes))
    ? 'limited'
    : 'none';
}

const EVERYTHING = ['*', '*:*', 'iam:*'].map(text => readWildcards(text).join());

function allowsEverything({ actions, resources }: Statement): boolean {
  return includes(actions, pattern => EVERYTHING.includes(pattern.join())) && includes(resources, isAnything);
}

function includes<Item>({ not, of }: Choice<Item>, wanted: (item: Item) => boolean): boolean {
  return !not && of.some(wanted);
}

function isAnything(pattern: ResourcePattern): boolean {
  return pattern.length === 0;
}

function covers({ actions }: Statement, changes: readonly string[]): boolean {
  return changes.some(
    name => actions.of.some(pattern => matches(pattern, name, { userid: '' })) !== actions.not,
  );
}

function reachesOthers({ resources }: Statement): boolean {
  return resources.not || !resources.of.every(isOwn);
}

/**
 * `user/${aws:username}`, perhaps with a path, and devices (`mfa/`), where the actions look whose they are. A name in
 * plain letters is somebody else's after two people were renamed.
 */
function isOwn(pattern: ResourcePattern): boolean {
  const resource = pattern[5] ?? [];
  if (startsWith(resource, 'mfa/')) return true;
  return startsWith(resource, 'user') && resource.at(-2) === SLASH && resource.at(-1) === 'username';
}

const SLASH = 0x2f;

function startsWith(pattern: Pattern, text: string): boolean {
  return Array.from(text).every((character, at) => pattern[at] === character.charCodeAt(0));
}
