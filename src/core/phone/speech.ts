import type { RelyingParty } from '../ports.ts';
import type { ChallengeMode } from './challenge.ts';

/**
 * What a call says, and what follows: it waits for digits, ends, or goes on to the next part. Lines are plain text; a
 * carrier's language is the codec's business.
 */
export interface Speech {
  readonly lines: readonly string[];
  readonly next: 'gather' | 'hang-up' | 'go-on';
}

/** To whoever repeats what was said already: nothing. */
export const SILENCE: Speech = { lines: [], next: 'hang-up' };

type Site = Pick<RelyingParty, 'name' | 'origin'>;

/** Who calls and why, before anything is asked. It takes seconds: digits that come during it are nobody's answer. */
export function introduction(site: Site, mode: ChallengeMode): Speech {
  const warning =
    mode === 'keypad'
      ? 'Nobody will ever tell you this number on the phone. If somebody does, or if you did not ask for this call, hang up now.'
      : 'Nobody will ever ask you for this number on the phone. If somebody does, or if you did not ask for this call, hang up now.';
  return { lines: [`Hello. This is ${site.name} at ${hostOf(site)}.`, warning], next: 'go-on' };
}

export function question(): Speech {
  return {
    lines: ['Now key in the 6 digits that the page shows.'],
    next: 'gather',
  };
}

/** Twice, and each digit by itself. */
export function reading(code: string): Speech {
  const digits = [...code].join(', ');
  return { lines: [`Your code is: ${digits}.`, `Once more: ${digits}.`, 'Goodbye.'], next: 'hang-up' };
}

export const THANKS: Speech = { lines: ['Thank you. Go on on the page. Goodbye.'], next: 'hang-up' };
export const WRONG: Speech = { lines: ['These are not the digits of the page. Goodbye.'], next: 'hang-up' };
export const NOTHING_KEYED: Speech = { lines: ['No digits came. Goodbye.'], next: 'hang-up' };
export const OVER: Speech = {
  lines: ['Sorry, this call is over. Start another one on the page. Goodbye.'],
  next: 'hang-up',
};

/** A text message. */
export function message(site: Site, code: string): string {
  return `${code} is your code for ${site.name} at ${hostOf(site)}. Nobody will ever ask you for it on the phone or in a message.`;
}

function hostOf({ origin }: Site): string {
  return origin.replace(/^https?:\/\//, '');
}
