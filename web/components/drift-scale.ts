export interface DriftPoint {
  At: string;
  Drift: number;
  By: 'assignment' | 'code' | 'resync' | 'reset';
}

export interface Placed {
  point: DriftPoint;
  x: number;
  y: number;
}

export interface DriftScale {
  points: Placed[];
  /** A path through the points. */
  line: string;
  /** The steps that get a line of their own, and how far down each lies. */
  ticks: { steps: number; y: number }[];
}

interface Frame {
  left: number;
  right: number;
  top: number;
  bottom: number;
}

/** Places a history in a frame: time to the right, a clock that is ahead upwards, the exact time always in view. */
export function placeDrift(history: readonly DriftPoint[], frame: Frame): DriftScale {
  const drifts = history.map(point => point.Drift);
  const highest = Math.max(1, ...drifts);
  const lowest = Math.min(-1, ...drifts);
  const between = evenSteps((highest - lowest) / 4);
  const top = Math.ceil(highest / between) * between;
  const bottom = Math.floor(lowest / between) * between;
  const down = (steps: number) => frame.top + ((top - steps) / (top - bottom)) * (frame.bottom - frame.top);

  const times = history.map(point => Date.parse(point.At));
  const from = Math.min(...times);
  const span = Math.max(...times) - from;
  const across = (time: number) =>
    span === 0
      ? (frame.left + frame.right) / 2
      : frame.left + ((time - from) / span) * (frame.right - frame.left);

  const points = history.map((point, index) => ({
    point,
    x: across(times[index] ?? from),
    y: down(point.Drift),
  }));
  const ticks = Array.from({ length: (top - bottom) / between + 1 }, (_, index) => {
    const steps = top - index * between;
    return { steps, y: down(steps) };
  });
  return { points, line: pathThrough(points), ticks };
}

/** Of steps of half a minute, what makes round minutes. */
function evenSteps(atLeast: number): number {
  const even = [1, 2, 4, 6, 10, 20, 40, 60, 120, 240, 480].find(steps => steps >= atLeast);
  return even ?? Math.ceil(atLeast / 960) * 960;
}

/** A clock runs evenly, so codes are joined straight; a resync and a reset move it at once, so they make a jump. */
function pathThrough(points: readonly Placed[]): string {
  return points
    .map(({ point, x, y }, index) => {
      const before = points[index - 1];
      if (before === undefined) return `M${x} ${y}`;
      const jumps = point.By === 'resync' || point.By === 'reset';
      return jumps ? `L${x} ${before.y}L${x} ${y}` : `L${x} ${y}`;
    })
    .join('');
}
