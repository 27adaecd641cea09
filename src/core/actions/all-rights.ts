import { rightsOf } from '../policy/principal.ts';
import type { ActionContext } from './action.ts';

/** Whether whoever asks has every right over others. */
export function hasAllRights({ principal }: ActionContext): boolean {
  return rightsOf(principal.person) === 'full';
}
