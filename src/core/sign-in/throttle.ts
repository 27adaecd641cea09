import type { Context } from '../ports.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { networkOf } from '../throttle/network.ts';
import type { Allowance, Throttle } from '../throttle/store.ts';

/** Guesses at one name from one network: ten at once, then one a minute. Another network is not slowed, so
 * nobody can lock the rightful person out (security.md 3.12). */
const PER_NAME: Allowance = { burst: 10, interval: 60_000 };
/** Guesses at any names from one network. */
const PER_NETWORK: Allowance = { burst: 300, interval: 1_000 };
/** Passkey ceremonies begun from one network: each leaves a row behind for some minutes. */
const CEREMONIES: Allowance = { burst: 300, interval: 1_000 };

export interface PasswordAttempt {
  readonly name: Throttle;
  readonly network: Throttle;
}

/** Reserves a guess before the password is looked at. */
export async function reservePasswordAttempt(
  { store, digest, caller, now }: Context,
  name: string,
): Promise<PasswordAttempt | Refusal> {
  const network = networkOf(caller.address);
  // 4,096 buckets of names a network: a million invented names leave a bounded table behind.
  const bucket = (await digest.sha256(name)).slice(0, 2);
  const attempt = {
    name: { key: `password|${bucket}|${network}`, allowance: PER_NAME },
    network: { key: `passwords|${network}`, allowance: PER_NETWORK },
  };
  const next = await store.takeAttempt([attempt.name, attempt.network], now);
  return next === undefined ? attempt : tooMany(next, now);
}

/** The password was right: nothing was guessed. One attempt comes back, not all: a bucket may be shared by names. */
export async function grantBack({ store }: Context, attempt: PasswordAttempt): Promise<void> {
  await store.returnAttempt([attempt.name, attempt.network]);
}

/** Whoever begins ceremonies leaves a row behind for each; not without end. */
export async function reserveCeremony({ store, caller, now }: Context): Promise<Refusal | undefined> {
  const key = `ceremonies|${networkOf(caller.address)}`;
  const next = await store.takeAttempt([{ key, allowance: CEREMONIES }], now);
  return next === undefined ? undefined : tooMany(next, now);
}

function tooMany(next: number, now: number): Refusal {
  return refuse('TooManyAttempts', { retryAfter: Math.max(1, Math.ceil((next - now) / 1000)) });
}
