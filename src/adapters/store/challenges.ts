import { and, eq, gt } from 'drizzle-orm';
import type { ChallengeStore } from '../../core/fido/store.ts';
import type { Database } from './database.ts';
import { challenges } from './schema.ts';

export function challengeStore({ writer }: Database): ChallengeStore {
  const keyOf = (binding: string, ceremony: string) => `${ceremony}|${binding}`;
  return {
    async putChallenge({ binding, ceremony, challenge, deviceId, expiresAt }) {
      const row = { challenge, deviceId: deviceId ?? null, expiresAt };
      await writer
        .insert(challenges)
        .values({ key: keyOf(binding, ceremony), ...row })
        .onConflictDoUpdate({ target: challenges.key, set: row });
    },
    async takeChallenge(binding, ceremony, now) {
      const row = await writer
        .delete(challenges)
        .where(and(eq(challenges.key, keyOf(binding, ceremony)), gt(challenges.expiresAt, now)))
        .returning()
        .get();
      return (
        row && {
          binding,
          ceremony,
          challenge: row.challenge,
          deviceId: row.deviceId ?? undefined,
          expiresAt: row.expiresAt,
        }
      );
    },
  };
}
