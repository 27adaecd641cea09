import * as z from 'zod';
import type { Person } from '../people/person.ts';
import type { RequestKeys } from '../policy/condition.ts';
import { groupsOf } from '../throttle/network.ts';

const PRESENT = 'aws:multifactorauthpresent';
const AGE = 'aws:multifactorauthage';
const SOURCE = 'aws:sourceip';

/** By name in lower case, as conditions read it: what the value may be. */
const VALUES = new Map<string, (value: string) => boolean>([
  [PRESENT, value => value === 'true' || value === 'false'],
  [AGE, value => /^\d{1,9}$/.test(value)],
  [SOURCE, value => groupsOf(value) !== undefined],
]);

/**
 * What a request that is only tried says of itself, in the words of AWS. Who asks is not said here: it is whoever has the
 * policies.
 */
export const contextEntries = z
  .array(
    z
      .strictObject({
        ContextKeyName: z
          .string()
          .max(64)
          .refine(
            name => VALUES.has(name.toLowerCase()),
            'There are aws:MultiFactorAuthPresent, aws:MultiFactorAuthAge and aws:SourceIp.',
          ),
        ContextKeyValues: z.array(z.string().max(64)).min(1).max(1),
        ContextKeyType: z.enum(['string', 'boolean', 'numeric', 'ip']).optional(),
      })
      .refine(
        ({ ContextKeyName, ContextKeyValues: [value = ''] }) =>
          VALUES.get(ContextKeyName.toLowerCase())?.(value) !== false,
        'The key has no such value.',
      ),
  )
  .max(VALUES.size)
  .refine(
    entries =>
      new Set(entries.map(({ ContextKeyName }) => ContextKeyName.toLowerCase())).size === entries.length,
    'A key comes twice.',
  );

/** Without the first key the request is one with a long-term key, as in AWS; without an age a proof is new. */
export function keysIn(
  entries: z.output<typeof contextEntries>,
  { id, userName }: Person,
  sourceIp: string,
): RequestKeys {
  const given = new Map(
    entries.map(entry => [entry.ContextKeyName.toLowerCase(), entry.ContextKeyValues[0]]),
  );
  const present = given.get(PRESENT);
  const age = given.get(AGE) ?? (present === 'true' ? '0' : undefined);
  return {
    username: userName,
    userId: id,
    sourceIp: given.get(SOURCE) ?? sourceIp,
    multiFactorAuthPresent: present === undefined ? undefined : present === 'true',
    multiFactorAuthAge: age === undefined ? undefined : Number(age),
  };
}
