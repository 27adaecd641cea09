import type { Person } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import type { PhoneChallenge } from './challenge.ts';
import { settleGuess } from './settle.ts';

/** The code that a call read or a message brought, typed on the page by the one who started it. */
export async function submitChallengeCode(
  context: Context,
  starter: Person,
  challengeId: string,
  code: string,
): Promise<PhoneChallenge | Refusal> {
  const onLine = await context.store.findChallenge(challengeId);
  // Digits of a keypad come by the phone alone: the page shows them.
  if (onLine === undefined || onLine.starter.id !== starter.id || onLine.challenge.mode === 'keypad') {
    return refuse('ChallengeEnded');
  }
  switch (await settleGuess(context, onLine, code)) {
    case 'verified':
      return { ...onLine.challenge, state: 'verified', changedAt: context.now };
    case 'wrong':
      return refuse('PhoneCodeWrong');
    case 'spent':
      return refuse('PhoneCodeWrong', { message: 'This is not the code either. Start another one.' });
    case 'ended':
      return refuse('ChallengeEnded');
  }
}
