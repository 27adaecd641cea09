import type { Phone } from '../../core/ports.ts';
import type { PhonePolicy } from './twilio.ts';

/** A phone that rings in the browser, at `/dev/phone`: what is placed is in the store already. */
export function createSimulator(policy: PhonePolicy): Phone {
  return {
    ...policy,
    place: ({ challengeId }) => Promise.resolve(`simulated-${challengeId}`),
  };
}
