import { and, eq, gt, type SQL, sql } from 'drizzle-orm';
import type { PhoneChallenge } from '../../core/phone/challenge.ts';
import { NUMBER_CHANGES } from '../../core/phone/limits.ts';
import { phoneChallenges, sends } from './schema.ts';

/**
 * Changes of the person's number in the last day, by the same hand as this one: by the person himself, or by administrators,
 * all of them together. Counted apart, because an administrator who changes the owner's number must not use up what the
 * owner may change it back with. The ledger says whose hand it was, also when that session is over.
 */
export function numberChanges({ personId }: PhoneChallenge, starterId: SQL, now: number): SQL | undefined {
  const startedBy = sql`(select ${sends.personId} from ${sends} where ${sends.id} = ${phoneChallenges.id})`;
  return and(
    eq(phoneChallenges.personId, personId),
    eq(phoneChallenges.purpose, 'verification'),
    eq(phoneChallenges.state, 'verified'),
    gt(phoneChallenges.changedAt, now - NUMBER_CHANGES.window),
    sql`(${startedBy} is ${personId}) = (${starterId} is ${personId})`,
  );
}

export function mayChangeNumber(challenge: PhoneChallenge, starterId: SQL, now: number): SQL {
  if (challenge.purpose === 'recovery') return sql`1 = 1`;
  return sql`(select count(*) from ${phoneChallenges} where ${numberChanges(challenge, starterId, now)}) < ${NUMBER_CHANGES.most}`;
}
