import type { Random } from './random.ts';

/*
 * A token counts the oscillations of a 32.768 kHz tuning-fork crystal and nobody sets it right. Data sheets of
 * such crystals agree on the figures below (TF20 series, document 008-0353-0 rev. C; Abracon ABS07): tolerance
 * +-20 ppm at 25 °C; slower with the square of the distance from a turnover temperature of 25 +-5 °C, by
 * 0.034 ppm/°C² (0.030 +-0.010); ageing up to +-3 ppm in the first year, and ever less afterwards. A vendor of
 * tokens speaks of a second in three days, a couple of minutes a year (Deepnet SafeID, "time drift"): 4 ppm,
 * which is about the middle of what comes out here.
 */
const TOLERANCE = 20;
const CURVE = -0.034;
const TURNOVER = 25;
const AGEING = 3;
/** Ageing goes with the logarithm of time (MIL-PRF-55310); days after which it has slowed to a half. */
const AGEING_PACE = 30;
const YEAR = 365;

/**
 * How far a crystal's clock is ahead at the end of each day since it left the factory, seconds. Tolerance is
 * taken as three standard deviations; the room has 21 °C with three more in summer and less in winter.
 */
export function quartzClock(random: Random, days: number): Float64Array {
  const tolerance = Math.max(-TOLERANCE, Math.min(TOLERANCE, random.normal(0, TOLERANCE / 3)));
  const turnover = random.normal(TURNOVER, 5 / 3);
  const ageing = random.between(-AGEING, AGEING) / Math.log1p(YEAR / AGEING_PACE);
  const room = random.normal(21, 2);
  const season = random.between(0, YEAR);
  const ahead = new Float64Array(days + 1);
  let sum = 0;
  for (let day = 0; day < days; day++) {
    const temperature = room + 3 * Math.sin((2 * Math.PI * (day + season)) / YEAR);
    const ppm = tolerance + CURVE * (temperature - turnover) ** 2 + ageing * Math.log1p(day / AGEING_PACE);
    sum += ppm * 0.0864;
    ahead[day + 1] = sum;
  }
  return ahead;
}
