import * as z from 'zod';
import type { TotpDevice } from '../devices/device.ts';
import { forecastOf } from '../devices/forecast.ts';
import { isUnconfirmed, stepAt } from '../totp/key.ts';
import { iso } from './shapes.ts';

/** What is known of a TOTP device's clock. Drift and rate are in steps of `Period` seconds. */
export const clockShape = {
  Drift: z.int().describe('Steps that the device is ahead (+) or behind (-), as learned.'),
  Period: z.int().describe('Seconds in a step.'),
  Digits: z.int(),
  Resynced: z
    .int()
    .optional()
    .describe('The drift that a resync told, while it waits for the first fresh code to confirm it.'),
  StepsPerDay: z.number().optional().describe('Once enough is known: what the clock gains or loses.'),
  LeavesWindow: z.iso
    .datetime()
    .optional()
    .describe('If it is not used before, its codes may be refused from then on.'),
  ResyncAdvised: z.boolean(),
  CodesCountFrom: z.iso
    .datetime()
    .optional()
    .describe('Set where a code from the future was used: those before it are refused until its time.'),
};

/** Steps by which the last code used is ahead of the clock where somebody was merely quick. */
const ORDINARY = 2;

const shape = z.object(clockShape);

export function showClock(device: TotpDevice, now: number): z.output<typeof shape> {
  const { drift, period, digits, resynced, lastStep } = device;
  const ahead = lastStep - (stepAt(now, device) + drift);
  const forecast = forecastOf(device, now);
  return {
    Drift: drift,
    Period: period,
    Digits: digits,
    ...(isUnconfirmed(resynced, now) && { Resynced: resynced.drift }),
    ...(forecast !== undefined && {
      StepsPerDay: forecast.stepsPerDay,
      LeavesWindow: iso(forecast.leavesAt),
    }),
    ResyncAdvised: forecast?.resyncAdvised ?? false,
    ...(ahead > ORDINARY && { CodesCountFrom: iso((lastStep - drift) * period * 1000) }),
  };
}
