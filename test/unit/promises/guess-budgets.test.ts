import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FAILURE_LIMIT, SLOW_BUDGET } from '../../../src/core/devices/device.ts';
import { ADMINISTRATOR_PAIR_WINDOW, OWN_PAIR_WINDOW } from '../../../src/core/totp/pair.ts';

const promised = readFileSync(join(import.meta.dirname, '../../../SECURITY.md'), 'utf8');
const YEAR = 365 * 86_400_000;
const inAYear = SLOW_BUDGET.burst + YEAR / SLOW_BUDGET.interval;

/** security.md 3.1: one minus the chance that all guesses miss. */
const within = (guesses: number, chance: number) => -Math.expm1(guesses * Math.log1p(-chance));
const shown = (chance: number) => chance.toExponential(1);

/** RFC 6238 section 5.2: one step either side. The match itself is held to it in test/unit/totp. */
const STEPS = 3;

describe('SECURITY.md publishes the guess budgets that the code has (3.1, 3.2)', () => {
  test.each([
    ['a code of 6 digits', STEPS, 1e6, true],
    ['... in the week after a resync that no code has confirmed', 2 * STEPS, 1e6, false],
    ['a code of 8 digits', STEPS, 1e8, true],
    ["two codes, one's own device (an hour either side)", 2 * OWN_PAIR_WINDOW, 1e12, true],
    ["two codes, an administrator on a user's device (a day)", 2 * ADMINISTRATOR_PAIR_WINDOW, 1e12, true],
  ])('%s', (what, places, space, yearly) => {
    const chance = places / space;
    const cells = [
      what,
      places.toLocaleString('en'),
      shown(chance),
      shown(within(FAILURE_LIMIT, chance)),
      yearly ? shown(within(inAYear, chance)) : '',
    ];
    expect(promised).toContain(`| ${cells.join(' | ')} |`.replace('  |', ' |'));
  });
});
