import { createSimulator } from '../adapters/phone/simulator.ts';
import type { Deps, Log } from '../http/deps.ts';
import type { Config } from './config.ts';

/** Who rings the numbers: the carrier, in development without one the phone in the browser, otherwise nobody. */
export async function openPhone(
  { phone, mode }: Config,
  origin: string,
  log: Log,
): Promise<Pick<Deps, 'phone' | 'carrier'>> {
  const { carrier: account, ...policy } = phone;
  if (account !== undefined) {
    // A gateway that rings nobody does not load the code for it.
    const [{ createTwilio }, { createTwilioVerifier }] = await Promise.all([
      import('../adapters/phone/twilio.ts'),
      import('../adapters/phone/twilio-signature.ts'),
    ]);
    return { phone: createTwilio(account, policy, origin), carrier: createTwilioVerifier(account) };
  }
  if (mode === 'development') return { phone: createSimulator(policy), carrier: undefined };
  log('PhoneOff', { reason: 'TWILIO_ACCOUNT_SID is not set: nobody comes back in by phone' });
  return { phone: undefined, carrier: undefined };
}
