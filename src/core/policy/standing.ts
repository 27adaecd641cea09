import type { Choice, Statement } from './document.ts';
import type { NamedPolicy } from './evaluate.ts';
import { matches, type Pattern, readWildcards } from './pattern.ts';
import type { ResourcePattern } from './resource-pattern.ts';

/**
 * How much a person's policies let him do to others. `none`: nothing but to himself. `limited`: something about others or
 * the account. `full`: everything, as an administrator.
 */
export type Standing = 'none' | 'limited' | 'full';

/**
 * Only whoever has full standing changes people who have any, or gives it: an administrator with few rights must not get
 * more by way of others. So conditions and denials do not count here, and what is in doubt counts as reaching others.
 */
export function standingOfPolicies(policies: readonly NamedPolicy[]): Standing {
  const allowing = policies.flatMap(({ policy }) =>
    policy.statements.filter(({ effect }) => effect === 'Allow'),
  );
  if (allowing.some(isEverything)) return 'full';
  return allowing.some(statement => reachesOthers(statement) && allowsChanges(statement))
    ? 'limited'
    : 'none';
}

/** What everybody may see of the account, as ManageOwnMFA and the policies that AWS prints have it. */
const HARMLESS = ['GetAccount', 'GetAccountSummary', 'ListAccountAliases', 'ListVirtualMFADevices'].map(
  name => readWildcards(`iam:${name.toLowerCase()}`).join(),
);

/** Whether they let somebody learn of others, or change them. It is measured as standing is. */
export function readsAboutOthers(policies: readonly NamedPolicy[]): boolean {
  return policies.some(({ policy }) =>
    policy.statements.some(
      statement => statement.effect === 'Allow' && reachesOthers(statement) && allowsReading(statement),
    ),
  );
}

function allowsReading({ actions: { not, of } }: Statement): boolean {
  if (not) return !of.some(isEveryAction);
  return of.some(pattern => mayNameIam(pattern) && !HARMLESS.includes(pattern.join()));
}

/** Every action on every resource; effect and conditions are not looked at. */
export function isEverything({ actions, resources }: Statement): boolean {
  return includes(actions, isEveryAction) && includes(resources, pattern => pattern.length === 0);
}

function includes<Item>({ not, of }: Choice<Item>, wanted: (item: Item) => boolean): boolean {
  return !not && of.some(wanted);
}

const EVERY_ACTION = ['*', '*:*', 'iam:*'].map(text => readWildcards(text).join());

function isEveryAction(pattern: Pattern): boolean {
  return EVERY_ACTION.includes(pattern.join());
}

/** By their names, whether there are such actions or not: what only gets, lists and simulates changes nothing. */
function allowsChanges({ actions: { not, of } }: Statement): boolean {
  return not ? !of.some(isEveryAction) : of.some(pattern => mayNameIam(pattern) && !onlyReads(pattern));
}

function onlyReads(pattern: Pattern): boolean {
  return ['iam:get', 'iam:list', 'iam:simulate'].some(name => startsWith(pattern, name));
}

function mayNameIam(pattern: Pattern): boolean {
  const colon = pattern.indexOf(COLON);
  return colon < 0 || matches(pattern.slice(0, colon), 'iam', { userid: '' });
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

const COLON = 0x3a;
const SLASH = 0x2f;

function startsWith(pattern: Pattern, text: string): boolean {
  return Array.from(text).every((character, at) => pattern[at] === character.charCodeAt(0));
}
