import '../style/drift-chart.css';
import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fill } from '../fill.ts';
import * as say from '../messages.ts';
import { type DriftPoint, type Placed, placeDrift } from './drift-scale.ts';
import { driftInWords, timeInWords } from './drift-words.ts';
import { Moment } from './moment.tsx';

const HEIGHT = 168;
const day = new Intl.DateTimeFormat(document.documentElement.lang, { dateStyle: 'medium' });
const causes: Record<DriftPoint['By'], string> = {
  assignment: say.byAssignment,
  code: say.byCode,
  resync: say.byResync,
  reset: say.byReset,
};

interface Props {
  /** Oldest first, as GetMFADevice answers. */
  history: DriftPoint[];
  periodSeconds: number;
}

/** How a TOTP device's clock went: a picture for the eye, the same as a table for everybody. */
export function DriftChart({ history, periodSeconds }: Props) {
  const last = history.at(-1);
  if (!last) return <p class="hint">{say.noDriftYet}</p>;
  return (
    <div class="drift">
      <Picture history={history} periodSeconds={periodSeconds} last={last} />
      <details>
        <summary>{say.driftAsTable}</summary>
        <table class="drift-table">
          <thead>
            <tr>
              <th scope="col">{say.driftWhen}</th>
              <th scope="col">{say.drift}</th>
              <th scope="col">{say.driftLearnedBy}</th>
            </tr>
          </thead>
          <tbody>
            {[...history].reverse().map(point => (
              <tr key={point.At + point.By}>
                <td>
                  <Moment at={point.At} />
                </td>
                <td>{driftInWords(point.Drift, periodSeconds)}</td>
                <td>{causes[point.By]}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </div>
  );
}

function Picture({ history, periodSeconds, last }: Props & { last: DriftPoint }) {
  const box = useRef<HTMLDivElement>(null);
  const width = useWidth(box);
  const { points, line, ticks } = placeDrift(history, {
    left: 60,
    right: width - 12,
    top: 12,
    bottom: HEIGHT - 28,
  });
  const [first, end] = [points[0], points.at(-1)];
  const label = fill(say.driftChartLabel, {
    count: history.length,
    now: driftInWords(last.Drift, periodSeconds),
  });
  return (
    <div ref={box}>
      <svg class="drift-picture" role="img" aria-label={label} width={width} height={HEIGHT}>
        {ticks.map(({ steps, y }) => (
          <g key={steps}>
            <line class={steps === 0 ? 'exact' : 'level'} x1="60" x2={width - 12} y1={y} y2={y} />
            <text x="50" y={y + 4} text-anchor="end">
              {steps === 0 ? say.driftZero : signed(steps * periodSeconds)}
            </text>
          </g>
        ))}
        <path class="run" d={line} />
        {points.map(placed => (
          <Mark key={placed.point.At + placed.point.By} {...placed} />
        ))}
        {first && (
          <text x={first.x} y={HEIGHT - 6} text-anchor={first === end ? 'middle' : 'start'}>
            {day.format(new Date(first.point.At))}
          </text>
        )}
        {first && end && day.format(new Date(first.point.At)) !== day.format(new Date(end.point.At)) && (
          <text x={end.x} y={HEIGHT - 6} text-anchor="end">
            {day.format(new Date(end.point.At))}
          </text>
        )}
      </svg>
    </div>
  );
}

/** A code is a dot, what somebody did to the clock is a ring. */
function Mark({ point, x, y }: Placed) {
  return (
    <circle class={point.By === 'code' ? 'learned' : 'done'} cx={x} cy={y} r={point.By === 'code' ? 3.5 : 5}>
      <title>{`${day.format(new Date(point.At))}: ${causes[point.By]}`}</title>
    </circle>
  );
}

const signed = (seconds: number) => `${seconds > 0 ? '+' : '\u2212'}${timeInWords(Math.abs(seconds))}`;

/** Drawn at the size that it has: scaled text would be unreadable on a phone. */
function useWidth(box: { current: HTMLElement | null }): number {
  const [width, setWidth] = useState(440);
  useLayoutEffect(() => {
    const element = box.current;
    if (!element) return;
    const measure = () => setWidth(Math.max(220, Math.floor(element.clientWidth)));
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  return width;
}
