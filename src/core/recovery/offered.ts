import type { Account } from '../account/account.ts';
import type { Person } from '../people/person.ts';

/** Whether the account, or a word about this very person, lets him come back in by himself. */
export function mayRecover(
  { recovery, kind }: Pick<Person, 'recovery' | 'kind'>,
  { selfServiceRecovery }: Pick<Account, 'selfServiceRecovery'>,
): boolean {
  if (recovery !== 'default') return recovery === 'allowed';
  return selfServiceRecovery === 'everyone' || (selfServiceRecovery === 'owner' && kind === 'owner');
}
