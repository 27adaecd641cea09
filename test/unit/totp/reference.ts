import { createHmac } from 'node:crypto';
import type { TotpClock, TotpKey } from '../../../src/core/totp/key.ts';
import type { CodeMatch } from '../../../src/core/totp/match.ts';
import type { Seeded } from '../seeded.ts';

/** HOTP as RFC 4226 section 5.3 writes it down, on nothing but node:crypto's HMAC. */
export function referenceCode(step: number, { secret, algorithm, digits }: TotpKey): string {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const mac = createHmac(algorithm, secret).update(counter).digest();
  const offset = (mac.at(-1) ?? 0) & 15;
  return String((mac.readUInt32BE(offset) & 0x7fff_ffff) % 10 ** digits).padStart(digits, '0');
}

/** What a sign-in may accept, said straight from DESIGN section 5. */
export function referenceMatch(code: string, key: TotpKey, clock: TotpClock, now: number): CodeMatch {
  const server = Math.floor(now / 1000 / key.period);
  const centres = [server + clock.drift];
  const { lastStep, resynced } = clock;
  if (resynced && now < resynced.until) centres.push(server + resynced.drift);
  const distance = (step: number) => Math.min(...centres.map(centre => Math.abs(step - centre)));
  const fitting = centres
    .flatMap(centre => [centre, centre + 1, centre - 1])
    .filter(step => referenceCode(step, key) === code)
    .sort((a, b) => distance(a) - distance(b));
  // The clock known before goes on by itself until one of the two codes of a resync lies within its reach.
  const reached = resynced !== undefined && resynced.step - 1 <= server + clock.drift + 1;
  const known = (step: number) => Math.abs(step - server - clock.drift) <= 1;
  const fresh = fitting.find(
    step => step > lastStep && (resynced === undefined || step > resynced.step || (known(step) && !reached)),
  );
  if (fresh !== undefined) return { found: 'fresh', step: fresh, drift: fresh - server };
  return { found: fitting.length > 0 ? 'replayed' : 'none' };
}

/** Every place where the pair stands, each named by the step of its second code. */
export function referencePlaces(
  code1: string,
  code2: string,
  key: TotpKey,
  lastStep: number,
  now: number,
  window: number,
): number[] {
  const server = Math.floor(now / 1000 / key.period);
  const steps = Array.from({ length: 2 * window + 1 }, (_, index) => server - window + index);
  const codes = steps.map(step => referenceCode(step, key));
  return steps.filter(
    (step, index) => codes[index] === code2 && codes[index - 1] === code1 && step - 1 > lastStep,
  );
}

/** Any key that the product supports. */
export function randomKey(random: Seeded): TotpKey {
  const algorithm = random.pick(['sha1', 'sha256', 'sha512']);
  return {
    secret: random.bytes(random.pick([16, 20, 32, 64])),
    algorithm,
    digits: random.pick([6, 8]),
    period: random.pick([30, 60]),
  };
}
