import { readPolicy } from './document.ts';
import type { NamedPolicy } from './evaluate.ts';
import { MANAGED_POLICIES } from './managed.ts';
import { readsAboutOthers, type Standing, standingOfPolicies } from './standing.ts';

/** A user's policies as they are stored. */
export interface StoredPolicies {
  /** Names of the built-in ones. */
  readonly attached: readonly string[];
  /** Texts of the user's own documents by name; a map, because `__proto__` is a name like another. */
  readonly inline: ReadonlyMap<string, string>;
}

/** ... ready to decide. */
export interface PersonPolicies extends StoredPolicies {
  readonly all: readonly NamedPolicy[];
  readonly standing: Standing;
  /** Whether they show him something of others. */
  readonly readsOthers: boolean;
}

/** What is stored with a person; the same policies are always the same text. */
export function policiesText({ attached, inline }: StoredPolicies): string {
  return JSON.stringify({
    attached: [...new Set(attached)].sort(),
    inline: Object.fromEntries([...inline].sort(([a], [b]) => (a < b ? -1 : 1))),
  });
}

/** A new user looks after his own devices. */
export const DEFAULT_POLICIES = policiesText({ attached: ['ManageOwnMFA'], inline: new Map() });
/** The owner's: nothing asks them. */
export const NO_POLICIES = policiesText({ attached: [], inline: new Map() });

/** Every request asks for its caller's policies, and most people have the same ones. The oldest go first. */
const read = new Map<string, PersonPolicies>();
const MOST_READ = 512;

/** Of the text that is stored with a person. Documents are checked before they are stored, so a broken one is a bug. */
export function readPolicies(text: string): PersonPolicies {
  const policies = read.get(text) ?? readStored(text);
  read.delete(text);
  read.set(text, policies);
  for (const [oldest] of read) {
    if (read.size <= MOST_READ) break;
    read.delete(oldest);
  }
  return policies;
}

/** How far a user's rights over others go. */
export function standingOf({ policies }: { readonly policies: string }): Standing {
  return readPolicies(policies).standing;
}

function readStored(text: string): PersonPolicies {
  const stored: { attached: string[]; inline: Record<string, string> } = JSON.parse(text);
  const inline = new Map(Object.entries(stored.inline));
  const all: NamedPolicy[] = [
    ...stored.attached.map(name => readNamed('aws-managed', name, MANAGED_POLICIES.get(name) ?? '')),
    ...Array.from(inline, ([name, document]) => readNamed('user', name, document)),
  ];
  const [standing, readsOthers] = [standingOfPolicies(all), readsAboutOthers(all)];
  return { attached: stored.attached, inline, all, standing, readsOthers };
}

function readNamed(source: 'aws-managed' | 'user', name: string, document: string): NamedPolicy {
  const policy = readPolicy(document);
  // Leaving it out would leave its denials out.
  if ('statements' in policy) return { name, source, policy };
  throw new Error(`The stored policy ${name} is none: ${policy[0]?.message}`);
}
