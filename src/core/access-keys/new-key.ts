import { base64 } from '@scure/base';
import { newUniqueId } from '../identifiers.ts';
import type { Random } from '../ports.ts';

/** `AKIA` names a long-term key, `ASIA` one that ends by itself. */
export function newKeyId(kind: 'AKIA' | 'ASIA', random: Random): string {
  return newUniqueId(kind, random).slice(0, 20);
}

/** 240 random bits as 40 characters, the shape of AWS secrets. */
export function newSecretKey(random: Random): string {
  return base64.encode(random.bytes(30));
}
