import { readPolicy } from './document.ts';
import type { NamedPolicy } from './evaluate.ts';
import { MANAGED_POLICIES } from './managed.ts';

/** The policies of one person. */
export interface PersonPolicies {
  /** Names of the gateway's own policies. */
  readonly attached: readonly string[];
  /** Texts of documents by name; a map, because `__proto__` is a name like another. */
  readonly inline: ReadonlyMap<string, string>;
  /** All of them, ready to decide. */
  readonly all: readonly NamedPolicy[];
}

/** What is stored with a person; the same policies are always the same text. */
export function policiesText({ attached, inline }: Omit<PersonPolicies, 'all'>): string {
  return JSON.stringify({
    attached: [...new Set(attached)].sort(),
    inline: Object.fromEntries([...inline].sort(([a], [b]) => (a < b ? -1 : 1))),
  });
}

/** A new user looks after his own devices. */
export const DEFAULT_POLICIES = policiesText({ attached: ['ManageOwnMFA'], inline: new Map() });

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

function readStored(text: string): PersonPolicies {
  const stored: { attached: string[]; inline: Record<string, string> } = JSON.parse(text);
  const inline = new Map(Object.entries(stored.inline));
  const managed = stored.attached.map(name => [name, MANAGED_POLICIES.get(name) ?? ''] as const);
  return {
    attached: stored.attached,
    inline,
    all: [...managed, ...inline].map(([name, document]) => ({
      name,
      policy: readStoredPolicy(name, document),
    })),
  };
}

function readStoredPolicy(name: string, document: string) {
  const policy = readPolicy(document);
  // Leaving it out would leave its denials out.
  if ('statements' in policy) return policy;
  throw new Error(`The stored policy ${name} is none: ${policy[0]?.message}`);
}
