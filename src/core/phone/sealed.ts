import type { Context } from '../ports.ts';
import type { PhoneChallenge } from './challenge.ts';
import { codeContext, numberContext } from './digits.ts';
import { stateAt } from './state.ts';

type Opening = Pick<Context, 'seal'>;

export async function numberOf({ seal }: Opening, challenge: PhoneChallenge): Promise<string> {
  return textOf(await seal.open(challenge.sealedNumber, numberContext(challenge)));
}

export async function codeOf({ seal }: Opening, challenge: PhoneChallenge): Promise<string> {
  return textOf(await seal.open(challenge.sealedCode, codeContext(challenge)));
}

/** What the page shows to key in; nothing where the phone brings the code, and nothing once the call is over. */
export async function shownDigits(
  context: Opening & Pick<Context, 'now'>,
  challenge: PhoneChallenge,
): Promise<string | undefined> {
  const open = ['placing', 'ringing', 'answered', 'asked'].includes(stateAt(challenge, context.now));
  return challenge.mode === 'keypad' && open ? codeOf(context, challenge) : undefined;
}

/** Numbers and codes are ASCII. */
export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(text, character => character.charCodeAt(0));
}

export function textOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}
