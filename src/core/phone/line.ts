import type { Context } from '../ports.ts';
import type { ChallengeState } from './challenge.ts';
import { failureOf } from './report.ts';
import { codeOf } from './sealed.ts';
import { settleGuess } from './settle.ts';
import {
  introduction,
  NOTHING_KEYED,
  OVER,
  question,
  reading,
  SILENCE,
  type Speech,
  THANKS,
  WRONG,
} from './speech.ts';
import { stateAt } from './state.ts';
import type { OnLine } from './store.ts';

/** Nobody hears a question and keys six digits in this time; a greeting that plays tones does (security.md D15). */
const QUICKEST_ANSWER = 600;

/** How a call or message went that came to no digits. */
export type Ending = 'unanswered' | 'busy' | 'failed' | 'completed';

/**
 * What carriers report, whatever their language. Each report is a guarded move, so that one that comes again, or out of
 * order, changes nothing and says nothing. Whoever calls these has made sure that it is the carrier who reports.
 *
 * Somebody, or something, picked up. A machine hears nothing: its greeting may be the thief's, and its tape his ear.
 */
export async function answered(context: Context, id: string, by: string | undefined): Promise<Speech> {
  const onLine = await open(context, id);
  if (onLine === undefined) return SILENCE;
  const { store, now, relyingParty } = context;
  if (by !== 'human') {
    const report = failureOf(context, onLine, 'Machine', MACHINE);
    await store.moveChallenge(id, ['placing', 'ringing'], 'machine', now, report);
    return SILENCE;
  }
  const moved = await store.moveChallenge(id, ['placing', 'ringing'], 'answered', now);
  return moved ? introduction(relyingParty, onLine.challenge.mode) : SILENCE;
}

/** The introduction is over: now is the time for digits, or for the code. */
export async function asked(context: Context, id: string): Promise<Speech> {
  const onLine = await open(context, id);
  if (onLine === undefined) return SILENCE;
  const { challenge } = onLine;
  const moved = await context.store.moveChallenge(id, ['answered'], 'asked', context.now);
  if (!moved) return SILENCE;
  return challenge.mode === 'spoken' ? reading(await codeOf(context, challenge)) : question();
}

/** Digits from the keypad; none when nobody pressed any in time. */
export async function keyed(context: Context, id: string, digits: string): Promise<Speech> {
  const onLine = await open(context, id);
  if (onLine === undefined || onLine.challenge.mode !== 'keypad') return SILENCE;
  const { store, now } = context;
  const { state, changedAt } = onLine.challenge;
  if (state !== 'asked' || now < changedAt + QUICKEST_ANSWER) {
    const report = failureOf(context, onLine, 'EarlyDigits', EARLY);
    const moved = await store.moveChallenge(
      id,
      ['placing', 'ringing', 'answered', 'asked'],
      'early',
      now,
      report,
    );
    return moved ? OVER : SILENCE;
  }
  if (digits === '') {
    const moved = await store.moveChallenge(id, ['asked'], 'unanswered', now);
    return moved ? NOTHING_KEYED : SILENCE;
  }
  switch (await settleGuess(context, onLine, digits)) {
    case 'verified':
      return THANKS;
    case 'wrong':
    case 'spent':
      return WRONG;
    case 'ended':
      return SILENCE;
  }
}

/** The call is over, or the message will not arrive. */
export async function ended(context: Context, id: string, how: Ending): Promise<void> {
  const onLine = await open(context, id);
  if (onLine === undefined) return;
  const { mode } = onLine.challenge;
  // A code that was read waits to be typed; a message that failed brought none.
  const from: ChallengeState[] = ['placing', 'ringing', 'answered'];
  if (mode === 'keypad' || (mode === 'sms' && how === 'failed')) from.push('asked');
  const to = how === 'completed' ? 'unanswered' : how;
  await context.store.moveChallenge(id, from, to, context.now);
}

/** Undefined where nothing more can happen. */
async function open({ store, now }: Context, id: string): Promise<OnLine | undefined> {
  const onLine = await store.findChallenge(id);
  if (onLine === undefined) return undefined;
  const { challenge } = onLine;
  return OPEN.includes(stateAt(challenge, now)) ? onLine : undefined;
}

const OPEN: readonly ChallengeState[] = ['placing', 'ringing', 'answered', 'asked'];

const MACHINE = 'A call to your phone that was to prove your number was answered by a machine.';
const EARLY = 'A call to your phone that was to prove your number got digits before it asked for them.';
