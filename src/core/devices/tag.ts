/** A label of a virtual device. */
export interface Tag {
  readonly key: string;
  readonly value: string;
}

export const TAGS_PER_DEVICE = 50;

/** Keys that differ by case alone are one key, as at AWS. */
export function comparedKey(key: string): string {
  return key.normalize('NFKC').toLowerCase();
}
