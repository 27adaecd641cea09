import { base64 } from '@scure/base';
import { newUniqueId } from '../identifiers.ts';
import { bytesOf } from '../phone/sealed.ts';
import type { Context } from '../ports.ts';
import { accessKeyContext } from './access-key.ts';

export interface NewKey {
  readonly id: string;
  /** 240 random bits as 40 characters, the shape of AWS secrets. */
  readonly secret: string;
  readonly sealedSecret: string;
}

/** `AKIA` names a long-term key, `ASIA` one that ends by itself. */
export async function newKey(
  { random, seal }: Pick<Context, 'random' | 'seal'>,
  kind: 'AKIA' | 'ASIA',
): Promise<NewKey> {
  const id = newUniqueId(kind, random).slice(0, 20);
  const secret = base64.encode(random.bytes(30));
  return { id, secret, sealedSecret: await seal.seal(bytesOf(secret), accessKeyContext(id)) };
}
