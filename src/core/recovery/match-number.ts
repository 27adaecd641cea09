import type { Context } from '../ports.ts';
import { matchContext, type Recovery } from './recovery.ts';

/** Four ASCII digits. That a byte modulo ten prefers some by 26 to 25 does not help in five tries. */
export function newMatchNumber({ random }: Pick<Context, 'random'>): Uint8Array {
  return random.bytes(4).map(byte => 0x30 + (byte % 10));
}

/** The number that the starting page shows and another browser has to name. */
export async function matchNumberOf(
  { seal }: Pick<Context, 'seal'>,
  { id, sealedMatchNumber }: Recovery,
): Promise<string> {
  return String.fromCharCode(...(await seal.open(sealedMatchNumber, matchContext(id))));
}
