import type { Seal } from '../ports.ts';
import type { TotpKey } from '../totp/key.ts';
import { secretContext, type TotpDevice } from './device.ts';

type Given = Pick<
  TotpDevice,
  'id' | 'accountId' | 'createdBy' | 'kind' | 'name' | 'serialNumber' | 'createdAt'
>;

/** A device that nobody holds yet and whose clock nobody has seen; its secret is sealed from here on. */
export async function newTotpDevice(
  { seal }: { readonly seal: Seal },
  { secret, algorithm, digits, period }: TotpKey,
  given: Given,
): Promise<TotpDevice> {
  return {
    ...given,
    personId: undefined,
    enabledAt: undefined,
    lastUsedAt: undefined,
    failures: 0,
    slowUntil: 0,
    sealedSecret: await seal.seal(secret, secretContext(given.id)),
    algorithm,
    digits,
    period,
    drift: 0,
    lastStep: 0,
    resynced: undefined,
    measured: undefined,
  };
}
