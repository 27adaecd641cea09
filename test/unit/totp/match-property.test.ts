import { expect, test } from 'vitest';
import { matchStep } from '../../../src/core/totp/match.ts';
import { Seeded } from '../seeded.ts';
import { randomKey, referenceCode, referenceMatch } from './reference.ts';

test('matchStep decides as the reference does, in 4,000 random cases', () => {
  const random = new Seeded('match');
  const seen = { fresh: 0, replayed: 0, none: 0 };
  for (let round = 0; round < 4_000; round++) {
    const key = randomKey(random);
    const now = random.integer(1_700_000_000, 1_900_000_000) * 1000 + random.integer(0, 999);
    const server = Math.floor(now / 1000 / key.period);
    const drift = random.integer(-150, 150);
    const resynced = random.pick([
      undefined,
      // Near, so that the windows overlap, or far; open still, or over this millisecond.
      {
        drift: drift + random.integer(-4, 4),
        until: now + random.integer(0, 1),
        step: server + random.integer(-6, 6),
      },
      {
        drift: random.integer(-2_880, 2_880),
        until: now + random.integer(0, 1),
        step: server + random.integer(-6, 6),
      },
    ]);
    const clock = { drift, lastStep: server + drift + random.integer(-6, 3), resynced };
    const centre = random.pick([drift, resynced?.drift ?? drift]);
    const typed = referenceCode(server + centre + random.integer(-3, 3), key);
    const expected = referenceMatch(typed, key, clock, now);
    expect(matchStep(typed, key, clock, now), `round ${round}`).toEqual(expected);
    seen[expected.found] += 1;
  }
  // The cases reach every answer, so that agreeing means something.
  expect(Math.min(seen.fresh, seen.replayed, seen.none)).toBeGreaterThan(400);
});
