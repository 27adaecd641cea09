import { phoneContext } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { COOL_OFF } from '../recovery/cool-off.ts';
import { sameText } from '../same-text.ts';
import { GUESSES } from './digits.ts';
import { failureOf, successOf } from './report.ts';
import { bytesOf, codeOf, numberOf } from './sealed.ts';
import type { NewNumber, OnLine } from './store.ts';
import { storedNumberOf } from './stored-number.ts';

/** `wrong`: others may follow. `spent`: it was the last. `ended`: nothing was waiting for digits. */
export type Settled = 'verified' | 'wrong' | 'spent' | 'ended';

/** Counts a guess, compares it, and commits what it came to; digits that are keyed and codes that are typed alike. */
export async function settleGuess(context: Context, onLine: OnLine, guess: string): Promise<Settled> {
  const { store, now } = context;
  const { challenge, person } = onLine;
  const left = await store.takeGuess(challenge, GUESSES[challenge.mode], now);
  if (left === undefined) return 'ended';
  if (!sameText(guess, await codeOf(context, challenge))) {
    const report = failureOf(context, onLine, 'WrongDigits', left === 0 ? WRONG : undefined);
    if (left > 0) {
      await store.record(report);
      return 'wrong';
    }
    await store.moveChallenge(challenge.id, ['asked'], 'wrong', now, report);
    return 'spent';
  }
  const number = challenge.purpose === 'verification' ? await newNumber(context, onLine) : undefined;
  const report = successOf(context, onLine, number?.sentence);
  if (await store.verifyChallenge(challenge, number, report)) return 'verified';
  // What it rested on has ended: the session, the recovery, or the number that it was to take the place of.
  await store.moveChallenge(challenge.id, ['asked'], 'failed', now, failureOf(context, onLine, 'Lapsed'));
  return 'ended';

  async function newNumber(
    { seal }: Context,
    { challenge }: OnLine,
  ): Promise<NewNumber & { sentence: string }> {
    const number = await numberOf(context, challenge);
    const stored = await storedNumberOf(context, person.id);
    const isOther = stored?.number !== number;
    // Somebody else's word for a number, or another number in place of one that was proved.
    const changed = isOther && (stored?.verified || onLine.starter.id !== person.id);
    return {
      sealed: await seal.seal(bytesOf(number), phoneContext(person.id)),
      replaces: stored?.sealed,
      blockedUntil: changed ? now + COOL_OFF : undefined,
      sentence: changed ? 'Your phone number was changed.' : 'Your phone number was verified.',
    };
  }
}

const WRONG = 'Wrong digits ended a call or message that was to prove your phone number.';
