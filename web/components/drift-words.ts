import { fill } from '../fill.ts';
import * as say from '../messages.ts';

/** "2 steps behind (60 s)": steps are what the gateway counts in, seconds what a person knows. */
export function driftInWords(steps: number, periodSeconds: number): string {
  if (steps === 0) return say.inStep;
  const count = Math.abs(steps);
  const seconds = count * periodSeconds;
  if (count === 1) return fill(steps > 0 ? say.oneStepAhead : say.oneStepBehind, { seconds });
  return fill(steps > 0 ? say.stepsAhead : say.stepsBehind, { count, seconds });
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
