import { type DriftForecast, forecastDrift } from '../totp/forecast.ts';
import type { TotpDevice } from './device.ts';

/** When this device leaves the sign-in window; undefined when too little is known to say. */
export function forecastOf(device: TotpDevice, now: number): DriftForecast | undefined {
  const { drift, lastUsedAt, measured } = device;
  return forecastDrift({ drift, lastUsedAt, measuredDrift: measured?.drift, measuredAt: measured?.at }, now);
}
