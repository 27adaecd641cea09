import type { OpenSession } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { browserName } from './browser-name.ts';

/** What a person would call it: the browser, or the key that a program signs with. */
export function nameOf({ AccessKeyId, UserAgent }: OpenSession): string {
  return AccessKeyId === undefined ? browserName(UserAgent) : fill(say.programWithKey, { AccessKeyId });
}
