/** Two readings of a device's clock, the first and the latest since an assignment, a resync or a reset last set
 * it. Drift in steps, times in epoch milliseconds. */
export interface DriftReadings {
  /** The drift of the latest accepted code. */
  readonly drift: number;
  readonly lastUsedAt: number | undefined;
  /** The drift of the first code that was accepted after the clock was set; undefined until there is one. */
  readonly measuredDrift: number | undefined;
  readonly measuredAt: number | undefined;
}

export interface DriftForecast {
  /** Steps a day that the device gains (+) or loses (-) on the server. */
  readonly stepsPerDay: number;
  /**
   * Epoch milliseconds. Used before then, the device is followed and the time moves on; from then on its
   * codes may fall out of the sign-in window.
   */
  readonly leavesAt: number;
  /** Whether that is near enough to resync now, while the device is at hand. */
  readonly resyncAdvised: boolean;
}

const DAY = 86_400_000;

/** Where a late code and the edge of a step make one step of difference, two begin to tell a rate. */
const LEAST_STEPS = 2;
const LEAST_TIME = DAY;

/** How long before a device leaves the window its person is told; less where it leaves sooner than in twice this. */
const NOTICE = 14 * DAY;

/** When a device that runs on as it did leaves the sign-in window. Undefined when too little is known to say. */
export function forecastDrift(readings: DriftReadings, now: number): DriftForecast | undefined {
  const { drift, lastUsedAt, measuredDrift, measuredAt } = readings;
  if (lastUsedAt === undefined || measuredDrift === undefined || measuredAt === undefined) return undefined;
  const steps = drift - measuredDrift;
  const time = lastUsedAt - measuredAt;
  if (Math.abs(steps) < LEAST_STEPS || time < LEAST_TIME) return undefined;
  const oneStep = time / Math.abs(steps);
  const leavesAt = lastUsedAt + oneStep;
  return {
    stepsPerDay: (steps / time) * DAY,
    leavesAt,
    resyncAdvised: now > leavesAt - Math.min(NOTICE, oneStep / 2),
  };
}
