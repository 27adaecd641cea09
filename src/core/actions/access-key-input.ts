import * as z from 'zod';
import { type Refusal, refuse } from '../refusal.ts';

const NO_ID = 'This is not the id of an access key.';
/** Contract section 3. */
export const accessKeyId = z.string().min(16, NO_ID).max(128, NO_ID).regex(/^\w+$/, NO_ID);

export function noSuchAccessKey(id: string): Refusal {
  return refuse('NoSuchEntity', {
    message: 'There is no such access key.',
    known: `The Access Key with id ${id} cannot be found.`,
  });
}
