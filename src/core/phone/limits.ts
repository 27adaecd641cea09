import type { ChallengePurpose } from './challenge.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** One line of the ledger: a call or message that somebody had sent. */
export interface PhoneSend {
  readonly id: string;
  /** Who had it sent, and pays for it with his allowance. */
  readonly personId: string;
  /** 18 bits of a hash of the number: see `sends` in the schema. */
  readonly numberKey: string;
  readonly network: string;
}

/** `refused`: asked of the carrier, which said no for sure; nothing rang. */
export type PhoneChannel = 'phone' | 'refused';

/** At most `most` lines of the ledger in any `window` milliseconds, of a person, a number, a network, or in all. */
export interface SendLimit {
  readonly of: 'person' | 'number' | 'network' | 'deployment';
  readonly most: number;
  readonly window: number;
  /** Which lines count. */
  readonly channels: readonly PhoneChannel[];
}

const RUNG = ['phone'] as const;

/**
 * Of one person. What the carrier refused takes none of the three calls of a day, but a minute all the same, and there is
 * an end to it: otherwise whoever types numbers that it refuses has the gateway ask it without end.
 */
export const PERSON_LIMITS: readonly SendLimit[] = [
  { of: 'person', most: 1, window: MINUTE, channels: ['phone', 'refused'] },
  { of: 'person', most: 3, window: DAY, channels: RUNG },
  { of: 'person', most: 10, window: DAY, channels: ['refused'] },
];

/**
 * What calls and messages may cost at most, whoever is behind them (security.md 3.6: toll fraud and fatigue). The limit of
 * a number protects strangers from being rung as somebody's new number. Who recovers is rung at a number that he proved,
 * three times a day at most; counted there, too, others could use up the owner's number and so shut his way back in.
 */
export function phoneLimits(dailyCap: number, purpose: ChallengePurpose): SendLimit[] {
  const ofNumber: SendLimit = { of: 'number', most: 5, window: DAY, channels: RUNG };
  return [
    ...PERSON_LIMITS,
    ...(purpose === 'recovery' ? [] : [ofNumber]),
    { of: 'network', most: 10, window: DAY, channels: RUNG },
    { of: 'deployment', most: dailyCap, window: DAY, channels: RUNG },
  ];
}

/**
 * A person's number changes at most so often in a day: each change can ring a stranger's phone. Counted by itself for
 * the person, and for all administrators together who change the owner's.
 */
export const NUMBER_CHANGES = { most: 2, window: DAY } as const;
