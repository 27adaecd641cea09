import type { DeviceClock, MeasuredDevice } from '../api-types.ts';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';

/** The gateway foretells from two steps of drift on. A clock that made fewer in a week is called steady. */
const WEEK = 7 * 86_400_000;

/** Whether and when its codes will no longer be accepted. */
export function outlookInWords(
  clock: DeviceClock,
  history: NonNullable<MeasuredDevice['History']>,
  now: number,
): string {
  const { LeavesWindow } = clock;
  if (LeavesWindow !== undefined) {
    const leaves = new Date(LeavesWindow);
    const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium' });
    const words = leaves.getTime() > now ? say.outlookLeaves : say.outlookLeft;
    return fill(words, { date: day.format(leaves) });
  }
  const set = history.findLastIndex(({ By }) => By !== 'code');
  const observed = history.slice(set + 1);
  const [first, last] = [observed[0], observed.at(-1)];
  const watched = first && last ? Date.parse(last.At) - Date.parse(first.At) : 0;
  return watched >= WEEK ? say.outlookSteady : say.outlookUnknown;
}
