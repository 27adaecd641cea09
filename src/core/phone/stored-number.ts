import { phoneContext } from '../people/person.ts';
import type { Context } from '../ports.ts';
import { textOf } from './sealed.ts';

export interface StoredNumber {
  /** E.164. */
  readonly number: string;
  /** As it lies in the store, to tell whether it was replaced meanwhile. */
  readonly sealed: string;
  readonly verified: boolean;
}

/** The number that a person has, opened; undefined where there is none. */
export async function storedNumberOf(
  { store, seal }: Pick<Context, 'store' | 'seal'>,
  personId: string,
): Promise<StoredNumber | undefined> {
  const stored = await store.phoneOf(personId);
  if (stored === undefined) return undefined;
  const { sealed, verifiedAt } = stored;
  const number = textOf(await seal.open(sealed, phoneContext(personId)));
  return { number, sealed, verified: verifiedAt !== undefined };
}
