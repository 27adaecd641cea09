import { fill } from '../fill.ts';
import * as say from '../messages.ts';

/** "2 steps behind (60 s)": steps are what the gateway counts in, time is what a person knows. */
export function driftInWords(steps: number, periodSeconds: number): string {
  if (steps === 0) return say.inStep;
  const count = Math.abs(steps);
  const time = timeInWords(count * periodSeconds);
  if (count === 1) return fill(steps > 0 ? say.oneStepAhead : say.oneStepBehind, { time });
  return fill(steps > 0 ? say.stepsAhead : say.stepsBehind, { count, time });
}

/** In the unit in which a clock that is wrong by so much would be spoken of. */
export function timeInWords(seconds: number): string {
  const rounded = (count: number) =>
    count.toLocaleString(document.documentElement.lang, { maximumFractionDigits: 1 });
  if (seconds < 180) return fill(say.seconds, { count: rounded(seconds) });
  if (seconds < 10_800) return fill(say.minutes, { count: rounded(seconds / 60) });
  return fill(say.hours, { count: rounded(seconds / 3_600) });
}

/** What a clock gains or loses, in seconds a day. */
export function rateInWords(stepsPerDay: number, periodSeconds: number): string {
  const seconds = Math.abs(stepsPerDay * periodSeconds);
  if (seconds < 0.05) return say.keepsTime;
  const shown = seconds.toLocaleString(document.documentElement.lang, {
    maximumFractionDigits: seconds < 10 ? 1 : 0,
  });
  return fill(stepsPerDay > 0 ? say.gainsADay : say.losesADay, { seconds: shown });
}
