import type { Context } from '../ports.ts';
import { nextAllowed } from '../throttle/window.ts';
import { PERSON_LIMITS, type PhoneChannel } from './limits.ts';

/**
 * When the person may have the next call or message, epoch milliseconds; undefined when it is now. Only by the person's own
 * limits: how near the others are is nobody's business.
 */
export async function nextCall({ store, now }: Context, personId: string): Promise<number | undefined> {
  const since = now - Math.max(...PERSON_LIMITS.map(({ window }) => window));
  const [phone, refused] = await Promise.all([
    store.sendsOf(personId, 'phone', since),
    store.sendsOf(personId, 'refused', since),
  ]);
  const lines: Record<PhoneChannel, readonly number[]> = { phone, refused };
  const ends = PERSON_LIMITS.map(limit => {
    const times = limit.channels.flatMap(channel => lines[channel]).sort((one, other) => other - one);
    return nextAllowed(times, [limit], now);
  }).filter(end => end !== undefined);
  return ends.length === 0 ? undefined : Math.max(...ends);
}
