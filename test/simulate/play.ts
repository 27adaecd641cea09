import { type DriftForecast, forecastDrift } from '../../src/core/totp/forecast.ts';
import { RESYNC_UNCONFIRMED, type TotpClock } from '../../src/core/totp/key.ts';
import { matchStep } from '../../src/core/totp/match.ts';
import { ADMINISTRATOR_PAIR_WINDOW, locatePair, OWN_PAIR_WINDOW } from '../../src/core/totp/pair.ts';
import { typingTime } from './habit.ts';
import type { Random } from './random.ts';
import { newTally, type Tally } from './tally.ts';
import { BEGIN, type Token, YEAR } from './token.ts';

/** Codes that a person types before asking for a resync, and pairs before asking an administrator. */
const PATIENCE = 2;

/**
 * One token through its years. Codes are real ones, and the product's own functions decide about each of them;
 * only what the store would keep is kept here. Without learned drift the clock stays where the enrolment or the
 * last resync has put it.
 */
export function play(token: Token, moments: readonly number[], random: Random, learned: boolean): Tally {
  const tally = newTally(token.kind);
  const holder = new Holder(token, random, learned, tally);
  if (!holder.enrol(BEGIN)) {
    tally.notEnrolled += 1;
    return tally;
  }
  for (const at of moments) holder.signIn(at);
  return tally;
}

class Holder {
  private readonly token: Token;
  private readonly random: Random;
  private readonly learned: boolean;
  private readonly tally: Tally;
  private clock: TotpClock = { drift: 0, lastStep: 0, resynced: undefined };
  private measured: { drift: number; at: number } | undefined;
  private lastUsedAt: number | undefined;

  constructor(token: Token, random: Random, learned: boolean, tally: Tally) {
    this.token = token;
    this.random = random;
    this.learned = learned;
    this.tally = tally;
  }

  enrol(at: number): boolean {
    const { reading } = this.typePairs(at, OWN_PAIR_WINDOW);
    if (reading !== undefined) this.clock = { ...reading, resynced: undefined };
    return reading !== undefined;
  }

  signIn(at: number): void {
    this.tally.signIns += 1;
    const forecast = this.forecast(at);
    const { done, accepted } = this.typeCodes(at, PATIENCE);
    this.tally.forecasts[verdict(forecast, at)][accepted ? 'accepted' : 'refused'] += 1;
    if (accepted) return;
    this.tally.resyncs += 1;
    this.tally.years.add(Math.floor((at - BEGIN) / YEAR));
    this.resync(done);
  }

  private forecast(now: number): DriftForecast | undefined {
    const latest = { drift: this.clock.drift, lastUsedAt: this.lastUsedAt };
    return forecastDrift(
      { ...latest, measuredDrift: this.measured?.drift, measuredAt: this.measured?.at },
      now,
    );
  }

  /** Types the code that the token shows, and where it is refused the next ones. */
  private typeCodes(at: number, tries: number): { done: number; accepted: boolean } {
    let read = at;
    for (let code = 0; code < tries; code++) {
      const step = this.token.step(read);
      const now = read + typingTime(this.random);
      const match = matchStep(this.token.shows(step), this.token.key, this.clock, now);
      if (match.found === 'fresh') {
        this.accept(match.step, match.drift, now);
        return { done: now, accepted: true };
      }
      const late = Math.floor(now / 30_000) - Math.floor(read / 30_000) > 1;
      if (late) this.tally.lateCodes += 1;
      else this.tally.driftedCodes += 1;
      read = this.changeAfter(Math.max(now, this.token.nextChange(read)));
    }
    return { done: read, accepted: false };
  }

  private accept(step: number, drift: number, now: number): void {
    const follow = this.learned || this.clock.resynced !== undefined;
    if (this.clock.resynced !== undefined) this.measured = undefined;
    this.clock = { drift: follow ? drift : this.clock.drift, lastStep: step, resynced: undefined };
    this.measured ??= { drift, at: now };
    this.lastUsedAt = now;
  }

  private resync(at: number): void {
    let { reading, done } = this.typePairs(at, OWN_PAIR_WINDOW);
    if (reading === undefined) {
      this.tally.ownFailed += 1;
      // The administrator is called, and answers after a quarter of an hour.
      ({ reading, done } = this.typePairs(done + 900_000, ADMINISTRATOR_PAIR_WINDOW));
    }
    if (reading === undefined) {
      this.tally.administratorFailed += 1;
      return;
    }
    const resynced = { drift: reading.drift, until: done + RESYNC_UNCONFIRMED, step: reading.lastStep };
    this.clock = { ...this.clock, resynced };
    const fresh = this.typeCodes(this.changeAfter(done), PATIENCE);
    if (!fresh.accepted) this.tally.notConfirmed += 1;
  }

  /** A pair, and another one if the person was so slow that a code was missed between its two. */
  private typePairs(at: number, window: number) {
    const first = this.typePair(at, window);
    return first.reading === undefined ? this.typePair(this.changeAfter(first.done), window) : first;
  }

  /** Reads a code, waits for the next one, sends both. */
  private typePair(at: number, window: number) {
    const first = this.token.step(at);
    const read = this.changeAfter(Math.max(at + typingTime(this.random), this.token.nextChange(at)));
    const second = this.token.step(read);
    const done = read + typingTime(this.random);
    const { shows, key } = this.token;
    return { reading: locatePair(shows(first), shows(second), key, this.clock, done, window), done };
  }

  /** A second after the token has changed to a code that was not used yet. */
  private changeAfter(at: number): number {
    const step = this.token.step(at);
    return (step > this.clock.lastStep ? at : this.token.nextChange(at)) + 1000;
  }
}

function verdict(forecast: DriftForecast | undefined, now: number): keyof Tally['forecasts'] {
  if (forecast === undefined) return 'unknown';
  if (now >= forecast.leavesAt) return 'gone';
  return forecast.resyncAdvised ? 'advised' : 'inside';
}
