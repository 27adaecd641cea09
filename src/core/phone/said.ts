import type { RelyingParty } from '../ports.ts';
import type { ChallengeState, PhoneChallenge } from './challenge.ts';
import { introduction, message, OVER, question, reading, THANKS, WRONG } from './speech.ts';

/** What the phone has said or shown so far, as its state tells: for the phone of development. */
export function saidSoFar(
  { mode }: Pick<PhoneChallenge, 'mode'>,
  state: ChallengeState,
  code: string,
  site: Pick<RelyingParty, 'name' | 'origin'>,
): readonly string[] {
  if (mode === 'sms') return state === 'placing' || state === 'failed' ? [] : [message(site, code)];
  const first = introduction(site, mode).lines;
  const second = (mode === 'spoken' ? reading(code) : question()).lines;
  switch (state) {
    case 'answered':
      return first;
    case 'asked':
      return [...first, ...second];
    case 'verified':
      return [...first, ...second, ...(mode === 'keypad' ? THANKS.lines : [])];
    case 'wrong':
      return [...first, ...second, ...(mode === 'keypad' ? WRONG.lines : [])];
    case 'early':
      return [...first, ...OVER.lines];
    default:
      return [];
  }
}
