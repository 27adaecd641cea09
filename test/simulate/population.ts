import { signIns } from './habit.ts';
import { play } from './play.ts';
import { Random } from './random.ts';
import type { Tally } from './tally.ts';
import { makeToken } from './token.ts';

export interface Played {
  readonly learned: Tally[];
  readonly fixed: Tally[];
}

/** The same tokens, people and moments twice: with learned drift and without. */
export function playPopulation(tokens: number, seed: number): Played {
  const played: Played = { learned: [], fixed: [] };
  for (let index = 0; index < tokens; index++) {
    const random = new Random(seed + index);
    const token = makeToken(random);
    const moments = signIns(random);
    played.learned.push(play(token, moments, new Random(-seed - index), true));
    played.fixed.push(play(token, moments, new Random(-seed - index), false));
  }
  return played;
}
