import { comparedKey, type Tag } from '../devices/tag.ts';
import { type Refusal, refuse } from '../refusal.ts';

/** Keys that differ by case alone would be one tag with two values. */
export function readTags(given: readonly { Key: string; Value: string }[]): readonly Tag[] | Refusal {
  if (new Set(given.map(({ Key }) => comparedKey(Key))).size < given.length) {
    return refuse('InvalidInput', {
      message: 'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
    });
  }
  return given.map(({ Key, Value }) => ({ key: Key, value: Value }));
}

export const showTag = ({ key, value }: Tag) => ({ Key: key, Value: value });
