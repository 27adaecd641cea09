import * as say from '../messages.ts';
import type { ChallengeMode, ChallengeState } from '../recovery-types.ts';
import { Digits } from './digits.tsx';
import { Notice } from './notice.tsx';

const OVER: readonly ChallengeState[] = [
  'verified',
  'wrong',
  'early',
  'machine',
  'unanswered',
  'busy',
  'failed',
];

/** Nothing more happens on this line. */
export const isOver = (state: ChallengeState): boolean => OVER.includes(state);

const onTheLine: Record<ChallengeState, string> = {
  placing: say.callPlacing,
  ringing: say.callRinging,
  answered: say.callAnswered,
  asked: say.callAsked,
  verified: say.callVerified,
  wrong: say.callWrong,
  early: say.callEarly,
  machine: say.callMachine,
  unanswered: say.callUnanswered,
  busy: say.callBusy,
  failed: say.callFailed,
};

/** What differs where the phone brings the code to the page. */
const words: Record<ChallengeMode, Partial<Record<ChallengeState, string>>> = {
  keypad: {},
  spoken: { asked: say.callSpoken, wrong: say.textWrong },
  sms: {
    placing: say.textPlacing,
    ringing: say.textAsked,
    answered: say.textAsked,
    asked: say.textAsked,
    wrong: say.textWrong,
    failed: say.textFailed,
    unanswered: say.textFailed,
  },
};

interface Props {
  mode: ChallengeMode;
  state: ChallengeState;
  /** What is to be keyed into the phone. */
  digits: string | null | undefined;
  /** It took too long, and what is shown no longer counts. */
  expired?: boolean;
}

/** A call or a message as it goes: the digits large, and what is happening in words. */
export function CallState({ mode, state, digits, expired = false }: Props) {
  const sentence = words[mode][state] ?? onTheLine[state];
  if (state === 'verified') return <Notice tone="done">{sentence}</Notice>;
  if (isOver(state)) return <Notice tone="wrong">{sentence}</Notice>;
  if (expired) return <Notice tone="wrong">{say.callExpired}</Notice>;
  return (
    <>
      {mode === 'keypad' && digits && (
        <div class="match">
          <p>{say.digitsIntro}</p>
          <Digits label={say.digitsLabel} digits={digits} />
        </div>
      )}
      <output class={`line ${state}`}>
        <svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
          <path
            d="M6.600 3.200l2.700.6 1.300 3.900-2 1.700a13 13 0 0 0 6 6l1.700-2 3.900 1.300.6 2.700c0 1.900-1.600 3.400-3.500 3.300C10 20 4 14 3.300 6.700A3.300 3.300 0 0 1 6.600 3.200z"
            fill="none"
            stroke="currentColor"
            stroke-width="1.750"
            stroke-linejoin="round"
          />
        </svg>
        <span>{sentence}</span>
      </output>
    </>
  );
}
