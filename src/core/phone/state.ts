import type { ChallengeState, PhoneChallenge } from './challenge.ts';

/** A call rings half a minute; whoever answered hears the introduction. After this long nothing is to come. */
const LONGEST_SILENCE = 60_000;

/**
 * The state as a reader sees it now. A process that died between its asking the carrier and its own note leaves a call
 * that rings for ever; it reads as one that nobody answered.
 */
export function stateAt(
  { state, changedAt, expiresAt }: Pick<PhoneChallenge, 'state' | 'changedAt' | 'expiresAt'>,
  now: number,
): ChallengeState {
  switch (state) {
    case 'placing':
    case 'ringing':
    case 'answered':
      return changedAt + LONGEST_SILENCE <= now ? 'unanswered' : state;
    case 'asked':
      return expiresAt <= now ? 'unanswered' : state;
    default:
      return state;
  }
}
