/** A user's policies as they are stored: names of built-in ones, and documents of the user's own by name. */
export interface PersonPolicies {
  readonly attached: readonly string[];
  readonly inline: Readonly<Record<string, string>>;
}

/** What a new user may do: manage himself. */
export const DEFAULT_POLICIES = '{"attached":["ManageOwnMFA"],"inline":{}}';
/** The owner's: nothing asks them. */
export const NO_POLICIES = '{"attached":[],"inline":{}}';

export type Standing = 'none' | 'limited' | 'full';

export function readPolicies(text: string): PersonPolicies {
  return JSON.parse(text);
}

export function standingOf({ policies }: { policies: string }): Standing {
  return readPolicies(policies).attached.includes('AdministratorAccess') ? 'full' : 'none';
}
