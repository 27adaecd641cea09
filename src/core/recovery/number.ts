import { phoneContext } from '../people/person.ts';
import { textOf } from '../phone/sealed.ts';
import type { Context } from '../ports.ts';

/** The person's own verified number, in E.164; never one that a client sent. */
export async function verifiedNumberOf(
  { store, seal }: Pick<Context, 'store' | 'seal'>,
  personId: string,
): Promise<string | undefined> {
  const phone = await store.phoneOf(personId);
  if (phone?.verifiedAt === undefined) return undefined;
  return textOf(await seal.open(phone.sealed, phoneContext(personId)));
}
