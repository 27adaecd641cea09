import type { Context } from './ports.ts';

/**
 * Opens one sealed value of each key that the store knows. Throws SealBroken when one does not open: a gateway that
 * starts with the wrong keys would refuse every right code.
 */
export async function checkSeals({ store, seal }: Pick<Context, 'store' | 'seal'>): Promise<void> {
  for (const { sealed, context } of await store.sealedSamples()) await seal.open(sealed, context);
}
