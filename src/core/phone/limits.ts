const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** One line of the ledger: a call or message that somebody had sent. */
export interface PhoneSend {
  readonly id: string;
  /** Who had it sent, and pays for it with his allowance. */
  readonly personId: string;
  /** 24 bits of a hash of the number. */
  readonly numberKey: string;
  readonly network: string;
}

/** At most `most` lines of the ledger in any `window` milliseconds, of a person, a number, a network, or in all. */
export interface SendLimit {
  readonly of: 'person' | 'number' | 'network' | 'deployment';
  readonly most: number;
  readonly window: number;
}

/** What calls and messages may cost at most, whoever is behind them (security.md 3.6: toll fraud and fatigue). */
export function phoneLimits(dailyCap: number): SendLimit[] {
  return [
    { of: 'person', most: 1, window: MINUTE },
    { of: 'person', most: 3, window: DAY },
    { of: 'number', most: 5, window: DAY },
    { of: 'network', most: 10, window: DAY },
    { of: 'deployment', most: dailyCap, window: DAY },
  ];
}

/** A person's number changes at most so often in a day: each change can ring a stranger's phone. */
export const NUMBER_CHANGES = { most: 2, window: DAY } as const;
