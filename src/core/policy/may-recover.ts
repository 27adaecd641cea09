import type { Account } from '../account/account.ts';
import type { Person } from '../people/person.ts';
import { RECOVERY_FAILURES } from '../recovery/cool-off.ts';

/**
 * Why somebody cannot come back in by Troubleshoot MFA. `administrator`: the account says so. `no-mail`, `no-phone`: there is no
 * address or no verified number to reach him at. `no-carrier`: this gateway calls nobody.
 */
export type RecoveryObstacle =
  | 'administrator'
  | 'no-mail'
  | 'no-carrier'
  | 'no-phone'
  | 'failures'
  | 'cool-off';

interface Case {
  readonly person: Person;
  readonly account: Account;
  readonly now: number;
  readonly sendsMail: boolean;
  readonly callsPhones: boolean;
}

/** Asked before each step of a recovery: what an administrator switches off ends there. Undefined when nothing is in the way. */
export function obstacleOf({
  person,
  account,
  now,
  sendsMail,
  callsPhones,
}: Case): RecoveryObstacle | undefined {
  // Whoever was given an initial password has an administrator at hand.
  if (!isOffered(person, account) || person.passwordState !== 'own') return 'administrator';
  if (!sendsMail || recoveryAddressOf(person) === undefined) return 'no-mail';
  if (!callsPhones) return 'no-carrier';
  if (person.phoneVerifiedAt === undefined) return 'no-phone';
  if (person.recoveryFailures >= RECOVERY_FAILURES) return 'failures';
  return person.recoveryBlockedUntil > now ? 'cool-off' : undefined;
}

/** What the account allows, and the person's own exception to it (rows S1-05, S1-61, S2-57). */
export function isOffered({ kind, recovery }: Person, { selfServiceRecovery }: Account): boolean {
  if (recovery !== 'default') return recovery === 'allowed';
  return selfServiceRecovery === 'everyone' || (selfServiceRecovery === 'owner' && kind === 'owner');
}

/** The address that signs in, or the confirmed one of a user: whoever reads there has proved it. */
export function recoveryAddressOf({
  kind,
  email,
  contactEmail,
  contactEmailConfirmedAt,
}: Person): string | undefined {
  if (kind === 'owner') return email;
  return contactEmailConfirmedAt === undefined ? undefined : contactEmail;
}
