import { storedNumberOf } from '../phone/stored-number.ts';
import type { Context } from '../ports.ts';

/** The person's own verified number, in E.164; never one that a client sent. */
export async function verifiedNumberOf(
  context: Pick<Context, 'store' | 'seal'>,
  personId: string,
): Promise<string | undefined> {
  const stored = await storedNumberOf(context, personId);
  return stored?.verified ? stored.number : undefined;
}
